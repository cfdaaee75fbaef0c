-- limit: time
local s = ('é'):rep(1 << 22)
while true do utf8.offset(s, 1 << 21) utf8.offset(s, -(1 << 21)) end
