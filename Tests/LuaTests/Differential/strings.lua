-- Calls of string functions; returns one line for each.
local letters = { "a", "b", "ab", "A", "0", " ", ".", "]", "%", "-", "^", "\0", "\xc3\xa9", "(", ")", "b", "a" }
local pieces = {
  "a", "b", "A", ".", "%a", "%A", "%d", "%s", "%S", "%w", "%W", "%x", "%p", "%l", "%u", "%c", "%g", "%z",
  "[ab]", "[^a]", "[a-c]", "[]a]", "[^]]", "[a-]", "[%a0]", "[%-x]", "[-a]", "[a%]]", "%.", "%%", "%]",
  "(", ")", "()", "(a)", "(.-)", "(.*)", "(%a+)", "%1", "%2", "%0", "%b()", "%bab", "%bxx", "%f[%a]", "%f[%W]",
  "$", "^", "[", "%", "%f", "%b", "%ba", "]", "-", "\0", "[a", "[^", "[%", "\xc3\xa9",
}
local suffixes = { "", "", "", "*", "+", "-", "?" }
local integers = { 0, 1, 2, 3, 5, -1, -2, -7, 100, -100, math.maxinteger, math.mininteger, 2.0 }
local replacements = { "", "x", "%0", "%1", "<%1>", "%2", "%%", "%", "%z", "%0%0", 7, 1.5 }
local returns = { false, "r", 3, 2.5 }

local function text()
  local parts = {}
  for i = 1, random(12) - 1 do parts[i] = pick(letters) end
  return table.concat(parts)
end
local function pattern()
  local parts = { random(6) == 1 and "^" or "" }
  for i = 2, random(4) + 1 do parts[i] = pick(pieces) .. pick(suffixes) end
  return table.concat(parts)
end
local function replacement()
  local n = random(8)
  if n == 1 then return { a = "1", b = false, ab = 2, [1] = "p" } end
  if n == 2 then local r = pick(returns) return function() return r end end
  if n == 3 then return function(...) return show(...) end end
  if n == 4 then return function() return {} end end
  if n == 5 then return nil end
  return pick(replacements)
end

local cases = {
  function() return "find", text(), pattern(), random(3) == 1 and pick(integers) or nil, random(8) == 1 end,
  function() return "find", text(), text(), random(3) == 1 and pick(integers) or nil, random(2) == 1 end,
  function() return "match", text(), pattern(), random(3) == 1 and pick(integers) or nil end,
  function() return "gsub", text(), pattern(), replacement(), random(3) == 1 and pick(integers) or nil end,
  function()
    local n = pick { 0, 1, 2, 3, 7, -1, math.mininteger, 3.0, 2.5, "4" }
    return "rep", text(), n, random(2) == 1 and text() or nil
  end,
  function() return "rep", "xy", pick { 1 << 62, math.maxinteger }, "" end,
  function() return pick { "upper", "lower", "reverse" }, pick { text(), 12, 1.5, text() } end,
  function() return pick { "find", "match", "gsub", "rep", "upper", "reverse" }, pick { nil, {}, true } end,
  function() return "find", ("a"):rep(400), ("a?"):rep(random(300)) .. ("a"):rep(random(5)) end,
  function() return "match", text(), ("("):rep(random(40)) .. "a" .. (")"):rep(random(40)) end,
  function() return "byte", text(), pick(integers), pick { 1, 3, -1, -9 } end,
  function() return "format", pick { "%5.2s|", "%q", "%-9s|", "%x", "%g", "%c", "%i", "%y", "%" }, pick { text(), 65, 2.5 } end,
}

local lines = {}
for round = 1, rounds do
  local case = table.pack(pick(cases)())
  local f = string[case[1]]
  lines[#lines + 1] = show(table.unpack(case, 1, case.n)):gsub("0x%x+", "0x") .. " -> "
    .. show(pcall(f, table.unpack(case, 2, case.n))):gsub("0x%x+", "0x")
  if case[1] == "match" then
    local all = { pcall(function()
      local found = {}
      for a, b in string.gmatch(case[2], case[3], case[4]) do
        found[#found + 1] = show(a, b)
        if #found > 50 then break end
      end
      return table.concat(found, ";")
    end) }
    lines[#lines + 1] = "gmatch -> " .. show(table.unpack(all))
  end
end
return table.concat(lines, "\n")
