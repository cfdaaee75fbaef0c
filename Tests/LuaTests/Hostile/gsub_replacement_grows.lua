-- limit: memory
return (('a'):rep(1 << 16):gsub('a', ('b'):rep(1 << 16)))
