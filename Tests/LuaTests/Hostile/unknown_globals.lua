-- limit: time
local g = _G
while true do local _ = pcall(function() return nowhere end) end
