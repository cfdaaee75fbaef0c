--- Dữ liệu của từng đơn vị đầy đủ đến đâu, và còn thiếu gì. / How complete each unit's data are.

script {
  title = { vi = "Mức đầy đủ của dữ liệu", en = "How complete the data are" },
  about = {
    vi = "Tỷ lệ ô đã điền trong các trường quan trọng của đơn vị và danh sách người (bí thư, đầu mối, tổng số đảng viên; tình trạng, chức vụ, ngày vào Đảng), ít nhất lên trước.",
    en = "How many cells are filled in of the fields that matter of a unit and its roster (secretary, contact, members; status, positions, day of joining), the least first.",
  },
  tags = { "quality" },
  needs = { "read:people", "read:plan", "read:units" },
  examples = { "planscript data-quality:completeness", "planscript data-quality:completeness -P floor=95" },
  params = {
    floor = {
      type = "percent", default = 80,
      help = { vi = "Đơn vị đầy đủ dưới mức này được nêu tên.", en = "Units below this are named." },
    },
  },
}

local fields = require "fields"
local page = require "page"

local rows, filled_in_all, cells = {}, 0, 0
for _, unit in plan.units:where(function(u) return u.people:count() > 0 end):each() do
  local filled, all, missing = fields.of(unit)
  filled_in_all, cells = filled_in_all + filled, cells + all
  rows[#rows + 1] = {
    unit = unit, people = unit.people:count(), rate = ratio(filled, all), missing = fields.words(missing),
  }
end
table.sort(rows, function(a, b)
  -- 5 of 5 and 6 of 6 are the same rate.
  if a.rate < b.rate or b.rate < a.rate then return a.rate < b.rate end
  return a.unit.id < b.unit.id
end)

page.head { vi = "Mức đầy đủ của dữ liệu", en = "How complete the data are" }
report.figures {
  page.share({ vi = "Ô đã điền", en = "Cells filled in" }, filled_in_all, cells),
}
page.table(rows, {
  columns = { "unit", "people", "rate", "missing" },
  labels = {
    unit = { vi = "Đơn vị", en = "Unit" }, people = { vi = "Số người", en = "People" },
    rate = { vi = "Đã điền", en = "Filled in" }, missing = { vi = "Còn thiếu", en = "Missing" },
  },
})

check {
  id = "unit-incomplete", severity = "warning", each = rows, record = "unit",
  title = {
    vi = "Đơn vị điền chưa đến " .. fmt.number(params.floor) .. "%",
    en = "Units that have filled in less than " .. fmt.number(params.floor) .. "%",
  },
  test = function(r) return r.rate >= params.floor end,
  message = { vi = "${unit.name}: ${rate}", en = "${unit.name}: ${rate}" },
}
