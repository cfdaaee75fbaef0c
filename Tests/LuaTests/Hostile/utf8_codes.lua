-- limit: time
local s = 'a' .. ('\x80'):rep(1 << 24)
while true do for _ in utf8.codes(s, true) do end end
