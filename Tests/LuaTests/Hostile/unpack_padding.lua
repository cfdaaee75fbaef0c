-- limit: time
local f, s = ('x'):rep(1 << 23), ('\0'):rep(1 << 23)
while true do string.unpack(f, s) end
