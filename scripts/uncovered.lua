--- Người đang sinh hoạt mà chưa dự lớp nào (mục III.4). / Active people who came to no class.

script {
  title = { vi = "Người chưa được học tập", en = "People not covered" },
  about = {
    vi = "Người trong danh sách, không thuộc diện miễn sinh hoạt hay đi làm ăn xa, chưa dự lớp nào: được triệu tập mà vắng, hoặc chưa được triệu tập. Đơn vị chỉ gửi số tổng thì so số lượng.",
    en = "People on the roster, neither exempt nor away, who came to no class: summoned and absent, or not summoned. Units that send totals are compared by number.",
  },
  tags = { "attendance", "people" },
  needs = {
    "read:attendance", "read:people", "read:plan", "read:sessions", "read:units",
  },
  examples = {
    "planscript uncovered", "planscript uncovered -P category=member",
    "planscript uncovered -o csv --out chua-hoc.csv",
  },
  params = {
    category = {
      type = "choice", choices = { "member", "mass" }, optional = true,
      help = {
        vi = "Chỉ đảng viên (member) hoặc quần chúng (mass).", en = "Only members, or only others.",
      },
    },
  },
}

local page = require "page"
local coverage = require "coverage"

-- Attendance is by person, or by a unit's totals: each unit by what it has sent.
local seen = coverage.read()

local absent = say { vi = "được triệu tập, vắng", en = "summoned, absent" }
local unsummoned = say { vi = "chưa được triệu tập", en = "not summoned" }
local figures, named, by_number = {}, {}, {}

local function count(unit, category, people, sums)
  local active, learned, missing = 0, 0, {}
  for _, person in people:sort("name"):each() do
    if coverage.is_active(person) then
      active = active + 1
      if seen.came[person] then
        learned = learned + 1
      else
        missing[#missing + 1] = {
          unit = unit, person = person, category = category, positions = person.positions,
          why = seen.summoned[person] and absent or unsummoned,
        }
      end
    end
  end
  if active == 0 then return end
  if sums then
    learned = math.min(active, learned + sums[category])
    if active > learned then
      by_number[#by_number + 1] = {
        unit = unit, category = category, active = active, came = learned, missing = active - learned,
      }
    end
  else
    table.move(missing, 1, #missing, #named + 1, named)
  end
  figures[#figures + 1] = {
    unit = unit, category = category, active = active, came = learned,
    missing = active - learned, rate = ratio(learned, active),
  }
end

for _, category in ipairs { "member", "mass" } do
  if not params.category or params.category == category then
    for _, unit in plan.units:each() do
      count(unit, category, unit.people:where { category = category }, seen.totals[unit])
    end
  end
end

local fields = { unit = "people.unit", category = "people.category" }
local labels = {
  active = { vi = "Đang sinh hoạt", en = "Active" }, came = { vi = "Đã học", en = "Came" },
  missing = { vi = "Chưa học", en = "Not covered" }, rate = { vi = "Tỷ lệ", en = "Rate" },
  why = { vi = "Vì sao", en = "Why" },
}

page.head { vi = "Người chưa được học tập", en = "People not covered" }
page.table(figures, {
  columns = { "category", "unit", "active", "came", "missing", "rate" }, group = "category",
  subtotals = true, fields = fields, labels = labels,
})

report.heading({ vi = "Danh sách", en = "Names" }, 2)
page.table(named, {
  columns = { "unit", "person", "category", "positions", "why" }, group = "unit", labels = labels,
  fields = {
    unit = "people.unit", person = "people.name", category = "people.category",
    positions = "people.positions",
  },
})
if #by_number > 0 then
  report.heading({ vi = "Đơn vị chỉ gửi số tổng", en = "Units that send totals" }, 2)
  report.table(by_number, {
    columns = { "unit", "category", "active", "came", "missing" }, fields = fields, labels = labels,
    notes = {
      {
        vi = "Không biết là những ai; đề nghị đơn vị gửi điểm danh theo người.",
        en = "Nobody knows who; ask the unit for attendance by person.",
      },
    },
  })
end
