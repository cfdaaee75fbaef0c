-- limit: time
local f = ('%%'):rep(1 << 22)
while true do string.format(f) end
