-- limit: time
for _ in string.gmatch(('a'):rep(5000), ('.-'):rep(20) .. 'b') do end
