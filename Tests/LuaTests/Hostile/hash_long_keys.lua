-- limit: time, large memory
local s, t = ('x'):rep(200 << 20), {}
while true do t[s .. 'y'] = nil local _ = t[s .. 'z'] end
