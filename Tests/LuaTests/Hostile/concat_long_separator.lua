-- limit: memory
table.concat({ 1, 2, 3, 4, 5, 6, 7, 8 }, ('x'):rep(1 << 23))
