for i = 1, 200 do
  keep({ i }, function() return i end, object(), coroutine.create(print))
  local t = { back(i), back(i), x = convert({ i, { i } }) }
  setmetatable(t, { __index = t, __close = function() back(t) end })
  do local x <close> = t end
  limit(1 << 16 | i << 8)
end
pcall(keep, table.unpack({}, 1, 5000))
many("x", 70000)
