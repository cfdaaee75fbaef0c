-- limit: time
-- A label that a whole list of gotos waits for is resolved in one step.
local source = 'do ' .. ('goto a '):rep(32000) .. ' ::a:: end '
load(source:rep(30))
