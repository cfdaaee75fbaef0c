-- Every metamethod, what it gets and what is made of what it gives.
local log
local events = {
  "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band", "bor", "bxor", "shl", "shr", "bnot", "concat", "len", "eq",
  "lt", "le", "index", "newindex", "call", "close", "tostring", "name", "pairs",
}
local function name(v) return type(v) == "table" and rawget(v, "id") or show(v) end
local function object(id, only, result)
  local m = {}
  for _, event in ipairs(events) do
    if (only == nil or only == event) and event ~= "name" and event ~= "tostring" then
      m["__" .. event] = function(...)
        local parts = { event }
        for i = 1, select("#", ...) do parts[i + 1] = name((select(i, ...))) end
        log[#log + 1] = table.concat(parts, " ")
        if event == "pairs" then return next, { 1 }, nil end
        return result
      end
    end
  end
  return setmetatable({ id = id }, m)
end
local operations = {
  "a + b", "a - b", "a * b", "a / b", "a % b", "a ^ b", "-a", "a // b", "a & b", "a | b", "a ~ b", "a << b", "a >> b", "~a",
  "a .. b", "#a", "a == b", "a ~= b", "a < b", "a <= b", "a > b", "a >= b", "a.x", "a[1]", "a[b]", "a()", "a(1, b)",
  "a:x()", "a + 1", "1 + a", "a .. 'x'", "'x' .. a", "a < 1", "1 <= a", "a == 1", "a & 1.5", "'7' // a",
}
for _, operation in ipairs(operations) do
  for _, result in ipairs { 1, false, "text" } do
    log = {}
    local a, b = object("A", nil, result), object("B", nil, result)
    local f = load("local a, b = ... return " .. operation, "=text")
    local outcome = { pcall(f, a, b) }
    for i = 1, #outcome do outcome[i] = name(outcome[i]) end
    note(operation, name(result), table.concat(outcome, " "), table.concat(log, "; "))
  end
  for _, only in ipairs { "index", "eq", "call" } do
    log = {}
    local f = load("local a, b = ... return " .. operation, "=text")
    note(operation, only, pcall(f, object("A", only, 5), object("B", only, 5)))
  end
end
each [==[
local t = setmetatable({}, {__index = {x = 1}}) return t.x, rawget(t, "x"), t.y
local t = setmetatable({}, {__index = function(t, k) return k .. "!" end}) return t.abc, t[5]
local p = {} local t = setmetatable({}, {__newindex = p}) t.x = 1 return rawget(t, "x"), p.x
local t = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, v * 2) end}) t.x = 5 return t.x
local t = setmetatable({}, {__call = function(self, ...) return select("#", ...), ... end}) return t(1, nil)
local t = setmetatable({}, {__call = setmetatable({}, {__call = function(_, a, b) return type(a), b end})}) return t(7)
local t = setmetatable({}, {__call = 5}) return t()
local a = setmetatable({}, {__eq = function() return 1 end}) local b = setmetatable({}, {}) return a == b, b == a, a ~= b, rawequal(a, b)
local t = setmetatable({}, {__len = function() return "5" end}) return #t
local t = setmetatable({1, 2}, {__len = function() return 10 end}) return #t, rawlen(t)
local t = setmetatable({}, {__tostring = function() return "T" end, __name = "N"}) return tostring(t), ("%s"):format(t)
local t = setmetatable({}, {__name = "N"}) return (tostring(t):gsub("0x%x+", "")), pcall(function() return t + 1 end)
local t = setmetatable({}, {__name = "N"}) return pcall(string.rep, t)
local t = setmetatable({}, {__metatable = "locked"}) return getmetatable(t), pcall(setmetatable, t, {})
local t = setmetatable({}, {__pairs = function(t) return function(_, k) if not k then return 1, 2 end end, t, nil end}) for k, v in pairs(t) do return k, v end
local t = setmetatable({}, {__index = function(_, i) if i <= 3 then return i * 10 end end}) local s = 0 for _, v in ipairs(t) do s = s + v end return s
local t = setmetatable({}, {__concat = function(a, b) return "joined" end}) return t .. "x", "x" .. t, 1 .. t, t .. t
local t = setmetatable({}, {__lt = function() return nil end, __le = function() return 0 end}) return t < t, t <= t, t > 1, 1 >= t
local t = setmetatable({}, {__unm = function(a, b) return rawequal(a, b) end}) return -t
local t = setmetatable({}, {__idiv = function() return "idiv" end, __div = function() return "div" end}) return t // 1, t / 1, 1 // t
local t = setmetatable({}, {__index = string}) return pcall(t.rep, "x", 3)
local t = {} t.__index = t local o = setmetatable({}, t) function t:get() return self == o end return o:get()
local t = setmetatable({}, {__index = function(t, k) error("no field " .. k, 2) end}) return t.missing
local t = setmetatable({}, {__add = function() error("adding") end}) return t + 1
local t = setmetatable({}, {__add = {}}) return t + 1
local mode = setmetatable({}, {__mode = "k"}) mode[{}] = 1 return getmetatable(mode).__mode
return ("x").len, ("x"):len(), #"x", ("abc"):sub(-2), ("%d"):rep(2):format(1, 2)
return pcall(function() return ("x") < 1 end), pcall(function() return {} <= {} end)
local t = table.pack(table.unpack(setmetatable({}, {__index = function(_, k) return k end}), 1, 3)) return t[1], t[3]
local log = {} local t = setmetatable({}, {__index = function(_, k) log[#log+1] = k return k end, __len = function() return 3 end}) return table.concat(t, "-"), #log
]==]
return table.concat(lines, "\n")
