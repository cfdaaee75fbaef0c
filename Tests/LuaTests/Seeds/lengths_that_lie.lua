local t = { 0, 1, 2, 3 }
for i = 5, 62 do t[1 << i] = i end
t[16], t[8], t[5] = 4, 3, 5
pcall(convert, t)
pcall(tables, 1, t, t)
t[math.maxinteger] = 1
pcall(convert, t)
pcall(tables, t, t)
convert({ { { t } }, [t] = { t } })
