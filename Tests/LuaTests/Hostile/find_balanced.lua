-- limit: time
string.find(('('):rep(1 << 20), '%b()')
