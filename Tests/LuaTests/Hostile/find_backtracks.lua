-- limit: time
string.find(('a'):rep(5000), ('.-'):rep(20) .. 'b')
