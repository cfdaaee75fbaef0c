-- limit: time
local o = setmetatable({}, { __index = function() return 1 end })
while true do table.unpack(o, 1, 200000) end
