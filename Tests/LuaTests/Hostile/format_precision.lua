-- limit: time
local t, long = {}, ('x'):rep(1 << 24)
for i = 1, 200000 do t[i] = long end
string.format(('%.3s'):rep(200000), table.unpack(t))
