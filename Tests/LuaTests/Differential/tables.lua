-- Calls of table functions; returns one line for each.
local log = {}

local function list()
  local t = {}
  for i = 1, random(20) - 1 do t[i] = random(5) == 1 and "s" .. random(9) or random(9) end
  return t
end
local function watched()
  local inner, lie = list(), pick { 0, 3, 5, 30 }
  return setmetatable({}, {
    __len = function() log[#log + 1] = "#" return lie end,
    __index = function(_, k) log[#log + 1] = "r" .. tostring(k) return inner[k] end,
    __newindex = function(_, k, v) log[#log + 1] = "w" .. tostring(k) inner[k] = v end,
  })
end
local function any()
  local n = random(10)
  if n == 1 then return pick { 1, "x", true } end
  return n < 4 and watched() or list()
end
local function numbers()
  local t = {}
  for i = 1, random(90) - 1 do t[i] = random(20) + (random(3) == 1 and 0.5 or 0) end
  return t
end
local function place()
  return pick { 0, 1, 2, 3, 4, 10, -1, -5, math.maxinteger, math.mininteger, 2.0, 2.5, "2" }
end
local function contents(t)
  if type(t) ~= "table" then return tostring(t) end
  local parts = {}
  for i = -5, 40 do
    local v = rawget(t, i)
    if v ~= nil then parts[#parts + 1] = i .. "=" .. (type(v) == "table" and v.key and v.key .. "/" .. v.id or tostring(v)) end
  end
  return table.concat(parts, ",")
end

local cases = {
  function() local t = any() return t, pcall(table.insert, t, random(9)) end,
  function() local t = any() return t, pcall(table.insert, t, place(), random(9)) end,
  function() local t = any() return t, pcall(table.insert, t, place(), 1, 2) end,
  function() local t = any() return t, pcall(table.remove, t) end,
  function() local t = any() return t, pcall(table.remove, t, place()) end,
  function()
    local t, to = any(), random(3) == 1 and any() or nil
    local first = pick { 1, 2, 0, -3, math.maxinteger, math.mininteger }
    local last = pick { 1, 3, 8, 0, math.maxinteger, first }
    if last - first > 100 and first > 0 then last = first + 5 end
    if first < 0 and last > 100 then last = math.maxinteger end
    return to or t, pcall(table.move, t, first, last, pick { 1, 2, 5, -2, math.maxinteger }, to)
  end,
  function() local t = any() return t, pcall(table.concat, t, pick { "", ",", 1 }, pick { 1, 2, 0 }, pick { 3, 7, 0 }) end,
  function() local t = list() return t, pcall(table.concat, t, pick { "", ", " }) end,
  function() local t = any() return t, pcall(table.unpack, t, pick { 1, 2, -2 }, pick { 3, 5, 0 }) end,
  function() local t = numbers() return t, pcall(table.sort, t) end,
  function() local t = numbers() return t, pcall(table.sort, t, function(a, b) return a > b end) end,
  function() local t = numbers() return t, pcall(table.sort, t, math.ult) end,
  function() local t = any() return t, pcall(table.sort, t) end,
  function() return nil, pcall(table.sort) end,
  function() return nil, pcall(table.sort, {}, 1) end,
  function()
    local t = {}
    for i = 1, random(60) do t[i] = { key = random(4), id = i } end
    return t, pcall(table.sort, t, function(a, b) return a.key < b.key end)
  end,
  function() local t = numbers() return t, pcall(table.sort, t, function() return true end) end,
}

local lines = {}
for round = 1, rounds do
  log = {}
  local number = random(#cases)
  local results = table.pack(cases[number]())
  for i = 1, results.n do
    results[i] = type(results[i]) == "table" and contents(results[i]) or tostring(results[i])
  end
  lines[round] = number .. ": " .. table.concat(results, " | ") .. " " .. table.concat(log)
end
return (table.concat(lines, "\n"):gsub("0x%x+", "0x"))
