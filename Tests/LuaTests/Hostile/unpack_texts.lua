-- limit: memory
local t, s = {}, ('x'):rep(1 << 16) .. '\0'
while true do t[#t + 1] = table.pack(string.unpack('zc65536', s .. s)) end
