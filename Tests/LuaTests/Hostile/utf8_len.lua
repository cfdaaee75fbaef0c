-- limit: time
local s = ('é'):rep(1 << 22)
while true do utf8.len(s) end
