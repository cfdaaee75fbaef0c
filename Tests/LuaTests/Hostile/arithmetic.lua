-- limit: time
local o = setmetatable({}, { __add = function() while true do end end })
return o + 1
