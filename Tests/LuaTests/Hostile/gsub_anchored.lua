-- limit: time
local s = ('a'):rep(1 << 20)
while true do s:gsub('^' .. ('a*'):rep(5) .. 'b', '') end
