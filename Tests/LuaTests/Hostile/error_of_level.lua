-- limit: error
error('far away', 1 << 60)
