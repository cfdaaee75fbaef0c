-- limit: memory
return ('x'):rep(1 << 24):rep(300)
