--- Nhiệm vụ làm trước khi có sự kiện khởi động.
--- Tasks that were started before their trigger.

check {
  id = "task-before-trigger", severity = "error", tags = { "task", "trigger" },
  title = { vi = "Nhiệm vụ làm trước sự kiện", en = "Task started before its trigger" },
  why = {
    vi = "Việc “khi có văn bản của tỉnh” (mục VI.2, VI.3) chỉ làm khi đã có văn bản.",
    en = "What is to be done “when the province has written” (sections VI.2, VI.3) waits until it has.",
  },
  fix = { vi = "Ghi ngày có văn bản (occurred_on), hoặc sửa trạng thái nhiệm vụ.", en = "Set occurred_on of the trigger, or correct the status of the task." },
  each = function() return plan.tasks:where { trigger = op.some } end,
  test = function(t)
    local occurred = t.trigger and t.trigger.occurred_on
    local has_begun = t.status == "in_progress" or t.status == "done" or t.done_on ~= nil
    if not has_begun or not t.trigger then return true end
    if occurred and (not t.done_on or t.done_on >= occurred) then return true end
    return false, { field = t.done_on and "done_on" or "status" }
  end,
  message = {
    vi = "${title}: ${status}, xong ngày ${done_on}; “${trigger.title}” xảy ra ngày ${trigger.occurred_on}",
    en = "${title}: ${status}, done on ${done_on}; “${trigger.title}” came on ${trigger.occurred_on}",
  },
}
