-- limit: coroutines
local all = {}
while true do pcall(function() all[#all + 1] = coroutine.wrap(print) end) end
