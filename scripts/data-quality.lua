--- Dữ liệu đủ đến đâu: trường quan trọng đã điền bao nhiêu, và số liệu trái ngược nhau.
--- How complete the data are: fields that matter and how often they are filled in; figures that
--- contradict one another.

script {
  title = { vi = "Chất lượng dữ liệu", en = "Data quality" },
  about = {
    vi = "Tỷ lệ điền của các trường quan trọng theo từng tập hợp, và các bản ghi có số liệu trái ngược. planscript check xem kỹ từng quy định.",
    en = "How often the fields that matter are filled in, by collection, and records whose figures contradict one another. planscript check looks at every rule.",
  },
  tags = { "quality" },
  examples = { "planscript data-quality", "planscript data-quality -P full=true -o csv --out chat-luong.csv" },
  params = {
    full = {
      type = "boolean", default = false,
      help = { vi = "Kể cả trường đã điền đủ.", en = "Fields that are complete as well." },
    },
  },
}

local page = require "page"

-- What somebody will ask for; a record may do without the others.
local wanted = {
  { "sessions", { "organizer", "format", "starts_at", "venue", "chair", "audiences", "topics" } },
  { "units", { "kind", "secretary", "contact" } },
  { "people", { "status", "positions" } },
  { "attendance", { "person", "mode" } },
  { "tasks", { "unit", "status", "output" } },
  { "reports", { "submitted_on", "members_summoned", "members_attended", "member_percent" } },
  { "programmes", { "status", "submitted_on", "targets", "roadmap" } },
  { "materials", { "audiences", "topics" } },
  { "audiences", { "category", "duty" } },
  { "logistics", { "unit", "due" } },
  { "budget", { "amount" } },
}

local function is_filled(value)
  return value ~= nil and value ~= "" and not (type(value) == "table" and #value == 0)
end

local rows, filled_in_all, cells = {}, 0, 0
for _, entry in ipairs(wanted) do
  local collection, names = entry[1], entry[2]
  local counts, total = {}, 0
  for _, record in plan[collection]:each() do
    total = total + 1
    for _, name in ipairs(names) do
      if is_filled(record[name]) then counts[name] = (counts[name] or 0) + 1 end
    end
  end
  for _, name in ipairs(names) do
    local filled = counts[name] or 0
    filled_in_all, cells = filled_in_all + filled, cells + total
    if total > 0 and (params.full or filled < total) then
      rows[#rows + 1] = {
        collection = fmt.title(collection), field = fmt.title(collection .. "." .. name), records = total, filled = filled,
        missing = total - filled, rate = ratio(filled, total),
      }
    end
  end
end

local problems = {}
local function problem(collection, record, words)
  problems[#problems + 1] = { collection = fmt.title(collection), id = record.id, problem = say(words) }
end

for _, u in plan.units:each() do
  if (u.members_exempt or 0) + (u.members_away or 0) > (u.members_total or 0) then
    problem("units", u, {
      vi = "miễn sinh hoạt và đi xa nhiều hơn tổng số đảng viên",
      en = "exempt and away are more than the members in all",
    })
  end
end
for _, a in plan.attendance:each() do
  if (a.attended or 0) > (a.summoned or 0) then
    problem("attendance", a, { vi = "số dự nhiều hơn số triệu tập", en = "more came than were summoned" })
  end
end
for _, r in plan.reports:each() do
  if (r.members_attended or 0) > (r.members_summoned or 0) or (r.mass_attended or 0) > (r.mass_summoned or 0) then
    problem("reports", r, { vi = "số dự nhiều hơn số triệu tập", en = "more came than were summoned" })
  end
end
for _, s in plan.sessions:each() do
  local last = s.complete_before
  if s.starts_at and last and s.starts_at.date >= last then
    problem("sessions", s, { vi = "mở vào hoặc sau ngày phải hoàn thành", en = "held on or after its limit" })
  end
end
for _, t in plan.tasks:each() do
  if t.status == "done" and not t.done_on then
    problem("tasks", t, { vi = "đã xong mà không có ngày xong", en = "done without a day" })
  end
  if not t.due_before and not t.due_on and not t.trigger and t.status ~= "done" then
    problem("tasks", t, { vi = "không có hạn, không chờ sự kiện", en = "neither a deadline nor a trigger" })
  end
end

local labels = {
  collection = { vi = "Tập hợp", en = "Collection" }, field = { vi = "Trường", en = "Field" },
  records = { vi = "Số bản ghi", en = "Records" }, filled = { vi = "Đã điền", en = "Filled in" },
  missing = { vi = "Còn thiếu", en = "Missing" }, rate = { vi = "Tỷ lệ", en = "Rate" },
  id = { vi = "Mã", en = "Id" }, problem = { vi = "Vấn đề", en = "Problem" },
}

page.head { vi = "Chất lượng dữ liệu", en = "Data quality" }
report.figures {
  { label = { vi = "Ô quan trọng đã điền", en = "Cells that matter and are filled in" },
    value = ratio(filled_in_all, cells), note = fmt.number(filled_in_all) .. "/" .. fmt.number(cells) },
  { label = { vi = "Bản ghi có vấn đề", en = "Problems" }, value = #problems },
}

report.heading({ vi = "Trường còn thiếu", en = "Fields that are not complete" }, 2)
page.table(rows, {
  columns = { "collection", "field", "records", "filled", "missing", "rate" }, group = "collection",
  labels = labels,
})

report.heading({ vi = "Số liệu trái ngược", en = "Contradictions" }, 2)
page.table(problems, { columns = { "collection", "id", "problem" }, group = "collection", labels = labels })
