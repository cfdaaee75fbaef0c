-- limit: time
local function f() return xpcall(error, f) end
while true do xpcall(f, f) end
