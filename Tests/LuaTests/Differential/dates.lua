-- Calls of `os.date` and `os.time` with times given.
local conversions = {
  "%Y", "%m", "%d", "%H", "%M", "%S", "%p", "%A", "%a", "%B", "%b", "%c", "%x", "%X", "%y", "%j", "%U", "%w", "%%", "%D", "%F",
  "%T", "%G", "%V", "%u", "%e", "%I", "%n", "%t", "%R", "%r", "%s", "%Ey", "%Od", "%Ez", "%Q", "%", "%E", "%k", "text ", "\0", "é",
}
local times = { 0, 1, 86399, 951782400, 1700000000, 4102444800, -1, -86400, 1e9, 1.5, "7", 1 << 40, 1 << 62, math.mininteger }
local fields = { "year", "month", "day", "hour", "min", "sec", "isdst" }
local numbers = { 1, 2, 12, 13, 0, -1, 31, 32, 1970, 2023, 2000, 59, 60, 100, 1e3, 1.5, "5", "x", 1 << 31, 1 << 40, math.maxinteger }
local function format(count)
  local parts = { pick { "!", "!", "!", "" } }
  for i = 2, random(count) + 1 do parts[i] = pick(conversions) end
  return table.concat(parts)
end
local function date_fields()
  local t = { year = pick { 1970, 2023, 2000, 99999, 1 }, month = pick(numbers), day = pick(numbers) }
  for i = 1, random(4) - 1 do t[pick(fields)] = pick(numbers) end
  return t
end
local functions = {
  date = os.date,
  time = function(t)
    local ok, result = pcall(os.time, t)
    if not ok then error(result, 0) end
    return result, t.year, t.month, t.day, t.hour, t.min, t.sec, t.yday, t.wday, t.isdst
  end,
  difftime = os.difftime,
  parts = function(f, t)
    local found, keys = os.date(f, t), {}
    for k, v in pairs(found) do keys[#keys + 1] = k .. "=" .. tostring(v) end
    table.sort(keys)
    return table.concat(keys, " ")
  end,
  long = function(f, count, last, t) return os.date(f .. ("x%Y"):rep(count) .. last, t) end,
}
return calls(functions, {
  function() return "date", format(5), pick(times) end,
  function() return "date", pick(conversions), pick(times) end,
  function() return "parts", pick { "*t", "!*t" }, pick(times) end,
  function() return "time", date_fields() end,
  function() return "difftime", pick(times), pick(times) end,
  function() return "date", pick { {}, true, 5 }, pick { 1, {}, "x" } end,
  function() return random(20) == 1 and "long" or "date", "!", 1000, pick(conversions), pick(times) end,
})
