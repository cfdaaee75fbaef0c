-- limit: time
local o = setmetatable({}, { __name = ('x'):rep(1 << 22) })
while true do tostring(o) end
