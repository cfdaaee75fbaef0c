-- limit: time
string.find(('a'):rep(1 << 16), '(a*)(a*)%1%2b')
