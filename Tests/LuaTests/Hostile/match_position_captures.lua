-- limit: time
string.match(('a'):rep(1 << 16), ('()a?'):rep(30) .. '()b')
