-- limit: coroutines
local all = {}
for i = 1, math.huge do all[i] = coroutine.create(print) end
