-- limit: time
local t = { 1, 2, 3 }
for _ in pairs(t) do for _ in next, t do for _ in ipairs(t) do while true do next(t) end end end end
