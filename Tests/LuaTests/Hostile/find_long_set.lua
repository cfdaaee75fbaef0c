-- limit: time
local set = '[' .. ('b'):rep(1 << 18) .. ']'
string.find(('a'):rep(1 << 20), set .. 'c')
