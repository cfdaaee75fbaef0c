-- limit: time
while true do pcall(collectgarbage, 'count') pcall(collectgarbage) end
