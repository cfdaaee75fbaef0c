-- limit: time
local o = setmetatable({}, { __lt = function() while true do end end })
math.min(o, o, o)
