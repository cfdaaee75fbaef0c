-- limit: time
string.gsub(('a'):rep(5000), ('a?'):rep(90) .. ('.-'):rep(20) .. 'b', '')
