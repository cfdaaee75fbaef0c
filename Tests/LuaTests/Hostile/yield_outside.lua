-- limit: error
coroutine.yield()
