-- limit: time, large memory
local t = {}
for i = 1, math.huge do t[i] = {} end
