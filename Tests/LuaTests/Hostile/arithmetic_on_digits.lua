-- limit: time
local s = (' '):rep(1 << 23) .. '1'
while true do local _ = s + s end
