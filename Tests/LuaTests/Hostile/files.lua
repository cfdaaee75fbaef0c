-- limit: error
io.open('/etc/passwd')
