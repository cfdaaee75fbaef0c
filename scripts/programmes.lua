--- Chương trình, kế hoạch hành động của từng đơn vị (mục IV). / Each unit's action programmes.

script {
  title = { vi = "Theo dõi chương trình, kế hoạch hành động", en = "Programme tracker" },
  about = {
    vi = "Đơn vị nào đã gửi kế hoạch học tập, chương trình hoặc kế hoạch hành động; có chỉ tiêu, lộ trình chưa; đã đến kỳ kiểm điểm hằng năm chưa.",
    en = "Which units have sent a study plan, an action programme or plan; whether it has targets and a roadmap; whether the yearly review is due.",
  },
  tags = { "programmes", "report" },
  examples = { "planscript programmes", "planscript programmes --today 2024-12-31" },
  params = {},
}

local page = require "page"

local function yes(flag) return flag and say { vi = "có", en = "yes" } or say { vi = "chưa", en = "no" } end

local function last_review(programme)
  local last
  for _, review in ipairs(programme.reviews or {}) do
    local day = review.date and date(review.date)
    if day and (not last or day > last) then last = day end
  end
  return last
end

-- A year after it was sent or last reviewed.
local function review_due(programme)
  local from = last_review(programme) or programme.submitted_on
  if not from or programme.kind == "study_plan" then return nil end
  return from + 365
end

local rows, units_with, done, due = {}, {}, 0, {}
for _, p in plan.programmes:each() do
  if p.unit then
    units_with[p.unit] = units_with[p.unit] or {}
    units_with[p.unit][p.kind or ""] = true
  end
  if p.status == "done" then done = done + 1 end
  local next_review = review_due(p)
  local row = {
    unit = p.unit, kind = p.kind, status = p.status, submitted_on = p.submitted_on,
    topics = #(p.topics or {}), targets = yes(#(p.targets or {}) > 0),
    roadmap = yes(#(p.roadmap or {}) > 0), review = next_review,
  }
  rows[#rows + 1] = row
  if next_review and next_review <= plan.today then due[#due + 1] = row end
end

local without, owing = {}, 0
for _, unit in plan.units:where { reports_back = true }:each() do
  owing = owing + 1
  local has = units_with[unit] or {}
  local study, action = has.study_plan or false, has.programme or has.plan or false
  if not (study and action) then
    without[#without + 1] = {
      unit = unit, study_plan = yes(study), action = yes(action), secretary = unit.secretary,
    }
  end
end

local labels = {
  topics = { vi = "Số nghị quyết", en = "Topics" }, targets = { vi = "Chỉ tiêu", en = "Targets" },
  roadmap = { vi = "Lộ trình", en = "Roadmap" },
  review = { vi = "Kiểm điểm chậm nhất", en = "Review due" },
  study_plan = { vi = "Kế hoạch học tập", en = "Study plan" },
  action = { vi = "Chương trình, kế hoạch hành động", en = "Action programme or plan" },
}
local fields = {
  unit = "programmes.unit", kind = "programmes.kind", status = "programmes.status",
  submitted_on = "programmes.submitted_on",
}

page.head { vi = "Theo dõi chương trình, kế hoạch hành động", en = "Programme tracker" }
report.figures {
  { label = { vi = "Đã xong", en = "Done" }, value = ratio(done, #rows), note = done .. "/" .. #rows },
  { label = { vi = "Đơn vị có đủ", en = "Units that have both" },
    value = ratio(owing - #without, owing), note = (owing - #without) .. "/" .. owing },
}
page.table(rows, {
  columns = { "unit", "kind", "status", "submitted_on", "topics", "targets", "roadmap", "review" },
  fields = fields, labels = labels,
})

report.heading({ vi = "Đơn vị còn thiếu", en = "Units that lack one" }, 2)
page.table(without, {
  columns = { "unit", "study_plan", "action", "secretary" }, labels = labels,
  fields = { unit = "programmes.unit", secretary = "units.secretary" },
})

report.heading({ vi = "Đến kỳ kiểm điểm", en = "Reviews that are due" }, 2)
page.table(due, {
  columns = { "unit", "kind", "submitted_on", "review" }, labels = labels,
  fields = { unit = "programmes.unit", kind = "programmes.kind", submitted_on = "programmes.submitted_on" },
})
