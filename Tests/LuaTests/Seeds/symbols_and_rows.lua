local rows_seen = {}
for i, r in rows() do
  rows_seen[r] = { r.name, r.note, r.size, r.more, r.nothing, tostring(r) }
  define()
  pcall(function() return r.name end)
end
for i, r in rows() do pcall(function() return r + r, r < r, r.more.x end) end
pcall(function() return row(1, 2, 3).name end)
