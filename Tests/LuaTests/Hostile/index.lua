-- limit: time
local x = setmetatable({}, { __index = function() while true do end end })
return x.y
