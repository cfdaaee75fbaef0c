-- limit: error
debug.sethook()
