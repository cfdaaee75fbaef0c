-- limit: time
local o = setmetatable({}, { __tostring = function() while true do end end })
string.format('%d %s', 1, o)
