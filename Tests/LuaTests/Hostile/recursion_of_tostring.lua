-- limit: error
local t = {}
setmetatable(t, { __tostring = tostring })
return tostring(t)
