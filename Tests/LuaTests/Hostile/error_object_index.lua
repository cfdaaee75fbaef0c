-- limit: time
local e = setmetatable({}, { __index = function() while true do end end, __tostring = function(self) return self.text end })
error(e)
