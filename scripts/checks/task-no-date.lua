--- Nhiệm vụ không có hạn và không chờ sự kiện nào.
--- Tasks with neither a date nor a trigger.

check {
  id = "task-no-date", severity = "info", tags = { "task", "open" },
  title = { vi = "Nhiệm vụ không có thời hạn", en = "Task without a date" },
  why = {
    vi = "Việc không có hạn thì không nhắc được. Kế hoạch để ngỏ nhiều việc: đây là danh sách để bổ sung.",
    en = "Nobody can be reminded of what has no date. The plan leaves many open: this is the list.",
  },
  fix = { vi = "Ghi due_before, due_on hoặc trigger.", en = "Set due_before, due_on or trigger." },
  each = plan.tasks,
  test = function(t)
    return t.due_before ~= nil or t.due_on ~= nil or t.trigger ~= nil or t.status == "done"
      or t.status == "cancelled"
  end,
  message = { vi = "${unit.name}: ${title}", en = "${unit.name}: ${title}" },
}
