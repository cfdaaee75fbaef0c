-- limit: memory
local t = {}
for i = 1, 1000 do t[i] = ('x'):rep(1 << 16) end
return table.concat(t)
