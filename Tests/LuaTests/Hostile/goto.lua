-- limit: time
::again:: goto again
