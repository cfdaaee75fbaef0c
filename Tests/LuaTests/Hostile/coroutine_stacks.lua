-- limit: memory
local all = {}
local function deep(n) if n == 0 then coroutine.yield() end return deep(n - 1) + 1 end
for i = 1, 900 do all[i] = coroutine.wrap(deep) all[i](10000) end
