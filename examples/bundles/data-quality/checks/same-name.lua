--- Hai người cùng họ tên trong một đơn vị mà không phân biệt được.
--- Two people of a unit have one name, and nothing tells them apart.

local function list()
  local items, of = {}, {}
  for _, person in plan.people:each() do
    local key = person.unit and person.unit.id .. "/" .. text.key(person.name)
    local other = key and of[key]
    if key and not other then of[key] = person end
    items[#items + 1] = { record = person, person = person, other = other }
  end
  return items
end

check {
  id = "same-name", severity = "warning", tags = { "quality", "people" },
  title = { vi = "Trùng họ tên trong đơn vị", en = "A name that stands twice in a unit" },
  why = {
    vi = "Có thể một người được ghi hai lần; cũng có thể là hai người, khi ấy phải có ngày vào Đảng để phân biệt.",
    en = "It may be one person twice; or two, whom the day of joining has to tell apart.",
  },
  fix = {
    vi = "Bỏ dòng thừa, hoặc ghi ngày vào Đảng của cả hai người.",
    en = "Take out the row that is too many, or write when each of the two joined.",
  },
  each = list,
  test = function(item)
    local other = item.other
    if not other then return true end
    return item.person.joined_on ~= nil and other.joined_on ~= nil and item.person.joined_on ~= other.joined_on
  end,
  message = {
    vi = "${person.name} có hai lần trong ${person.unit.name}: ${other.id}, ${person.id}",
    en = "${person.name} stands twice in ${person.unit.name}: ${other.id}, ${person.id}",
  },
}
