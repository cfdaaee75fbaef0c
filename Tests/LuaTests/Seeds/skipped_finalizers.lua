-- At the deepest call there is no room for a finalizer's call.
local done
local function deeper()
  if pcall(deeper) or done then return done end
  done = true
  for i = 1, 3000 do object() end
end
deeper()
collect()
