-- limit: time
-- Answers so that quicksort takes as long as it can.
local t, value, solid, gas, candidate = {}, {}, 0, 1 << 40, nil
for i = 1, 100000 do t[i] = i end
table.sort(t, function(a, b)
  local x, y = value[a] or gas, value[b] or gas
  if x == gas and y == gas then
    solid = solid + 1
    if a == candidate then value[a] = solid x = solid else value[b] = solid y = solid end
  end
  if x == gas then candidate = a elseif y == gas then candidate = b end
  return x < y
end)
while true do end
