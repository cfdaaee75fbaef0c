-- limit: time
local e = setmetatable({}, { __concat = function() while true do end end })
xpcall(error, function(x) return x .. 'x' end, e)
