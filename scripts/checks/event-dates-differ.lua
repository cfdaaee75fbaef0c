--- Một sự kiện có hai ngày khác nhau.
--- One event with two dates that differ.

-- The class that the preparations of a section are for.
local function prepared_classes()
  local found = {}
  for _, l in plan.logistics:each() do
    if l.section and l.session then found[l.section] = found[l.section] or l.session end
  end
  return found
end

local function dates()
  local classes, items = prepared_classes(), {}
  for _, t in plan.tasks:each() do
    local class = t.section and classes[t.section]
    if t.due_on and class and class.starts_at then
      items[#items + 1] = {
        record = t, field = "due_on", here = t.due_on, there = class.starts_at.date, other = class.name,
      }
    end
  end
  for _, s in plan.sessions:each() do
    local day = (s.quote or ""):match("bắt đầu.-(%d+/%d+/%d+)")
    if s.starts_at and day then
      items[#items + 1] = {
        record = s, field = "starts_at", here = s.starts_at.date, there = date(day),
        other = say { vi = "nguyên văn kế hoạch", en = "the plan's own words" },
      }
    end
  end
  return items
end

check {
  id = "event-dates-differ", severity = "error", tags = { "plan", "class" },
  title = { vi = "Một sự kiện có hai ngày khác nhau", en = "One event with two dates" },
  why = {
    vi = "Ngày mở lớp nêu ở nhiều chỗ (mục III.1.1 và VI.6): các chỗ phải giống nhau.",
    en = "The plan gives the day of a class in several places (sections III.1.1 and VI.6): they must agree.",
  },
  fix = {
    vi = "Hỏi lại đơn vị soạn kế hoạch ngày nào đúng, rồi sửa chỗ kia.",
    en = "Ask whoever wrote the plan which one is right, and correct the other.",
  },
  each = dates,
  test = function(r)
    if r.here == r.there then return true end
    return false, { field = r.field }
  end,
  message = {
    vi = "${record}: ghi ngày ${here}, còn theo ${other} là ngày ${there}",
    en = "${record}: ${here}, but ${there} according to ${other}",
  },
}
