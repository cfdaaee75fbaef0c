-- limit: time
local t = {}
for i = 1, 100000 do t[i * 3] = i end
for i = 1, 100000 do t[i * 3] = nil end
while next(t) == nil do end
