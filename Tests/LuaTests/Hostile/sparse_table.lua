-- limit: memory
local t = {}
for i = 1, math.huge do t[i * 7919] = {} end
