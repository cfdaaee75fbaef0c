--- Đề nghị các đơn vị gửi danh sách triệu tập. / Asks units for their rosters.

script {
  title = { vi = "Soạn công văn đề nghị gửi danh sách", en = "Drafts: requests for rosters" },
  about = {
    vi = "Gửi từng đơn vị phải báo cáo mà chưa có danh sách triệu tập dự lớp cấp thành phố chưa mở.",
    en = "To each unit that owes a report and has no roster yet for a city class that is still to be held.",
  },
  tags = { "drafts", "rosters" },
  examples = { "planscript draft-ask-rosters -P reply_before=2023-12-12", "planscript draft-ask-rosters -P session=lop-tp-2" },
  params = {
    session = { type = "session", optional = true, help = { vi = "Chỉ một lớp.", en = "One class alone." } },
    reply_before = { type = "date", optional = true, help = { vi = "Hạn trả lời.", en = "When the answer is due." } },
  },
}

local letter = require "letter"
local classes = require "classes"

local sessions = letter.sessions(params.session, function(s)
  return s.level == "city" and s.status ~= "cancelled" and not classes.was_held(s)
end)
local count = 0
for _, unit in plan.units:where { reports_back = true }:each() do
  local wanting = {}
  for _, s in ipairs(sessions) do
    if s.attendance:where { unit = unit }:count() == 0 then wanting[#wanting + 1] = s end
  end
  if #wanting > 0 then
    count = count + 1
    local key = { "roster-request" }
    for _, s in ipairs(wanting) do key[#key + 1] = s end
    draft {
      kind = "request", to = unit, template = "roster-request", key = key,
      data = letter.office("CV", {
        sessions = wanting, reply_before = params.reply_before,
        summary = "Về việc gửi danh sách triệu tập",
      }),
    }
  end
end
if count == 0 then letter.none("các đơn vị đã gửi đủ danh sách", "all rosters are there") end
