-- limit: time
local a = ('a'):rep(1 << 22)
while true do string.find(a, a:sub(1 << 21) .. 'b', 1, true) end
