-- Calls of `math`, of `tostring`, `tonumber` and `select`, and arithmetic on their edges.
local integers = {
  0, 1, -1, 2, 3, -3, 7, 10, -10, 62, 63, 64, 65, -63, -64, 255, 1 << 31, 1 << 32, 1 << 53, math.maxinteger,
  math.maxinteger - 1, math.mininteger, math.mininteger + 1,
}
local floats = {
  0.0, -0.0, 0.5, -0.5, 1.0, -1.5, 2.5, 3.7, -3.7, 1e15, 1e16, 1e100, -1e100, 1e308, 5e-324, 2 ^ 53, 2 ^ 63, -2 ^ 63,
  1 / 0, -1 / 0, 0 / 0, math.pi,
}
local numerals = {
  "0", "10", "-10", " 10 ", "10 ", "\t7\n", "0x10", "0X1p4", "0xA.8", "-0x1", "1e1", "1E+2", ".5", "5.", "0x.8p1",
  "", " ", "x", "1x", "1 2", "1e", "0x", "inf", "nan", "1_0", "9223372036854775807", "9223372036854775808",
  "-9223372036854775808", "0xffffffffffffffff", "0x1ffffffffffffffff", "1e400", "1\0", ("1"):rep(250), "0" .. ("0"):rep(300) .. "7",
  "zz", "7fffffffffffffff", "-ff", "8",
}
local function number() return random(2) == 1 and pick(integers) or pick(floats) end
local function any()
  local n = random(8)
  if n == 1 then return pick { true, {}, false } end
  return n < 4 and pick(numerals) or number()
end
local functions = {}
for name, f in pairs(math) do functions[name] = f end
functions.tostring, functions.tonumber, functions.select = tostring, tonumber, select
for _, operator in ipairs { "+", "-", "*", "/", "//", "%", "^", "&", "|", "~", "<<", ">>", "==", "<", "<=", ".." } do
  functions[operator] = load("local a, b = ... return a " .. operator .. " b", "=op")
end
for _, operator in ipairs { "-", "~", "#", "not " } do
  functions["un" .. operator] = load("local a = ... return " .. operator .. "a", "=op")
end
functions["for"] = function(a, b, c)
  local found = {}
  for i = a, b, c do
    found[#found + 1] = show(i)
    if #found == 5 then break end
  end
  return table.concat(found, " ")
end

return calls(functions, {
  function() return pick { "+", "-", "*", "/", "//", "%", "^", "&", "|", "~", "<<", ">>", "==", "<", "<=", ".." }, number(), number() end,
  function() return pick { "+", "-", "*", "//", "%", "&", "<<", "==", "<", ".." }, any(), any() end,
  function() return pick { "un-", "un~", "un#", "unnot " }, any() end,
  function() return "for", number(), number(), pick { 1, -1, 0, 2, 0.5, -0.5, math.maxinteger, math.mininteger, 0.0 } end,
  function() return "for", any(), any(), any() end,
  function() return "tonumber", pick(numerals) end,
  function() return "tonumber", any(), pick { 2, 8, 10, 16, 36, 1, 37, nil } end,
  function() return "tostring", number() end,
  function()
    return pick {
      "abs", "ceil", "floor", "sqrt", "sin", "cos", "tan", "asin", "acos", "exp", "deg", "rad", "modf", "tointeger", "type",
      "frexp", "log10", "cosh", "sinh", "tanh",
    }, any()
  end,
  function() return pick { "fmod", "log", "ult", "max", "min", "pow", "ldexp" }, any(), any() end,
  function() return "atan", number(), number() end,  -- two names share it, and errors give either
  function() return "select", pick { 1, 2, 3, 9, 0, -1, -2, -9, "#", "2", "x", 1.5, math.maxinteger }, 1, "b", nil end,
  function() return "random", pick { 0, 1, 5, -1, math.maxinteger }, pick { 1, 0, -5, math.mininteger } and nil end,
})
