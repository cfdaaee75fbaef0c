-- limit: time
coroutine.wrap(function() xpcall(function() while true do end end, function() while true do end end) end)()
