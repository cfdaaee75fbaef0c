-- limit: error
local last
for i = 1, 500 do
  local inner = last
  last = coroutine.create(function()
    local x <close> = setmetatable({}, { __close = function() if inner then assert(coroutine.close(inner)) end end })
    coroutine.yield()
  end)
  coroutine.resume(last)
end
assert(coroutine.close(last))
