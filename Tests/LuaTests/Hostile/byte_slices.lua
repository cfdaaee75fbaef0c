-- limit: time
local s = ('x'):rep(1 << 17)
while true do s:byte(1, -1) end
