-- limit: time
local function f()
  local x <close> = setmetatable({}, { __close = function() while true do end end })
  return 1
end
f()
