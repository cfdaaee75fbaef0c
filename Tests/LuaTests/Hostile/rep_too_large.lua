-- limit: error
('xx'):rep(math.maxinteger)
