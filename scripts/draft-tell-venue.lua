--- Báo thay đổi địa điểm, và sửa địa điểm trong kho. / Tells a new venue, and writes it.

script {
  title = { vi = "Soạn thông báo đổi địa điểm", en = "Drafts: change of venue" },
  about = {
    vi = "Đổi địa điểm một lớp và thông báo cho từng đơn vị có người được triệu tập; chưa có danh sách thì cho đơn vị tổ chức.",
    en = "Changes the venue of a class and tells each unit that has people summoned; without a roster the organiser.",
  },
  tags = { "drafts", "venues" },
  examples = { "planscript draft-tell-venue -P session=lop-tp-1 -P venue='Hội trường B'" },
  params = {
    session = { type = "session", optional = true, help = { vi = "Lớp đổi địa điểm.", en = "The class." } },
    venue = { type = "text", optional = true, help = { vi = "Địa điểm mới.", en = "The new venue." } },
  },
}

local letter = require "letter"

local function told(s)
  local units, seen = {}, {}
  for _, r in s.attendance:each() do
    if not seen[r.unit] then
      seen[r.unit], units[#units + 1] = true, r.unit
    end
  end
  if #units == 0 and s.organizer then units[1] = s.organizer end
  return units
end

local s = params.session
if not s or not params.venue then
  letter.none("ghi lớp và địa điểm mới (-P session=… -P venue=…)", "name the class and the venue (-P session=… -P venue=…)")
else
  local old = s.venue
  s.venue = params.venue
  for _, unit in ipairs(told(s)) do
    draft {
      kind = "notice", to = unit, template = "venue", session = s,
      data = letter.office("CV", {
        session = s, old = old, new = params.venue,
        summary = "Về việc thay đổi địa điểm " .. letter.lower_first(s.name),
      }),
      key = { "venue", s, params.venue },
    }
  end
end
