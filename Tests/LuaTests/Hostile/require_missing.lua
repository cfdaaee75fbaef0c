-- limit: time
while true do pcall(require, 'missing') end
