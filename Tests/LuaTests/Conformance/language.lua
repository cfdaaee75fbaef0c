-- Arithmetic, blocks, jumps, attributes, varargs, coercions.
each [==[
return 7 // 2, -7 // 2, 7 // -2, -7 // -2, 7.0 // 2, -7 // 2.0
return 7 % 3, -7 % 3, 7 % -3, -7 % -3, 7.5 % 2, -7.5 % 2, 5 % math.huge, -5 % math.huge
return 1 / 2, 3 / 0, -3 / 0, 0 / 0 ~= 0 / 0
return math.maxinteger + 1 == math.mininteger, math.maxinteger * 2, -math.mininteger
return 1 << 63, 1 << 64, 1 << -1, -1 >> 1, -1 >> 63, 1 << 62 << 1, 5 >> -1
return 5 & 3, 5 | 3, 5 ~ 3, ~5, ~0, "5" & 3, 5.0 | 0
return 2 ^ 10, 2 ^ 0.5, 2 ^ -1, (-8) ^ (1 / 3) ~= (-8) ^ (1 / 3)
return 10 == 10.0, 1 < 1.5, 2^53 == 2^53 + 1, math.maxinteger + 0.0 == math.maxinteger
return math.maxinteger < math.maxinteger + 0.0, math.mininteger <= math.mininteger + 0.0
return "10" + 5, "0x10" + 0, "1e1" * 1, " 5 " - 1, "10" // "3", -"2", "7" % 4
return 10 .. 20, 1.5 .. "", 2^63 .. "", -0.0 .. "", 1e15 .. "", 1e100 .. ""
return 1 == "1", "a" < "b", "a" < "B", "" < "a", "a\0b" < "a\0c", "Z" < "a"
return not nil, not 0, nil and 1, false or nil, 1 and 2, nil == false
return 1 or error("not reached"), nil and error("not reached")
return 2 ^ 3 ^ 2, -2 ^ 2, not 1 == 2, 1 .. 2 .. 3, 2 * 3 % 4, 7 - 3 - 2, 1 << 2 + 1
return #"abc", #"", #{1, 2, 3}, #{n = 1}, #{1, nil, 3} >= 1
return (function(...) return select("#", ...), ... end)(nil, nil)
return (function(...) local a, b = ... return a, b end)(1)
return (function(...) return (...) end)(1, 2, 3)
return (function(...) local t = {...} return #t end)(1, 2, 3)
return (function(...) return ..., "last" end)(1, 2)
local a, b, c = (function() return 1, 2 end)() return a, b, c
local a, b = ((function() return 1, 2 end)()) return a, b
local t = {(function() return 1, 2 end)(), (function() return 1, 2 end)()} return #t
local i = 1 local t = {} i, t[i] = i + 1, 20 return i, t[1], t[2]
local a, b = 1, 2 a, b = b, a return a, b
local s = 0 for i = 1, 3 do s = s + i end return s
local s = {} for i = 3, 1, -1 do s[#s + 1] = i end return table.concat(s, ",")
local n = 0 for i = math.maxinteger - 2, math.maxinteger do n = n + 1 end return n
local n = 0 for i = math.mininteger, math.mininteger + 2 do n = n + 1 end return n
local n = 0 for i = math.mininteger + 2, math.mininteger, -1 do n = n + 1 end return n
local n = 0 for i = 1, math.huge do n = n + 1 if n == 5 then break end end return n
local n = 0 for i = 1, -math.huge do n = n + 1 end return n
local n = 0 for i = 1, 0.5 do n = n + 1 end return n
local n = 0 for i = 1, 3.9 do n = n + i end return n
local n = 0 for i = 1.0, 3 do n = n + i end return n
local n = 0 for i = 3, 1 do n = n + 1 end return n
local n = 0 for i = 1, 2, math.maxinteger do n = n + 1 end return n
local n = 0 for i = 0.1, 1, 0.1 do n = n + 1 end return n
local n = 0 for i = 1, 0/0 do n = n + 1 end return n
for i = 1, 3 do local j = i i = 10 if j == 3 then return j, i end end
local fs = {} for i = 1, 3 do fs[i] = function() i = i + 1 return i end end return fs[1](), fs[1](), fs[2]()
local fs = {} local i = 1 while i <= 3 do local j = i fs[i] = function() return j end i = i + 1 end return fs[1](), fs[3]()
local i = 0 repeat local j = i i = i + 1 until j == 2 return i
do local i = 1 ::top:: if i < 5 then i = i + 1 goto top end return i end
for i = 1, 3 do for j = 1, 3 do if j == 2 then goto continue end if i == 3 then return i, j end ::continue:: end end
do goto done local x ::done:: end return "jumped"
local t = {} do local k = 1 ::a:: t[k] = function() return k end k = k + 1 if k <= 3 then goto a end end return t[1](), t[3]()
local x <const> = 5 return x + 1
local x <const>, y <const> = 1, "b" return x .. y
local log = {} do local a <close> = setmetatable({}, {__close = function(_, e) log[#log + 1] = "a" .. tostring(e) end}) local b <close> = setmetatable({}, {__close = function(_, e) log[#log + 1] = "b" .. tostring(e) end}) end return table.concat(log, ",")
local log = {} local ok, e = pcall(function() local a <close> = setmetatable({}, {__close = function(_, e) log[#log + 1] = "a:" .. tostring(e) error("from a", 0) end}) local b <close> = setmetatable({}, {__close = function(_, e) log[#log + 1] = "b:" .. tostring(e) error("from b", 0) end}) error("first", 0) end) return ok, e, table.concat(log, ",")
local x <close> = nil local y <close> = false return "nothing to close"
local log = {} for i in (function() local n = 0 return function() n = n + 1 if n < 3 then return n end end end)(), nil, nil, setmetatable({}, {__close = function() log[#log + 1] = "closed" end}) do log[#log + 1] = i end return table.concat(log, ",")
local log = {} for i in function() return 1 end, nil, nil, setmetatable({}, {__close = function() log[#log + 1] = "closed" end}) do break end return table.concat(log, ",")
local function f() local x <close> = setmetatable({}, {__close = function() end}) return 1, 2, 3 end return f()
local function f() local x <close> = setmetatable({}, {__close = function() error("closing") end}) return 1 end return f()
local t = setmetatable({}, {__close = true}) local x <close> = t
local t = {[1] = "a", [1.0] = "b", ["1"] = "c", [2^53] = "d"} return t[1], t["1"], t[2^53 | 0]
local t = {10, 20, nil, 40, n = 4, [2] = "x"} return t[1], t[2], t[4]
local t = {} t[1.0] = "i" t[1.5] = "f" for k, v in pairs(t) do if math.type(k) == "integer" then return k, v end end
return 0x10, 0xA.8p1, 1e2, .5, 5., 3e-2, 0xffffffffffffffff, 9223372036854775807, 9223372036854775808
return "\65\066\x41\u{48}\z   x", 'a\nb', "tab\tq\"", [[long]], [=[a]]b]=]
return ("x"):rep(3, "-"), ("%s"):format(nil), #("\0\0"), ("abc"):upper():lower():len()
return math.type(1), math.type(1.0), math.type("1"), math.tointeger(2^31), 3 | 0.0
return tostring(1e15), tostring(1e16), tostring(-0.0), tostring(1/0), tostring(2^63), tostring(3.0), tostring(0.1)
return 1 < 2 == true, "abc" == "abc", {} == {}, print == print
return 1;
return
; ; ; return 5
local function f(...) local a <const>, b = ... return a, b end return f(1, 2, 3)
local a = {b = {c = function(self, x) return x end}} return a.b:c(5), a.b.c(nil, 6)
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end return fact(20), fact(21)
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end return loop(100000)
local function deep(n) return n == 0 and 0 or 1 + deep(n - 1) end return deep(10000)
return select(-1, 1, 2, 3), select(2, "a", "b", "c"), select("#")
return type(nil), type(1), type("x"), type({}), type(print), type(coroutine.create(print))
return _VERSION, _G._G == _G, _ENV == _G
local _ENV = {x = 5} return x
local function f() local _ENV <const> = {y = 7} return y end return f()
]==]
return table.concat(lines, "\n")
