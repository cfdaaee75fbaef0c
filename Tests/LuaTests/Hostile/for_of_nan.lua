-- limit: time
for x = -math.huge, math.huge, 1 do end
