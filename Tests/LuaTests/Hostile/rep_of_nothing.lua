-- limit: time
while true do ('').rep('', 1 << 60) end
