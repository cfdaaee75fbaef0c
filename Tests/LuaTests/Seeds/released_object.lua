-- A weak key outlives its finalizer for one collection.
local weak = setmetatable({}, { __mode = "k" })
for i = 1, 20 do weak[object()] = object() end
collect()
for gone, held in pairs(weak) do
  pcall(function() return gone + held, gone .. held, gone == held end)
  pcall(function() gone.x = held return gone.x, #gone, gone(held), gone:hold(held), gone:held() end)
  pcall(function() for k in pairs(gone) do end end)
  pcall(function() local x <close> = gone end)
  keep(gone, held)
  pcall(convert, { gone, [gone] = gone })
end
