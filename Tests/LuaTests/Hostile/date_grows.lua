-- limit: memory
local f = ('%c'):rep(1 << 21)
os.date(f, 0)
