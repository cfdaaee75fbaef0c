-- limit: time
local n, keys, order, r = 40000, {}, {}, 12345
local weak = setmetatable({}, { __mode = 'k' })
for i = 1, n + 1 do keys[i] = {} end
for i = 1, n do weak[keys[i]] = keys[i + 1] end
local first = keys[1]
keys = nil
while true do local _ = {} end
