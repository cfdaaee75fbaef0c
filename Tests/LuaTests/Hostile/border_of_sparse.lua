-- limit: time
local t = {}
for i = 1, 30 do t[1 << i] = true end
while #t do end
