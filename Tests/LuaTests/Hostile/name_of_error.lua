-- limit: error
error(setmetatable({}, { __name = setmetatable({}, { __index = function() while true do end end }) }))
