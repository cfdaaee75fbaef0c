-- limit: time
while true do warn('x') end
