-- The same work in the sandbox and in stock Lua: one line for each kind, name and the least
-- milliseconds of several turns, a tab between. Kinds that start with "cpu" do no string work.
local kinds = {}

function kinds.cpu_fib()
  local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
  return fib(25)
end

function kinds.cpu_loops()
  local sum = 0
  for i = 1, 1000 do for j = 1, 1000 do sum = sum + (i ~ j) % 7 end end
  return sum
end

function kinds.cpu_tables()
  local t = {}
  for i = 1, 100000 do t[i] = { x = i, y = -i } end
  local sum = 0
  for _, p in ipairs(t) do sum = sum + p.x * 2 + p.y end
  return sum
end

function kinds.cpu_methods()
  local account = {}
  account.__index = account
  function account:add(n) self.sum = self.sum + n return self end
  local a = setmetatable({ sum = 0 }, account)
  for i = 1, 300000 do a:add(i):add(-1) end
  return a.sum
end

function kinds.cpu_sieve()
  local flags, count = {}, 0
  for i = 2, 200000 do flags[i] = true end
  for i = 2, 200000 do
    if flags[i] then
      count = count + 1
      for j = i * i, 200000, i do flags[j] = false end
    end
  end
  return count
end

function kinds.cpu_floats()
  local x, y, z, vx, vy, vz = 1.0, 0.2, 0.1, 0.0, 0.9, 0.1
  for _ = 1, 200000 do
    local d = x * x + y * y + z * z
    local pull = 0.001 / (d * d ^ 0.5)
    vx, vy, vz = vx - x * pull, vy - y * pull, vz - z * pull
    x, y, z = x + vx * 0.001, y + vy * 0.001, z + vz * 0.001
  end
  return x + y + z
end

function kinds.cpu_closures()
  local sum = 0
  for i = 1, 200000 do
    local f = function(n) return n + i end
    sum = sum + f(1)
  end
  return sum
end

function kinds.cpu_pcall()
  local sum = 0
  for i = 1, 200000 do
    local _, n = pcall(math.abs, -i)
    sum = sum + n
  end
  return sum
end

function kinds.cpu_coroutines()
  local co = coroutine.wrap(function() for i = 1, 200000 do coroutine.yield(i) end end)
  local sum = 0
  for _ = 1, 200000 do sum = sum + co() end
  return sum
end

local words = {}
for i = 1, 2000 do words[i] = ("word%d"):format(i * 7919 % 2000) end
local text = table.concat(words, " ")

function kinds.find()
  local at, count = 1, 0
  for _ = 1, 10 do
    at = 1
    while true do
      local from, to = text:find("word1", at, true)
      if not from then break end
      at, count = to + 1, count + 1
    end
  end
  return count
end

function kinds.find_pattern()
  local count = 0
  for _ = 1, 20 do
    local at = 1
    while true do
      local from, to = text:find("%a+(%d+)", at)
      if not from then break end
      at, count = to + 1, count + 1
    end
  end
  return count
end

function kinds.match()
  local sum = 0
  for _ = 1, 30 do for i = 1, #words do sum = sum + tonumber(words[i]:match("^%a+(%d+)$")) end end
  return sum
end

function kinds.gsub()
  local count = 0
  for _ = 1, 20 do
    local _, n = text:gsub("%d+", "<%0>")
    count = count + n
  end
  return count
end

function kinds.gsub_function()
  local sum = 0
  for _ = 1, 20 do text:gsub("%d+", function(d) sum = sum + #d end) end
  return sum
end

function kinds.gmatch()
  local count = 0
  for _ = 1, 20 do for w in text:gmatch("%S+") do count = count + #w end end
  return count
end

function kinds.format()
  local sum = 0
  for i = 1, 60000 do sum = sum + #("%d %s %5.2f"):format(i, "unit", i / 3) end
  return sum
end

function kinds.rep()
  local sum = 0
  for i = 1, 60000 do sum = sum + #("ab"):rep(i % 50, ",") end
  return sum
end

function kinds.upper()
  local sum = 0
  for i = 1, 60000 do sum = sum + #words[i % 2000 + 1]:upper() end
  return sum
end

function kinds.byte_char()
  local sum = 0
  for i = 1, 200000 do sum = sum + string.char(65 + i % 26, 66):byte() end
  return sum
end

function kinds.concat()
  local sum = 0
  for _ = 1, 60 do sum = sum + #table.concat(words, ", ") end
  return sum
end

function kinds.join()
  local sum = 0
  for i = 1, 200000 do sum = sum + #("row " .. i .. ":" .. words[i % 2000 + 1]) end
  return sum
end

function kinds.insert()
  local t = {}
  for i = 1, 200000 do table.insert(t, i) end
  for i = 1, 300 do table.insert(t, #t - 100, i) end
  return #t
end

function kinds.remove()
  local t = {}
  for i = 1, 200000 do t[i] = i end
  for _ = 1, 300 do table.remove(t, #t - 100) end
  for _ = 1, 199000 do table.remove(t) end
  return #t
end

function kinds.sort_numbers()
  local t, r = {}, 7
  for i = 1, 50000 do
    r = (r * 1103515245 + 12345) & 0x7fffffff
    t[i] = r
  end
  table.sort(t)
  return t[1]
end

function kinds.sort_strings()
  local sum = 0
  for _ = 1, 5 do
    local t = table.move(words, 1, #words, 1, {})
    table.sort(t)
    sum = sum + #t[1]
  end
  return sum
end

function kinds.sort_by()
  local t = {}
  for i = 1, 10000 do t[i] = { key = i * 7919 % 10007 } end
  table.sort(t, function(a, b) return a.key < b.key end)
  return t[1].key
end

function kinds.move()
  local t = {}
  for i = 1, 1000 do t[i] = i end
  for _ = 1, 200 do table.move(t, 1, 1000, 2) end
  return #t
end

function kinds.unpack()
  local sum = 0
  for i = 1, 200000 do sum = sum + select("#", table.unpack({ i, 2, 3 })) end
  return sum
end

function kinds.pack()
  local sum = 0
  for i = 1, 60000 do sum = sum + string.unpack("<i4", (string.pack("<i4z", i, "name"))) end
  return sum
end

function kinds.utf8()
  local s, sum = ("thư mục "):rep(200), 0
  for _ = 1, 200 do sum = sum + utf8.len(s) end
  for _ = 1, 20 do for _, c in utf8.codes(s) do sum = sum + c end end
  return sum
end

local names = {}
for name in pairs(kinds) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do
  local best = math.huge
  for _ = 1, 3 do
    local began = os.clock()
    kinds[name]()
    best = math.min(best, os.clock() - began)
  end
  print(("%s\t%.3f"):format(name, best * 1000))
end
