--- Nhiệm vụ có hạn mà không có đơn vị chủ trì: không ai được nhắc.
--- A task with a deadline that no unit leads: nobody is reminded.

check {
  id = "task-no-unit", severity = "warning", tags = { "task", "deadline" },
  title = { vi = "Nhiệm vụ có hạn không ai chủ trì", en = "A task with a deadline that nobody leads" },
  why = {
    vi = "Thư nhắc gửi cho đơn vị chủ trì; không có đơn vị thì việc dễ trôi qua hạn.",
    en = "Reminders go to the unit that leads the task; without one it slips past its day.",
  },
  fix = { vi = "Ghi đơn vị chủ trì (unit) cho nhiệm vụ.", en = "Write which unit leads it (unit)." },
  each = plan.tasks:where(function(t) return t.due_before ~= nil or t.due_on ~= nil end),
  test = function(t)
    return t.unit ~= nil or t.status == "done" or t.status == "cancelled"
  end,
  message = { vi = "${title}: có hạn, chưa có đơn vị chủ trì", en = "${title}: it has a deadline and no unit" },
}
