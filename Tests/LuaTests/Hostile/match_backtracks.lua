-- limit: time
string.match(('a'):rep(5000), ('a*'):rep(20) .. 'b')
