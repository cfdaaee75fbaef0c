-- limit: time, large memory
while true do ('x'):rep(1 << 28) end
