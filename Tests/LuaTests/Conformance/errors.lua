-- Failures: their words, their places and the names in them.
each [==[
local t = nil return t.x
local t = {} return t.x.y
local t = {a = {}} return t.a.b.c
local t = {} t.x.y = 1
local t = {} t[nil] = 1
local t = {} t[0/0] = 1
return ("x").y.z
return ("x")()
local f = 5 f()
local t = {} t.f()
local t = {} t:f()
local t = {x = {}} t.x:f()
local a, b = 1, {} return a + b
local a = "x" return a + 1
return "a" + 1
return {} .. "x"
local s = "x" return s .. nil
local a = {} return a .. a
return 1 < "2"
return {} < {}
return nil > 1
return "a" <= 1
return -{}
return #5
return ~1.5
return 1 & 1.5
return "a" | 1
return 1 << "x"
return 2^53 | 0
return 1e100 | 0
return 1 // 0
return 1 % 0
return math.mininteger // -1, math.mininteger % -1
return 1.0 // 0, 1 % 0.0
for i = 1, 10, 0 do end
for i = "a", 2 do end
for i = 1, {} do end
for i = 1, 2, "x" do end
for i = 1.0, 2, 0 do end
for x in 5 do end
for x in nil do end
local x <const> = 1; x = 2
local x <close> = 5
local x <what> = 1
goto nowhere
do ::a:: end goto a
::a:: ::a::
break
return return
x = = 1
x =
f(
if x then
for i = 1 do end
local function end
return "abc
return 'a\q'
return '\300'
return '\u{110000000000}'
return '\xZZ'
return [[abc
--[[ abc
return 1..2
return 0x
return 3e
return 09a
local t = {1, 2
a.b:c = 1
(a) = 1 b
return ...
local function f() return ... end
error()
error(nil)
error("plain")
error("level 0", 0)
error("level 1", 1)
error("level 2", 2)
error("level 3", 3)
error("level 99", 99)
error("level -1", -1)
error({})
error(setmetatable({}, {__tostring = function() return "words" end}))
error(42)
error(42.5)
error("a\0b")
assert(false)
assert(nil, "message")
assert(false, {})
assert(false, 42)
assert()
assert(1, 2, 3)
local function f() error("in f") end f()
local function f() error("in f", 2) end f()
local t = {} function t.g() error("in g", 2) end t.g()
local function f(x) return x.y.z end return f({})
local function f(x) return x.y.z end return f(5)
local u = {} local function f() return u.a.b end f()
local u local function f() return u() end f()
return (function() end)().x
return math.floor({})
return math.floor("x")
return math.floor()
return ("x"):rep()
return ("x"):rep({})
return ("x"):rep(1, 2, 3)
return ("x"):rep(1.5)
return ("x"):rep("1.5")
return string.rep()
return string.rep({}, 1)
return ("x"):bad()
return ("x"):find()
return ("x"):find({})
return ("x"):gsub("x")
return ("x"):gsub("x", true)
return ("x"):gsub("(", "")
return ("x"):gsub("x", "%2")
return ("x"):gsub("x", function() return {} end)
return ("x"):format()
return ("%d"):format("x")
return ("%d"):format(1.5)
return ("%d"):format()
return ("%y"):format(1)
return ("x"):byte({})
return string.char(256)
return string.char(-1)
return string.char("x")
return string.len()
return string.sub()
return string.sub("x")
return string.upper()
return string.unpack("i4", "x")
return string.pack("i17", 1)
return string.pack("i1", 1000)
return table.concat({1, {}, 3})
return table.concat({}, 1, 2, 3)
return table.concat(1)
return table.insert()
return table.insert({})
return table.insert({}, 1, 2, 3)
return table.insert({}, 5, 1)
return table.insert({}, "x", 1)
return table.insert(nil, 1)
return table.remove({}, 5)
return table.remove(5)
return table.unpack()
return table.unpack({}, 1, 1e8)
return table.sort({3, 2, "x"})
return table.sort({1, 2, 3}, 5)
return table.sort({{}, {}})
return table.move({}, 1, 2)
return table.move(1, 1, 2, 3)
return table.pack().n
return setmetatable(1, {})
return setmetatable({})
return setmetatable({}, 1)
return setmetatable(setmetatable({}, {__metatable = 1}), {})
return getmetatable()
return getmetatable("").__index == string
return rawset({}, nil, 1)
return rawset({}, 1)
return rawset(1, 2, 3)
return rawget({})
return rawlen(5)
return rawequal(1)
return tonumber()
return tonumber("10", 99)
return tonumber(10, 10)
return tonumber({}, 10)
return tonumber("z", 36), tonumber("z", 35), tonumber("1e1", 10), tonumber("7", 8)
return tostring()
return tostring(setmetatable({}, {__tostring = function() return 1 end}))
return tostring(setmetatable({}, {__name = "Named"}))
return select(0)
return select("x")
return select(-5, 1)
return next({}, "missing")
return next(5)
return ipairs()
return pairs()
return pairs(nil)
return type()
return utf8.char(-1)
return utf8.char("x")
return utf8.codepoint("x", 5)
return utf8.len("x", 5)
return utf8.offset("é", 1, 2)
for _ in utf8.codes("\xff") do end
return math.tointeger({}), math.tointeger("8"), math.tointeger(3.0)
return math.random(0) ~= nil, pcall(math.random, 2, 1)
return math.random(1, 2, 3)
return math.max()
return math.max(1, {})
return math.fmod(1, 0)
return math.fmod(1, 0.0)
return math.ult(1, 1.5)
return math.log("x")
return os.time({})
return os.time({year = 2000})
return os.time({year = 2000, month = "x", day = 1})
return os.date("%Ez", 0)
return os.date({})
return coroutine.create()
return coroutine.create(5)
return coroutine.wrap(5)
return coroutine.resume()
return coroutine.resume(5)
return coroutine.status(5)
return coroutine.close(5)
return coroutine.close(coroutine.running())
return coroutine.yield()
return coroutine.isyieldable(5)
return pcall()
return pcall(5)
return pcall(nil)
return xpcall()
return xpcall(print)
return xpcall(5, function(m) return "handled: " .. tostring(m) end)
return xpcall(error, function(m) return m end, {1})
return load(5)
return load({})
return load(function() error("reader") end)
return load("x =")
return load("x =", "@file.lua")
return load("x =", "=name")
return load("x =", "some text")
return load("return 1", "n", "q")
return load("\27Lua")
]==]
local unpack = table.unpack
note(pcall(unpack, {}, 1, 1e7))
note(pcall(string.rep, "x", -1))
for _, name in ipairs { "rep", "find", "gsub", "format", "byte", "char", "len", "upper", "pack", "unpack", "packsize", "gmatch", "sub" } do
  note(name, pcall(string[name]))
  local f = string[name]
  note(name, pcall(function() f() end))
  note(name, pcall(function() f({}, {}, {}) end))
  note(name, pcall(function() local t = { method = f } t.method(nil) end))
end
for _, name in ipairs { "insert", "remove", "concat", "unpack", "sort", "move" } do
  note(name, pcall(table[name]))
  note(name, pcall(function() table[name](5, 5, 5, 5, 5) end))
end
for _, f in ipairs { tonumber, tostring, type, pcall, xpcall, setmetatable, getmetatable, rawset, rawget, rawequal, rawlen, next, pairs, ipairs, select, load, assert, error } do
  note(pcall(f))
  note(pcall(function() f() end))
end
local methods = setmetatable({}, { __index = function(_, k) error("no " .. k) end })
note(pcall(function() return methods.x end))
note(pcall(function() return methods:x() end))
note(pcall(function() local a <const> = nil return a.b end))
note(pcall(function() local t <close> = nil return t.b end))
note(select(2, pcall(error, "chained " .. select(2, pcall(error, "inner", 0)), 0)))
return table.concat(lines, "\n")
