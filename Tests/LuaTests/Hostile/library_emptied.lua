-- limit: time
local rep, pcall, rawset = string.rep, pcall, rawset
for k in pairs(_G) do pcall(rawset, _G, k, nil) end
while true do rep('x', 9) end
