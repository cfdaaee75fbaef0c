-- limit: time
local s = ('\1'):rep(1 << 20)
while true do string.format('%q', s) end
