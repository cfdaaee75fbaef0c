-- limit: output
while true do pcall(print, ('x'):rep(99)) end
