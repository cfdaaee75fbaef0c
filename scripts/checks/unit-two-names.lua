--- Một đơn vị ghi thành hai.
--- One unit that stands twice.

local function names()
  local known, items = {}, {}
  for _, unit in plan.units:each() do
    local item = { record = unit }
    local all = { unit.name, table.unpack(unit.aliases or {}) }
    for _, name in ipairs(all) do
      local key = text.key(name)
      local other = known[key]
      if other and other.unit ~= unit and not item.other then
        item.other, item.name, item.known = other.unit, name, other.name
      end
      known[key] = known[key] or { unit = unit, name = name }
    end
    items[#items + 1] = item
  end
  return items
end

check {
  id = "unit-two-names", severity = "error", tags = { "unit" },
  title = { vi = "Một đơn vị có hai bản ghi", en = "Two names for one unit" },
  why = {
    vi = "“Hoà Thuận” và “Hòa Thuận” là một: ghi thành hai thì số liệu bị chia đôi.",
    en = "“Hoà Thuận” and “Hòa Thuận” are one: as two records they split the figures.",
  },
  fix = {
    vi = "Giữ một đơn vị, đưa tên kia vào aliases, chuyển người và điểm danh sang; nếu là hai đơn vị thật thì miễn trừ.",
    en = "Keep one, put the other name among its aliases, and move people and attendance; waive it where they are two.",
  },
  each = names,
  test = function(r)
    if not r.other then return true end
    return false, { field = "name", id = r.other.id }
  end,
  message = {
    vi = "“${name}” trùng với “${known}” (${id})", en = "“${name}” is “${known}” (${id}) as well",
  },
}
