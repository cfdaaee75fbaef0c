-- limit: memory
coroutine.wrap(function() local t = {} while true do t[#t + 1] = 'x' .. #t end end)()
