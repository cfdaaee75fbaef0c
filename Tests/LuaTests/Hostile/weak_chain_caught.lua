-- limit: time
local function chain(n)
  local mode, tables, keys, order, r = { __mode = 'k' }, {}, {}, {}, 7
  for i = 1, n do tables[i], keys[i], order[i] = setmetatable({}, mode), {}, i end
  keys[n + 1] = {}
  for i = n, 2, -1 do
    r = (r * 1103515245 + 12345) & 0x7fffffff
    local j = r % i + 1
    order[i], order[j] = order[j], order[i]
  end
  for i = 1, n do tables[order[i]][keys[i]] = keys[i + 1] end
  return tables, keys[1]
end
coroutine.wrap(function()
  pcall(function()
    local a, b = chain(20000)
    while true do pcall(function() local _ = {} end) end
  end)
end)()
