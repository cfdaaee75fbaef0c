--- Sự kiện không dẫn tới sản phẩm nào.
--- Triggers that lead to no output.

check {
  id = "trigger-no-output", severity = "warning", tags = { "trigger", "task" },
  title = { vi = "Sự kiện chưa có sản phẩm", en = "Trigger without output" },
  why = {
    vi = "Khi có văn bản thì phải biết ai làm ra văn bản gì.",
    en = "When it comes, somebody must know who writes what.",
  },
  fix = { vi = "Giao nhiệm vụ chờ sự kiện ấy, và ghi sản phẩm (output).", en = "Give a task that waits for it, and set its output." },
  each = plan.triggers,
  test = function(trigger)
    local count = 0
    for _, task in trigger.tasks:each() do
      count = count + 1
      if not task.output then return false, { record = task, field = "title", what = task.title } end
    end
    if count > 0 then return true end
    return false, { what = say { vi = "không có nhiệm vụ nào", en = "no task" } }
  end,
  message = { vi = "${title}: ${what}", en = "${title}: ${what}" },
}
