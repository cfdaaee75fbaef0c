-- limit: time
local s = ('1'):rep(1 << 24)
while true do tonumber(s) tonumber(s, 2) end
