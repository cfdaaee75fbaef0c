-- limit: time
load(function() return ' ' end)
