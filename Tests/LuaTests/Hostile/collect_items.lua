-- limit: time, large memory
local all = {}
for i = 1, math.huge do
  local t = {}
  for k = 1, 1 << 20 do t[k] = t end
  all[i] = t
  for k = 1, i do all[k][1] = {} end
end
