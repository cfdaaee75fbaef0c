-- limit: time
local function again()
  local x <close> = setmetatable({}, { __close = function() pcall(again) error('x') end })
  while true do pcall(error) end
end
while true do pcall(again) end
