--- Việc hậu cần chưa xong khi đã đến ngày.
--- Preparations that are not done when their day has come.

check {
  id = "logistics-open", severity = "warning", tags = { "logistics", "deadline" },
  title = { vi = "Hậu cần chưa xong", en = "Open logistics" },
  why = {
    vi = "Hội trường, ma két, âm thanh, nước uống, đường truyền phải xong trước khi mở lớp (mục VI.6).",
    en = "Hall, decoration, sound, water and line must be ready before the class (section VI.6).",
  },
  fix = { vi = "Làm rồi ghi done_on; không cần nữa thì bỏ việc ấy.", en = "Do it and set done_on; remove what is not needed." },
  thresholds = {
    days = {
      type = "number", default = 2,
      help = { vi = "Báo từ mấy ngày trước khi mở lớp.", en = "How many days before the class it is told." },
    },
  },
  each = plan.logistics,
  test = function(l, limits)
    if l.done_on then return true end
    local starts = l.session and l.session.starts_at
    local last = l.due or (starts and starts.date - 1)
    if not last or plan.today < last - limits.days then return true end
    return false, { field = "item", last = last }
  end,
  message = {
    vi = "${session.name}: ${item} (${unit.name}), chậm nhất ngày ${last}",
    en = "${session.name}: ${item} (${unit.name}), due by ${last}",
  },
}
