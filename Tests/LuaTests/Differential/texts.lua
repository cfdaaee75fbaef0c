-- Calls of the functions of `utf8`, and of `string` and `math` that take any number of arguments.
local pieces = {
  "a", "b", "\0", "é", "ữ", "漢", "😀", "\u{7FFFFFFF}", "\u{200000}", "\u{D800}", "\u{110000}", "\x80", "\xBF",
  "\xC0\x80", "\xE0\x80\x80", "\xFF", "\xFE", "\xC3", "\xF0\x9F",
}
local places = { 1, 1, 2, 3, 5, 9, 0, -1, -2, -6, 100, -100, math.maxinteger, math.mininteger, 2.0 }
local codes = {
  0, 65, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF, 0x1FFFFF, 0x200000, 0x3FFFFFF, 0x4000000,
  0x7FFFFFFF, 0x80000000, -1, "66", 67.0, 1.5, "x", math.maxinteger,
}
local numbers = {
  0, 1, -1, 2.5, -0.0, 0.0, 1 / 0, -1 / 0, 0 / 0, math.maxinteger, math.mininteger, 2 ^ 53, 2 ^ 63, 1e308, "3",
}
local function text()
  local parts = {}
  for i = 1, random(8) - 1 do parts[i] = pick(pieces) end
  return table.concat(parts)
end
local function some(list)
  local found = {}
  for i = 1, random(4) do found[i] = pick(list) end
  return table.unpack(found)
end
local functions = { all = function(s, lax)
  local found = {}
  for p, c in utf8.codes(s, lax) do found[#found + 1] = p .. ":" .. c end
  return table.concat(found, " ")
end }
for _, library in ipairs { utf8, math, string } do
  for name, f in pairs(library) do functions[name == "len" and library == string and "size" or name] = f end
end
functions.utf8char, functions.char = utf8.char, string.char

return calls(functions, {
  function() return "len", text(), some(places) end,
  function() return "len", text(), 1, -1, true end,
  function() return "offset", text(), pick { 0, 1, 2, 3, 9, -1, -2, -9 }, random(2) == 1 and pick(places) or nil end,
  function() return "codepoint", text(), some(places) end,
  function() return "codepoint", text(), 1, -1, true end,
  function() return "all", text(), random(2) == 1 end,
  function() return "utf8char", some(codes) end,
  function() return "char", some { 0, 65, 255, 256, -1, "66", 67.0, 1.5, "x" } end,
  function() return pick { "max", "min" }, some(numbers) end,
  function() return pick { "max", "min", "codes", "len", "offset", "utf8char", "char" }, pick { nil, {}, true, 5 } end,
  function() return pick { "byte", "sub" }, text(), some(places) end,
})
