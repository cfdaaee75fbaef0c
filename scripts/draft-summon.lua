--- Công văn triệu tập gửi các đơn vị. / Summons to the units.

script {
  title = { vi = "Soạn công văn triệu tập", en = "Drafts: summons to units" },
  about = {
    vi = "Công văn gửi từng đơn vị có người được triệu tập dự lớp cấp thành phố sắp tới (hoặc một lớp được chọn): số lượng, danh sách.",
    en = "A letter to each unit that has people summoned to a city class ahead, or to one class: how many, and who.",
  },
  tags = { "drafts", "summons" },
  examples = { "planscript draft-summon --today 2023-11-28", "planscript draft-summon -P session=lop-tp-1" },
  params = {
    session = { type = "session", optional = true, help = { vi = "Chỉ một lớp.", en = "One class alone." } },
  },
}

local letter = require "letter"

-- Who of each unit is summoned, in the order of the units.
local function by_unit(s)
  local order, found = {}, {}
  for _, r in s.attendance:each() do
    local row = found[r.unit]
    if not row then
      row = { unit = r.unit, member = 0, mass = 0, people = {} }
      found[r.unit], order[#order + 1] = row, row
    end
    row[r.category] = row[r.category] + (r.summoned or 0)
    if r.person then row.people[#row.people + 1] = r.person end
  end
  return order
end

local sessions = letter.sessions(params.session, function(s)
  return s.level == "city" and letter.is_ahead(s)
end)
local count = 0
for _, s in ipairs(sessions) do
  for _, row in ipairs(by_unit(s)) do
    count = count + 1
    draft {
      kind = "summons", to = row.unit, template = "summons", session = s,
      data = letter.office("CV", {
        session = s, total = row.member + row.mass, members = row.member, others = row.mass > 0 and row.mass or nil,
        people = row.people, summary = "Về việc triệu tập dự " .. letter.lower_first(s.name),
      }),
      key = { "summons", s },
    }
  end
end
if count == 0 then
  letter.none("chưa có ai được triệu tập dự lớp sắp tới", "nobody is summoned to a class ahead")
end
