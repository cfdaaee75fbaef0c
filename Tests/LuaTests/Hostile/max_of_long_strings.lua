-- limit: time
local t, a, b = {}, ('x'):rep(1 << 23) .. 'a', ('x'):rep(1 << 23) .. 'b'
for i = 1, 200000 do t[i] = i % 2 == 0 and a or b end
math.max(table.unpack(t))
