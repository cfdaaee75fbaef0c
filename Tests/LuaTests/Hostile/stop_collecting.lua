-- limit: error
collectgarbage('stop')
