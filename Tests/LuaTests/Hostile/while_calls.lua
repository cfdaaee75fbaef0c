-- limit: time
local s = 'x'
while s do s = s:sub(1, 1) end
