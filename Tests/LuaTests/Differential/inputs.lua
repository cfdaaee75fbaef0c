-- What the scripts here share; it stands before each of them. The same seed gives the same inputs.
local seed, rounds = ...
local state = seed
local function random(n)
  state = (state * 6364136223846793005 + 1442695040888963407) & 0x7fffffffffffffff
  return (state >> 33) % n + 1
end
local function pick(list) return list[random(#list)] end
local function show(...)
  local parts = {}
  for i = 1, select("#", ...) do
    local v = select(i, ...)
    parts[i] = type(v) == "string" and ("%q"):format(v) or math.type(v) == "float" and ("%a"):format(v)
      or tostring(v)
  end
  return table.concat(parts, " ")
end
-- One line for each call: the function's name, its arguments, its results or its error.
local function calls(library, cases)
  local lines = {}
  for round = 1, rounds do
    local case = table.pack(pick(cases)())
    local line = show(table.unpack(case, 1, case.n)) .. " -> "
      .. show(pcall(library[case[1]], table.unpack(case, 2, case.n)))
    lines[round] = line:gsub("0x%x+", "0x")
  end
  return table.concat(lines, "\n")
end
