--- Nhập điểm danh của một đơn vị ở một lớp từ danh sách; có dòng sai thì không nhập dòng nào.
--- Takes a unit's attendance at a class from a list; where one line is wrong, none is taken.

script {
  title = { vi = "Nhập điểm danh", en = "Take attendance from a list" },
  about = {
    vi = "Mỗi người một dòng: họ và tên; có mặt hay vắng; lý do vắng. Tên phải có trong danh sách của đơn vị. Nhập lại thì dòng cũ được sửa, không thêm dòng mới.",
    en = "A line a person: name; present or absent; the reason. The name must be on the unit's roster. Taken again, a row is changed and none is added.",
  },
  tags = { "attendance" },
  needs = {
    "read:attendance", "write:attendance", "read:people", "read:plan", "read:sessions", "read:units",
  },
  examples = {
    "planscript --unit dv-001 attendance-pack:attendance-import -P session=lop-dv-001 -P list='Tạ Bá Dũng; có mặt | Tạ Diệu Oanh; vắng; công tác'",
  },
  params = {
    session = { type = "session", help = { vi = "Lớp được điểm danh.", en = "The class." } },
    unit = {
      type = "unit", optional = true,
      help = { vi = "Đơn vị; bỏ trống là đơn vị đang làm việc (--unit).", en = "The unit; left out, the one of --unit." },
    },
    list = {
      type = "text",
      help = {
        vi = "Mỗi người một dòng (hoặc cách nhau bằng dấu |): họ và tên; có mặt hay vắng; lý do vắng.",
        en = "A line a person (or parted by |): name; present or absent; the reason.",
      },
    },
  },
}

local page = require "page"
local roll = require "roll"

local unit = roll.unit(params.unit)
local rows, wrong = roll.read(params.list)
local by_name, names = roll.people(unit)

local function doubt(row, vi, en)
  wrong[#wrong + 1] = { number = row.number, line = row.line, problem = say { vi = vi, en = en } }
end

local seen = {}
for _, row in ipairs(rows) do
  local key = text.key(row.name)
  local found = by_name[key] or {}
  if #found == 0 then
    local near = text.near(row.name, names)[1]
    doubt(row, "không có trong danh sách của đơn vị" .. (near and "; có phải “" .. near .. "”?" or ""),
      "is not on the unit's roster" .. (near and "; perhaps “" .. near .. "”?" or ""))
  elseif #found > 1 then
    doubt(row, "đơn vị có nhiều người cùng họ tên này", "several people of the unit have this name")
  elseif seen[key] then
    doubt(row, "đã có ở dòng " .. seen[key], "stands in line " .. seen[key] .. " already")
  end
  seen[key] = seen[key] or row.number
  row.person = found[1]
end

report.heading({ vi = "Nhập điểm danh", en = "Attendance from a list" })
report.text(unit.name .. "; " .. params.session.name)

if #wrong > 0 then
  table.sort(wrong, function(a, b) return a.number < b.number end)
  report.text {
    vi = "Chưa nhập dòng nào, vì có dòng phải xem lại:",
    en = "Nothing is taken, because some lines have to be looked at:",
  }
  return report.table(wrong, {
    columns = { "number", "line", "problem" },
    labels = {
      number = { vi = "Dòng", en = "Line" }, line = { vi = "Nội dung", en = "What it says" },
      problem = { vi = "Vấn đề", en = "Problem" },
    },
  })
end

local present, absent = 0, 0
for _, row in ipairs(rows) do
  local known = plan.attendance
    :where { session = params.session, unit = unit, person = row.person }:first()
  if known then
    known.summoned, known.attended, known.reason = 1, row.attended, row.reason
  else
    plan.attendance:add {
      session = params.session, unit = unit, person = row.person, category = row.person.category,
      summoned = 1, attended = row.attended, reason = row.reason,
    }
  end
  if row.attended == 1 then present = present + 1 else absent = absent + 1 end
end

report.figures {
  { label = { vi = "Có mặt", en = "Present" }, value = present },
  { label = { vi = "Vắng", en = "Absent" }, value = absent },
  page.share({ vi = "Tỷ lệ", en = "Rate" }, present, present + absent),
}
