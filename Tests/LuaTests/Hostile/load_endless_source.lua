-- limit: source
load(function() return 'a = 1 ' end)
