-- limit: time
string.find(('a'):rep(1 << 16), '.-.-%f[b]b')
