-- Run twice in one state: what was killed in the first run is used again in the second.
if rawget(_G, "k") then
  pcall(k)
  pcall(coroutine.resume, v)
  pcall(coroutine.close, v)
  for x in k do break end
end
local function body(...)
  local x <close> = setmetatable({}, { __close = function() while true do object() end end })
  local y <close> = object()
  while true do pcall(function() while true do object() end end) end
end
v = coroutine.create(body)
k = coroutine.wrap(function() coroutine.resume(v) body() end)
k()
