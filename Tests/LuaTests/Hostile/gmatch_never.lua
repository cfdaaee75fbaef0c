-- limit: time
local f = ('a'):rep(1 << 22):gmatch('a-b')
f()
