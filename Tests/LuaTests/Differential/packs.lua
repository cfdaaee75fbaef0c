-- Calls of `string.pack`, `packsize` and `unpack`.
local options = {
  "b", "B", "h", "H", "l", "L", "j", "J", "T", "i", "I", "i1", "i3", "i7", "i8", "i9", "i16", "I2", "I16",
  "i0", "i17", "I99999999999", "f", "d", "n", "s", "s1", "s2", "s8", "s17", "z", "x", "X", "Xi4", "Xd", "Xs2",
  "Xz", "c0", "c3", "c20", "c", "c2147483648", " ", "<", ">", "=", "!", "!1", "!2", "!3", "!4", "!8", "!16",
  "!17", "?", "1", "\0",
}
local values = {
  0, 1, -1, 127, 128, 255, 256, -128, -129, 32767, 65535, 65536, 1 << 31, 1 << 40, math.maxinteger,
  math.mininteger, 1.0, 2.5, 1e300, 1 / 0, "", "a", "abc", "abcd", "a\0b", "12", ("x"):rep(300),
}
local places = { 1, 1, 1, 2, 4, 0, -1, -3, 100, -100, math.maxinteger, math.mininteger }

local function options_of(count)
  local parts = {}
  for i = 1, random(count) do parts[i] = pick(options) end
  return table.concat(parts)
end
local function bytes()
  local parts = {}
  for i = 1, random(40) - 1 do parts[i] = string.char(pick { 0, 0, 1, 2, 3, 65, 127, 128, 255, 255 }) end
  return table.concat(parts)
end

return calls(string, {
  function()
    local list = {}
    for i = 1, 6 do list[i] = pick(values) end
    return "pack", options_of(6), table.unpack(list)
  end,
  function() return "pack", pick { "<", ">", "!", "" } .. pick(options), pick(values) end,
  function() return "pack", pick { "i4z", "s1", "!4bi4", "!8bd", ">i3<i3", "c5" }, pick(values), pick(values) end,
  function() return "packsize", options_of(5) end,
  function() return "packsize", ("c2147483000"):rep(random(3)) .. pick(options) end,
  function() return "unpack", options_of(6), bytes(), random(3) == 1 and pick(places) or nil end,
  function() return "unpack", pick { "<", ">", "!" } .. pick(options), bytes(), pick(places) end,
  function() return "unpack", pick { "zz", "s1s1", "i8i8", "!4bi4", "j", "d", "f" }, bytes() end,
  function() return pick { "pack", "packsize", "unpack" }, pick { nil, {}, 12, "" }, pick { nil, {}, 1 } end,
})
