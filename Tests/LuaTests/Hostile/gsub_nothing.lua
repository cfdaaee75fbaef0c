-- limit: time
local s = ('a'):rep(1 << 22)
while true do s:gsub('b', 'c') end
