-- limit: time
while true do (''):rep(1 << 40, '') end
