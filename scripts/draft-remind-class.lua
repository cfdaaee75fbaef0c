--- Nhắc lịch trước ngày học. / Reminders before a class.

script {
  title = { vi = "Soạn thư nhắc lịch học", en = "Drafts: reminders before a class" },
  about = {
    vi = "Nhắc các lớp còn không quá số ngày cho trước: đơn vị có người được triệu tập, đơn vị còn việc chuẩn bị; lớp ở cơ sở thì đơn vị tổ chức.",
    en = "Reminds of classes so many days ahead at most: units with people summoned or preparations not done; of other classes who holds them.",
  },
  tags = { "drafts", "reminders" },
  examples = { "planscript draft-remind-class --today 2023-12-02", "planscript draft-remind-class -P days=7" },
  params = {
    days = { type = "number", default = 3, help = { vi = "Trước bao nhiêu ngày.", en = "How many days ahead." } },
  },
}

local letter = require "letter"

-- Who is told of a class: those who have people summoned or something to prepare, else who holds it.
local function told(s)
  local units, open = {}, {}
  local function tell(unit)
    if unit and not open[unit] then
      open[unit], units[#units + 1] = {}, unit
    end
  end
  if s.level ~= "city" then tell(s.organizer) end
  if s.level == "city" then
    for _, r in s.attendance:each() do tell(r.unit) end
  end
  for _, item in s.logistics:where { done_on = op.none }:each() do
    local unit = item.unit or s.organizer
    tell(unit)
    if unit then table.insert(open[unit], item) end
  end
  if #units == 0 then tell(s.organizer) end
  return units, open
end

local count = 0
for _, s in plan.sessions:each() do
  local left = s.starts_at and s.starts_at.date - plan.today
  if left and left <= params.days and letter.is_ahead(s) then
    local units, open = told(s)
    for _, unit in ipairs(units) do
      count = count + 1
      draft {
        kind = "reminder", to = unit, template = "reminder-class", session = s,
        data = letter.office("CV", {
          session = s, left = left, open = open[unit],
          summary = "Về việc nhắc lịch " .. letter.lower_first(s.name),
        }),
        key = { "reminder-class", s },
      }
    end
  end
end
if count == 0 then
  letter.none("không có lớp nào trong " .. params.days .. " ngày tới", "no class within " .. params.days .. " days")
end
