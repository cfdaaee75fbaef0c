-- limit: time
local function deep() coroutine.wrap(function() pcall(deep) while true do end end)() end
while true do pcall(deep) end
