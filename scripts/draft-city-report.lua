--- Báo cáo toàn Đảng bộ gửi cấp trên. / The report of the whole city to those above.

script {
  title = { vi = "Soạn báo cáo toàn Đảng bộ", en = "Drafts: the city's report" },
  about = {
    vi = "Báo cáo gửi từng nơi nhận “để báo cáo” (b/c): số lớp, kết quả theo chú thích 2, đơn vị chưa báo cáo.",
    en = "To each recipient “to report”: classes held, the figures of footnote 2, units that have not reported.",
  },
  tags = { "drafts", "report" },
  examples = { "planscript draft-city-report", "planscript draft-city-report" },
}

local letter = require "letter"
local footnote = require "footnote"
local classes = require "classes"

local units, missing = footnote.owing()
local held = 0
for _, s in plan.sessions:each() do
  if classes.was_held(s) then held = held + 1 end
end

local above = plan.recipients:where { purpose = "report" }:all()
for _, line in ipairs(above) do
  local data = letter.office("BC", {
    held = held, sessions = plan.sessions:count(), units = #units, reported = #units - #missing,
    missing = missing,
  })
  draft {
    kind = "report", to = line, template = "city-report",
    data = footnote.into(data, footnote.of(units)), key = { "city-report", plan.today },
  }
end
if #above == 0 then letter.none("“Nơi nhận” không có nơi nào để báo cáo", "no recipient is there to report to") end
