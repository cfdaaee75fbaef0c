--- Báo cáo nộp vào ngày hạn hoặc sau đó.
--- Reports handed in on or after their limit.

local deadline = require "deadline"

check {
  id = "report-late", severity = "error", tags = { "report", "deadline" },
  title = { vi = "Báo cáo nộp trễ", en = "Report handed in late" },
  why = {
    vi = "“Trước ngày D” là chậm nhất ngày D−1 (mục VI.1). Nộp đúng ngày D là cảnh báo, sau ngày D là lỗi.",
    en = "“Before D” means D−1 at the latest (section VI.1). On D itself is a warning, later an error.",
  },
  fix = {
    vi = "Kiểm tra ngày nộp; nếu đúng là trễ thì nhắc đơn vị và miễn trừ kèm lý do.",
    en = "Look at the day again; where it is right, remind the unit and waive it with the reason.",
  },
  each = function() return plan.reports:where { submitted_on = op.some, due_before = op.some } end,
  test = function(r)
    if r.submitted_on <= deadline.last_day(r.due_before) then return true end
    return false, {
      field = "submitted_on", severity = r.submitted_on == r.due_before and "warning" or "error",
    }
  end,
  message = {
    vi = "${unit.name}: nộp ngày ${submitted_on}, hạn trước ngày ${due_before}",
    en = "${unit.name}: handed in on ${submitted_on}, due before ${due_before}",
  },
}
