-- limit: time
local s = ('a'):rep(1 << 20)
while true do s:match('(.*)(.*)(.*)(.-)') end
