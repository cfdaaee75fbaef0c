--- Nhiệm vụ quá hạn chưa xong.
--- Tasks that are not done and past their day.

local deadline = require "deadline"

local function dated()
  local list = {}
  for _, t in plan.tasks:each() do
    if t.due_before or t.due_on then list[#list + 1] = t end
  end
  return list
end

check {
  id = "task-overdue", severity = "error", tags = { "task", "deadline" },
  title = { vi = "Nhiệm vụ quá hạn", en = "Task overdue" },
  why = {
    vi = "“Trước ngày D” là chậm nhất ngày D−1; “vào ngày D” là chậm nhất ngày D.",
    en = "“Before D” means D−1 at the latest; “on D” means D.",
  },
  fix = { vi = "Đôn đốc đơn vị, hoặc ghi ngày xong (done_on).", en = "Remind the unit, or set done_on." },
  each = dated,
  test = function(t)
    if t.status == "done" or t.status == "cancelled" or t.done_on then return true end
    local last = t.due_before and deadline.last_day(t.due_before) or t.due_on
    if plan.today <= last then return true end
    return false, { field = t.due_before and "due_before" or "due_on", last = last, late = plan.today - last }
  end,
  message = {
    vi = "${unit.name}: ${title}: chậm nhất ngày ${last}, quá ${late} ngày",
    en = "${unit.name}: ${title}: due by ${last}, ${late} days ago",
  },
}
