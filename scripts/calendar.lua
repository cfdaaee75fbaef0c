--- Lịch các lớp theo tuần và theo địa điểm. / Classes by week and by venue.

script {
  title = { vi = "Lịch học theo tuần và địa điểm", en = "Calendar by week and venue" },
  about = {
    vi = "Lớp nào, lúc nào, ở đâu; lớp chưa có ngày mở. Thứ Bảy và Chủ nhật nhìn thấy ngay.",
    en = "Which class, when and where; and classes that have no day yet.",
  },
  tags = { "classes", "calendar" },
  examples = {
    "planscript calendar", "planscript calendar -P from=2023-12-04 -P to=2023-12-10",
    "planscript calendar -o html --out lich.html",
  },
  params = {
    from = { type = "date", optional = true, help = { vi = "Từ ngày.", en = "From this day." } },
    to = { type = "date", optional = true, help = { vi = "Đến hết ngày.", en = "To this day." } },
    level = {
      type = "choice", choices = { "city", "base", "front" }, optional = true,
      help = { vi = "Chỉ lớp của cấp này.", en = "Only classes of this level." },
    },
  },
}

local page = require "page"

local classes = plan.sessions:where { level = op.opt(params.level) }

local function is_shown(s)
  local day = s.starts_at and s.starts_at.date
  return day and (not params.from or day >= params.from) and (not params.to or day <= params.to)
end

local dated = {}
for _, s in classes:sort("starts_at"):each() do
  if is_shown(s) then dated[#dated + 1] = s end
end

page.head { vi = "Lịch học theo tuần và địa điểm", en = "Calendar by week and venue" }
if #dated > 0 then
  report.calendar(dated, {
    at = "starts_at", label = "name", place = "venue",
    title = { vi = "Theo tuần", en = "By week" },
  })

  local by_venue = {}
  for _, s in classes:sort("venue", "starts_at"):each() do
    if is_shown(s) then
      by_venue[#by_venue + 1] = {
        venue = s.venue or page.missing(), starts_at = s.starts_at, name = s.name,
        organizer = s.organizer, capacity = s.capacity,
      }
    end
  end
  report.heading({ vi = "Theo địa điểm", en = "By venue" }, 2)
  report.table(by_venue, {
    columns = { "venue", "starts_at", "name", "organizer", "capacity" }, group = "venue",
    fields = {
      venue = "sessions.venue", starts_at = "sessions.starts_at", name = "sessions.name",
      organizer = "sessions.organizer", capacity = "sessions.capacity",
    },
  })
else
  report.text { vi = "Không có lớp nào trong thời gian này.", en = "No class in this time." }
end

report.heading({ vi = "Lớp chưa có ngày mở", en = "Classes without a day" }, 2)
page.table(classes:where { starts_at = op.none }, { columns = { "name", "organizer", "complete_before", "venue" } })
