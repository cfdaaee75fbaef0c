local function closer(n) return setmetatable({}, { __close = function() if n % 3 == 0 then error(n) end object() end }) end
for n = 1, 12 do
  pcall(function()
    for k, v in next, { 1, 2, 3 }, nil, closer(n) do
      local x <close> = closer(n + 1)
      for i = 1, 3 do
        local y <close> = object()
        if i == 2 then break end
        goto continue
        ::continue::
      end
      if n % 2 == 0 then return coroutine.wrap(function() local z <close> = closer(n) error(z) end)() end
    end
  end)
end
