-- limit: time, large memory
local s = ('x'):rep(200 << 20)
local a, b = s .. 'a', s .. 'b'
while true do local _ = a < b or a == b end
