-- limit: time
local rep, pcall, rawset, globals = string.rep, pcall, rawset, _G
for k in pairs(globals) do pcall(rawset, globals, k, nil) end
while true do rep('x', 9) end
