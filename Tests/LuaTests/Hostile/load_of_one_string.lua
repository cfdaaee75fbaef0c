-- limit: time
local source = '--' .. ('x'):rep(8 << 19)
while true do load(source) end
