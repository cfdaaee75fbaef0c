--- Chương trình, kế hoạch đến kỳ kiểm điểm hằng năm.
--- Programmes whose yearly review is due.

local function running()
  local list = {}
  for _, p in plan.programmes:each() do
    if p.kind ~= "study_plan" and p.status ~= "cancelled" and p.submitted_on then list[#list + 1] = p end
  end
  return list
end

-- The day of the last review, or that on which it was handed in.
local function last_look(programme)
  local last = programme.submitted_on
  for _, review in ipairs(programme.reviews or {}) do
    local day = review.date and date(review.date)
    if day and day > last then last = day end
  end
  return last
end

check {
  id = "review-due", severity = "warning", tags = { "programme", "deadline" },
  title = { vi = "Đến kỳ kiểm điểm", en = "Yearly review due" },
  why = {
    vi = "Hằng năm kiểm điểm tiến độ thực hiện chương trình, kế hoạch (mục IV.3).",
    en = "Every year the progress of each programme is reviewed (section IV.3).",
  },
  fix = { vi = "Kiểm điểm rồi thêm vào reviews ngày và kết quả.", en = "Review it, and add the day and the result to reviews." },
  thresholds = {
    days = {
      type = "number", default = 365,
      help = { vi = "Bao nhiêu ngày một lần.", en = "After how many days." },
    },
  },
  each = running,
  test = function(p, limits)
    local last = last_look(p)
    if plan.today - last < limits.days then return true end
    return false, { field = "submitted_on", last = last }
  end,
  message = {
    vi = "${unit.name}: ${kind}, lần xem gần nhất ngày ${last}",
    en = "${unit.name}: ${kind}, last looked at on ${last}",
  },
}
