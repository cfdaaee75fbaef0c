-- limit: time
repeat until false
