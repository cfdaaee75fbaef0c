-- limit: time
local o = setmetatable({}, { __newindex = function() end, __index = function() return 1 end })
table.move(o, 1, 1 << 50, 2, o)
