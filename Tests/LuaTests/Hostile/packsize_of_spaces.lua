-- limit: time
local f = (' '):rep(1 << 24)
while true do string.packsize(f) end
