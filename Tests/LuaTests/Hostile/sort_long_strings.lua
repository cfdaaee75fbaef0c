-- limit: time
local t, a, b = {}, ('a'):rep(1 << 22), ('a'):rep(1 << 22) .. 'b'
for i = 1, 10000 do t[i] = i % 2 == 0 and a or b end
table.sort(t)
