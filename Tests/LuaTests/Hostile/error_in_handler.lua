-- limit: time
local function handler() error('x') end
while true do xpcall(error, handler) end
