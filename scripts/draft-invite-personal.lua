--- Giấy mời riêng từng đồng chí (lớp dành cho đảng viên). / Invitations to each person by name.

script {
  title = { vi = "Soạn giấy mời riêng", en = "Drafts: personal invitations" },
  about = {
    vi = "Giấy mời từng đồng chí dự lớp mà mọi thành phần là đảng viên: người trong danh sách triệu tập của lớp; chưa có danh sách thì đảng viên hưu trí hoặc đủ số năm tuổi Đảng vào ngày học.",
    en = "An invitation by name to classes whose audiences are all members: to those on the class's roster; without a roster to members who are retired or have the years of membership on the day.",
  },
  tags = { "drafts", "invitations" },
  examples = { "planscript draft-invite-personal", "planscript draft-invite-personal -P session=lop-tp-2 -P years=40" },
  params = {
    session = { type = "session", optional = true, help = { vi = "Chỉ một lớp.", en = "One class alone." } },
    years = {
      type = "number", default = 40,
      help = { vi = "Số năm tuổi Đảng.", en = "Years of membership." },
    },
  },
}

local letter = require "letter"

local function is_for_members(s)
  if s.level ~= "city" or s.status == "held" or s.status == "cancelled" then return false end
  for _, audience in ipairs(s.audiences or {}) do
    if audience.category ~= "member" then return false end
  end
  return #(s.audiences or {}) > 0
end

-- The day on which the years are counted: that of the class, or the last one that it may have.
local function day_of(s)
  if s.starts_at then return s.starts_at.date end
  return s.complete_before and s.complete_before - 1 or plan.today
end

local function has_years(person, day)
  local joined = person.joined_on
  if not joined then return false end
  local years = day.year - joined.year
  if day.month < joined.month or (day.month == joined.month and day.day < joined.day) then
    years = years - 1
  end
  return years >= params.years
end

local function invited(s)
  local people = {}
  for _, r in s.attendance:where { person = op.some }:each() do people[#people + 1] = r.person end
  if #people > 0 then return people end
  local day = day_of(s)
  for _, p in plan.people:where { category = "member" }:each() do
    if p.status ~= "away" and (p.retired or has_years(p, day)) then people[#people + 1] = p end
  end
  return people
end

local count = 0
for _, s in ipairs(letter.sessions(params.session, is_for_members)) do
  for _, person in ipairs(invited(s)) do
    count = count + 1
    draft {
      kind = "invitation", to = person, template = "invitation-personal", session = s,
      data = letter.office("GM", { session = s }), key = { "invitation", s },
    }
  end
end
if count == 0 then letter.none("không có lớp hay người nào như thế", "there is no such class, or nobody") end
