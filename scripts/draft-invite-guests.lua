--- Giấy mời quần chúng dự lớp ở cơ sở. / Invitations to those who are not members.

script {
  title = { vi = "Soạn giấy mời quần chúng", en = "Drafts: invitations to others" },
  about = {
    vi = "Đơn vị mời các thành phần là quần chúng (trưởng thôn, quần chúng ưu tú…) dự lớp của mình sắp tới; hoặc một lớp được chọn.",
    en = "Units invite audiences that are not members to their classes ahead, or to one class.",
  },
  tags = { "drafts", "invitations" },
  examples = {
    "planscript draft-invite-guests --today 2023-12-01",
    "planscript draft-invite-guests -P session=lop-dv-001",
  },
  params = {
    session = { type = "session", optional = true, help = { vi = "Chỉ một lớp.", en = "One class alone." } },
  },
}

local letter = require "letter"

local sessions = letter.sessions(params.session, function(s)
  return s.level ~= "city" and letter.is_ahead(s)
end)
local count = 0
for _, s in ipairs(sessions) do
  for _, audience in ipairs(s.audiences or {}) do
    if audience.category == "mass" and s.organizer then
      count = count + 1
      draft {
        kind = "invitation", to = audience, template = "invitation-guests", session = s,
        data = letter.unit(s.organizer, "GM", { session = s }), key = { "invitation-guests", s },
      }
    end
  end
end
if count == 0 then
  letter.none("không có lớp nào sắp tới mời quần chúng", "no class ahead has an audience of others")
end
