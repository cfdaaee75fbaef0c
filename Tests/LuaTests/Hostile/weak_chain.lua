-- limit: time
-- A collection follows the keys, in the worst of orders, and looks at nothing else.
local n, mode, tables, keys, order, r = 20000, { __mode = 'k' }, {}, {}, {}, 12345
for i = 1, n do tables[i], keys[i], order[i] = setmetatable({}, mode), {}, i end
keys[n + 1] = {}
for i = n, 2, -1 do
  r = (r * 1103515245 + 12345) & 0x7fffffff
  local j = r % i + 1
  order[i], order[j] = order[j], order[i]
end
for i = 1, n do tables[order[i]][keys[i]] = keys[i + 1] end
local first = keys[1]
keys = nil
while true do local _ = {} end
