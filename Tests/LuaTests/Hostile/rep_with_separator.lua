-- limit: time
while true do ('x'):rep(1 << 20, ',') end
