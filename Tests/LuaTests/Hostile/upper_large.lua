-- limit: time
local s = ('x'):rep(1 << 23)
while true do s:upper():lower():reverse() end
