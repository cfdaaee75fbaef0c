-- limit: error
error(setmetatable({}, { __name = ('x'):rep(1 << 20) }))
