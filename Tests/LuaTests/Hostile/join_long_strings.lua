-- limit: time, large memory
local s = ('x'):rep(1 << 28)
while true do local _ = s .. s end
