-- Swift, C and Lua in turn, as deep as they go, in coroutines that are closed on the way.
local function down(a)
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, { __close = function() host(down) end })
    coroutine.yield(pcall(host, down))
  end)
  coroutine.resume(co)
  ("x"):gsub("x", function() return ("%s"):format(setmetatable({}, { __tostring = down })) end)
  return coroutine.close(co)
end
pcall(down)
table.sort({ 3, 2, 1 }, function(a, b) return host(down) end)
