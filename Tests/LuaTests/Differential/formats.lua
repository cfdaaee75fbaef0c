-- Calls of `string.format` with every kind of item, right and wrong.
local flags = { "", "", "", "-", "+", " ", "#", "0", "-0", "+-", "00", "# +" }
local widths = { "", "", "", "1", "5", "12", "99", "100", "012" }
local precisions = { "", "", "", ".", ".0", ".3", ".20", ".99", ".100", "..2" }
local kinds = {
  "d", "i", "u", "x", "X", "o", "c", "s", "s", "q", "a", "A", "e", "E", "f", "g", "G", "p", "%",
  "F", "y", "n", "l", "ld", "", "\0", "S", "D",
}
local values = {
  0, 1, -1, 65, 255, 256, -300, 1 << 31, math.maxinteger, math.mininteger, 0.0, -0.0, 1.0, 2.5, -2.5,
  1e15, 1e16, 1e100, 1e-300, 1 / 3, math.pi, 1 / 0, -1 / 0, 0 / 0, 2 ^ 53, 2 ^ 63, "10", "0x10", " 7 ",
  "1e1", "2.5", "abc", "", "a\0b", 'say "x"\n\r\t\\\0001\200', ("long "):rep(30), true, false,
}
local texts = { "", "", "x", "100%% ", "\0", "%%", "é " }
local worded = setmetatable({}, { __tostring = function() return "worded" end })
local named = setmetatable({}, { __name = "my.type" })
local wrong = setmetatable({}, { __tostring = function() return 1 end })

local function value()
  local n = random(30)
  if n == 1 then return nil end
  if n == 2 then return worded end
  if n == 3 then return named end
  if n == 4 then return wrong end
  if n == 5 then return {} end
  return pick(values)
end

return calls(string, {
  function()
    local parts, count = {}, random(3)
    for i = 1, count do
      parts[i] = pick(texts) .. "%" .. pick(flags) .. pick(widths) .. pick(precisions) .. pick(kinds)
    end
    return "format", table.concat(parts) .. pick(texts), value(), value(), value()
  end,
  function() return "format", "%" .. pick(kinds), value() end,
  function() return "format", "%" .. pick(flags) .. pick(kinds), pick(values) end,
  function() return "format", "%" .. pick(widths) .. pick(precisions) .. pick { "s", "d", "g", "f" }, pick(values) end,
  function() return "format", "%" .. ("0"):rep(random(25)) .. "d", 1 end,
  function() return "format", pick { "%d", "%5d", "%d %d", "%s%s" }, pick(values) end,
  function() return "format", pick { 12, 1.5, "plain", nil, {}, true }, 1 end,
})
