-- limit: time
local co = coroutine.wrap(function() while true do pcall(pcall, coroutine.yield) end end)
while true do co() end
