-- Calls of `table`, `next`, `ipairs`, `rawlen` and their kin on tables with and without behaviour.
local log
local function plain()
  local t = {}
  for i = 1, random(8) - 1 do t[i] = pick { 1, "b", 2.5 } end
  return t
end
local function behaving()
  local inner = plain()
  local m = {}
  if random(2) == 1 then m.__len = function() log[#log + 1] = "#" return pick { 0, 2, 5, 2.0, "3", 1.5, {} } end end
  if random(2) == 1 then m.__index = function(_, k) log[#log + 1] = "r" .. tostring(k) return inner[k] end end
  if random(2) == 1 then m.__newindex = function(_, k, v) log[#log + 1] = "w" .. tostring(k) inner[k] = v end end
  if random(3) == 1 then m.__pairs = function() return next, inner, nil end end
  if random(3) == 1 then m.__concat = function() return "joined" end end
  return setmetatable({}, m)
end
local function any()
  local n = random(8)
  if n == 1 then return pick { 5, "text", true } end
  return n < 4 and behaving() or plain()
end
local places = { 1, 2, 3, 5, 0, -1, 7, math.maxinteger, math.mininteger, 2.0, 1.5, "2" }
local functions = {
  next = next, rawlen = rawlen, rawequal = rawequal, rawget = rawget, ["#"] = function(t) return #t end,
  ["pairs"] = function(t) local n = 0 for _ in pairs(t) do n = n + 1 end return n end,
  ["ipairs"] = function(t) local n = 0 for i in ipairs(t) do n = i if n > 20 then break end end return n end,
  [".."] = function(a, b) return a .. b end,
}
for name, f in pairs(table) do functions[name] = f end
local lines = {}
for round = 1, rounds do
  log = {}
  local t, name = any(), nil
  local results
  local which = random(9)
  if which == 1 then name, results = "insert", table.pack(pcall(functions.insert, t, pick(places), "new"))
  elseif which == 2 then name, results = "remove", table.pack(pcall(functions.remove, t, pick(places)))
  elseif which == 3 then name, results = "concat", table.pack(pcall(functions.concat, t, pick { ",", 5, {} }, pick(places) ~= "2" and 1 or nil, pick { 2, 3 }))
  elseif which == 4 then name, results = "unpack", table.pack(pcall(functions.unpack, t, pick { 1, 2, 0, -1 }, pick { 2, 3, nil, 0 }))
  elseif which == 5 then name, results = "pack", table.pack(pcall(functions.pack, t, nil, 3))
  elseif which == 6 then name = pick { "#", "rawlen", "pairs", "ipairs", "next" } results = table.pack(pcall(functions[name], t))
  elseif which == 7 then name, results = "..", table.pack(pcall(functions[".."], t, pick { "x", 1, t }))
  elseif which == 8 then name, results = "next", table.pack(pcall(next, t, pick { 1, 9, "none" }))
  else name, results = "sort", table.pack(pcall(functions.sort, t, pick { function(a, b) return tostring(a) < tostring(b) end, 5 })) end
  lines[round] = (name .. ": " .. show(table.unpack(results, 1, results.n)) .. " " .. table.concat(log)):gsub("0x%x+", "0x")
end
return table.concat(lines, "\n")
