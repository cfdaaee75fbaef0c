--- Một người có tên ở nhiều lớp.
--- One person on several class lists.

local function people()
  local classes, items = {}, {}
  for _, r in plan.attendance:where { person = op.some }:each() do
    local person = r.person
    if person then
      local item = classes[person]
      if not item then
        item = { record = person, names = {}, sessions = {} }
        classes[person] = item
        items[#items + 1] = item
      end
      if r.session and not item.sessions[r.session] then
        item.sessions[r.session] = true
        table.insert(item.names, r.session.name)
      end
    end
  end
  return items
end

check {
  id = "person-several-classes", severity = "warning", tags = { "people", "attendance" },
  title = { vi = "Một người ở nhiều lớp", en = "Person in several classes" },
  why = {
    vi = "Một người học nhiều lớp thì bị đếm nhiều lần trong số triệu tập và tham dự.",
    en = "Whoever is in several classes is counted several times in the figures.",
  },
  fix = { vi = "Giữ một lớp; nếu đúng là dự nhiều lớp thì nâng ngưỡng most hoặc miễn trừ.", en = "Keep one class; where it is meant, raise the threshold most or waive it." },
  thresholds = {
    most = {
      type = "number", default = 1,
      help = { vi = "Nhiều nhất mấy lớp.", en = "The most classes that one may be in." },
    },
  },
  each = people,
  test = function(r, limits)
    if #r.names <= limits.most then return true end
    return false, { list = table.concat(r.names, "; ") }
  end,
  message = {
    vi = "${record.name}, ${record.unit.name}: có tên ở ${list}",
    en = "${record.name}, ${record.unit.name}: listed in ${list}",
  },
}
