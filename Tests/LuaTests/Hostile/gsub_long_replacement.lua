-- limit: time
local r = ('%0%%'):rep(1 << 18)
while true do ('abc'):gsub('b', r) end
