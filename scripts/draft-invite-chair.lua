--- Giấy mời người chủ trì. / Invitations to those who chair a class.

script {
  title = { vi = "Soạn giấy mời chủ trì", en = "Drafts: invitations to the chair" },
  about = {
    vi = "Giấy mời dự và chủ trì các lớp sắp tới đã có người chủ trì; hoặc một lớp được chọn.",
    en = "An invitation to attend and chair each class ahead that has a chair, or one class.",
  },
  tags = { "drafts", "invitations" },
  examples = {
    "planscript draft-invite-chair --today 2023-11-28",
    "planscript draft-invite-chair -P session=lop-tp-1",
  },
  params = {
    session = { type = "session", optional = true, help = { vi = "Chỉ một lớp.", en = "One class alone." } },
  },
}

local letter = require "letter"

local sessions = letter.sessions(params.session, function(s)
  return s.level == "city" and s.chair and letter.is_ahead(s)
end)
for _, s in ipairs(sessions) do
  local summoned = 0
  for _, r in s.attendance:each() do summoned = summoned + (r.summoned or 0) end
  draft {
    kind = "invitation", to = s, template = "invitation-chair", session = s,
    data = letter.office("GM", { session = s, summoned = summoned > 0 and summoned or nil }),
    key = { "invitation-chair", s },
  }
end
if #sessions == 0 then letter.none("không có lớp nào sắp tới đã có người chủ trì", "no class ahead has a chair") end
