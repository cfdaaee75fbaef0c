--- Đảng viên đang sinh hoạt không có tên ở lớp nào.
--- Active members who are on no class list.

local coverage = require "coverage"

-- Units that send numbers name nobody: report-against-attendance and summoned-differs count them.
local seen
local function members()
  seen = coverage.read()
  local list = {}
  for _, p in plan.people:where { category = "member" }:each() do
    if seen.named[p.unit or false] and coverage.is_active(p) then list[#list + 1] = p end
  end
  return list
end

check {
  id = "member-no-class", severity = "warning", tags = { "people", "attendance" },
  title = { vi = "Đảng viên chưa được triệu tập", en = "Member in no class" },
  why = {
    vi = "Cán bộ, đảng viên trong toàn Đảng bộ đều có trách nhiệm học tập (mục II.2.1). Người miễn sinh hoạt và đi làm ăn xa không tính.",
    en = "Every member must study (section II.2.1). Those exempt or away do not count.",
  },
  fix = { vi = "Triệu tập vào một lớp, hoặc ghi tình trạng exempt, away.", en = "Summon the person to a class, or set the status to exempt or away." },
  each = members,
  test = function(p) return seen.summoned[p] == true end,
  message = { vi = "${name}, ${unit.name}: chưa có tên ở lớp nào", en = "${name}, ${unit.name}: on no class list" },
}
