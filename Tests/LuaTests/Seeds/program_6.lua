local a, b, c, t, s, f, k, d = 1, 2.5, "c", {1, 2, x = 3}, "s", function(...) return ... end
local o, r = object(), row()
local function f(...) local function f(...) local function f(...) t[ ((again(object(), object()) << again(object(), object())) << again(again([==[
]]]==], [==[
]]]==]), again([==[
]]]==], [==[
]]]==]))) ], t.x, a = a, again(again(object(), object()), again(object(), object())), again(again(object(), object()), again(object(), object())) local function f(...) local function f(...) local function f(...) local function f(...) local function f(...) local function f(...) ; ; end f(nil, math.mininteger) co = coroutine.wrap(function(a, ...) f() ; return nil end) pcall(co, nil) pcall(co) return nil end f(nil) a = 1 return nil end f(nil) a = 1 return nil end f(nil) a = 1 return nil end f(nil) a = 1 return nil end f(nil) return nil end f(nil) a = 1 return nil end f(nil) a = 1 return nil end f(nil)
