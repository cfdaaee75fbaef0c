-- limit: time
local t, long = {}, ('0'):rep(1 << 24) .. '65'
for i = 1, 200000 do t[i] = long end
utf8.char(table.unpack(t))
