-- limit: time
local parts = {}
for i = 1, 32000 do parts[i] = '::a' .. i .. '::' end
local source = table.concat(parts)
while true do load(source) end
