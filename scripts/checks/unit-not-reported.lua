--- Đơn vị chưa báo cáo khi đã hết hạn.
--- Units that have not reported when the time is over.

local deadline = require "deadline"

-- A unit without a line in the reports owes what the others do.
local function usual_limit()
  local latest
  for _, r in plan.reports:where { due_before = op.some }:each() do
    if not latest or r.due_before > latest then latest = r.due_before end
  end
  return latest
end

local usual

check {
  id = "unit-not-reported", severity = "error", tags = { "report", "deadline" },
  title = { vi = "Đơn vị chưa báo cáo", en = "Unit that has not reported" },
  why = {
    vi = "Sau đợt học, đơn vị báo cáo kết quả trước ngày hạn (mục VI.1). Chưa hết hạn thì chưa tính.",
    en = "Units report after the round, before the limit (section VI.1). Until then nothing is said.",
  },
  fix = { vi = "Nhắc đơn vị; danh sách: planscript missing-reports.", en = "Remind the unit; the list: planscript missing-reports." },
  each = function()
    usual = usual_limit()
    return plan.units:where { reports_back = true }
  end,
  test = function(unit)
    local report = unit.reports:first()
    local due = report and report.due_before or usual
    for _, r in unit.reports:each() do
      if r.submitted_on then return true end
    end
    if not due or plan.today <= deadline.last_day(due) then return true end
    return false, { record = report or unit, due = due }
  end,
  message = {
    vi = "${name}: chưa báo cáo, hạn trước ngày ${due}", en = "${name}: no report, due before ${due}",
  },
}
