--- Đề nghị đơn vị chỉnh sửa báo cáo có số liệu không khớp. / Asks for figures that do not agree.

script {
  title = { vi = "Soạn công văn đề nghị chỉnh sửa số liệu", en = "Drafts: requests for correction" },
  about = {
    vi = "Gửi đơn vị có báo cáo ghi số dự nhiều hơn số triệu tập, tỷ lệ khác với tỷ lệ tính ra, hoặc miễn và đi xa nhiều hơn tổng số.",
    en = "To units whose reports have more who came than were summoned, a rate that differs from the computed one, or more exempt and away than members.",
  },
  tags = { "drafts", "report", "quality" },
  examples = { "planscript draft-ask-correction", "planscript draft-ask-correction -P reply_before=2023-12-25" },
  params = {
    reply_before = { type = "date", optional = true, help = { vi = "Hạn gửi lại.", en = "When the answer is due." } },
  },
}

local letter = require "letter"

local function check(doubts, name, part, whole, stated)
  if not part or not whole then return end
  if part > whole then
    doubts[#doubts + 1] = ("%s: tham dự %d, nhiều hơn triệu tập %d"):format(name, part, whole)
  elseif stated and whole > 0 and stated ~= ratio(part, whole).percent then
    doubts[#doubts + 1] = ("tỷ lệ %s: báo cáo ghi %s%%, tính ra %s"):format(
      name, fmt.number(stated), tostring(ratio(part, whole)))
  end
end

local count = 0
for _, r in plan.reports:where { submitted_on = op.some }:each() do
  local doubts = {}
  check(doubts, "đảng viên", r.members_attended, r.members_summoned, r.member_percent)
  check(doubts, "quần chúng", r.mass_attended, r.mass_summoned, r.mass_percent)
  local a, gone = r.members_total, (r.members_exempt or 0) + (r.members_away or 0)
  if a and gone > a then
    doubts[#doubts + 1] = ("miễn sinh hoạt và đi làm ăn xa %d, nhiều hơn tổng số đảng viên %d"):format(gone, a)
  end
  if #doubts > 0 then
    count = count + 1
    draft {
      kind = "request", to = r.unit, template = "correction-request", key = { "correction", r, r.submitted_on },
      data = letter.office("CV", {
        doubts = doubts, submitted_on = r.submitted_on, reply_before = params.reply_before,
        summary = "Về việc rà soát, chỉnh sửa số liệu báo cáo",
      }),
    }
  end
end
if count == 0 then letter.none("số liệu các báo cáo đều khớp", "the figures of all reports agree") end
