-- limit: time
local s = ('a'):rep(1 << 22)
while true do s:find('b', -(1 << 21)) s:find('[b]', 1 << 21) end
