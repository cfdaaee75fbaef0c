-- lua5.4 group_cjson.lua FILE…: the figures of ../group.lua with lua-cjson.
local cjson = require("cjson")
local sums, groups = {}, {}
for i = 1, #arg do
  local file = assert(io.open(arg[i], "rb"))
  local rows = cjson.decode(file:read("a"))
  file:close()
  for _, row in ipairs(rows) do
    local key = row.unit .. "\t" .. row.category
    local sum = sums[key]
    if not sum then
      sum = { 0, 0 }
      sums[key], groups[#groups + 1] = sum, key
    end
    sum[1], sum[2] = sum[1] + row.summoned, sum[2] + row.attended
  end
end
for _, key in ipairs(groups) do
  print(("%s\t%d\t%d"):format(key, sums[key][1] // 1, sums[key][2] // 1))
end
