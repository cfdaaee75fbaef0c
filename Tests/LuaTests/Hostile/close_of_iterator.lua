-- limit: time
local guard = setmetatable({}, { __close = function() while true do end end })
for i in function() return 1 end, nil, nil, guard do break end
