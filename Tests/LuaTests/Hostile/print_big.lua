-- limit: output
print(('x'):rep(1 << 21))
