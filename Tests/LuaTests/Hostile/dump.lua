-- limit: error
string.dump(function() end)
