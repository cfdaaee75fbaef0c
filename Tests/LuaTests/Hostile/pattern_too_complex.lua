-- limit: error
string.find(('a'):rep(300), ('a?'):rep(300))
