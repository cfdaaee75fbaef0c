-- limit: error
return string.byte(('x'):rep(1 << 24), 1, -1)
