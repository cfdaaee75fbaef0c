-- limit: memory
xpcall(function() local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end end, function() while true do end end)
