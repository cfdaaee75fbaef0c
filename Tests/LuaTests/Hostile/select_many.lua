-- limit: time
local t = {}
for i = 1, 200000 do t[i] = i end
while true do select(-1, table.unpack(t)) select('#', table.unpack(t)) end
