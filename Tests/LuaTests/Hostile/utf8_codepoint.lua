-- limit: time
local s = ('é'):rep(1 << 18)
while true do utf8.codepoint(s, 1, -1) end
