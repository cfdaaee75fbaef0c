-- limit: time
local o = setmetatable({}, { __index = function() coroutine.yield() return 1 end })
local co = coroutine.wrap(function() while true do local _ = o.x end end)
while true do co() end
