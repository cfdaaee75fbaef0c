--- Giấy mời dự lớp, gửi từng thành phần dự. / Invitations to a class, one for each audience.

script {
  title = { vi = "Soạn giấy mời dự lớp", en = "Drafts: invitations to a class" },
  about = {
    vi = "Giấy mời mỗi thành phần dự của các lớp cấp thành phố sắp tới đã có giờ; hoặc của một lớp được chọn.",
    en = "An invitation to each audience of the city classes ahead that have a time, or of one class.",
  },
  tags = { "drafts", "invitations" },
  examples = {
    "planscript draft-invite --today 2023-11-28",
    "planscript draft-invite -P session=lop-tp-1",
  },
  params = {
    session = {
      type = "session", optional = true,
      help = { vi = "Chỉ một lớp.", en = "One class alone." },
    },
  },
}

local letter = require "letter"

local sessions = letter.sessions(params.session, function(s)
  return s.level == "city" and letter.is_ahead(s)
end)
for _, s in ipairs(sessions) do
  for _, audience in ipairs(s.audiences or {}) do
    draft {
      kind = "invitation", to = audience, template = "invitation", session = s,
      data = letter.office("GM", { session = s }), key = { "invitation", s },
    }
  end
end
if #sessions == 0 then letter.none("không có lớp nào sắp tới đã có giờ", "no class ahead has a time") end
