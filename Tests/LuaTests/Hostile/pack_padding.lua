-- limit: memory
local parts = {} for i = 1, 200 do parts[i] = 'x' end
string.pack(('c20000000'):rep(200), table.unpack(parts))
