--- Người dự lớp dành riêng cho hưu trí hoặc nhiều năm tuổi Đảng mà chưa đủ điều kiện.
--- People in a class for the retired or for long membership who do not qualify.

local deadline = require "deadline"

-- What an audience asks of a person, as its criteria say; nil where they say neither.
local function demand(audience)
  local words = text.fold(audience.criteria or audience.name)
  local years = words:match("(%d+) nam tuoi dang")
  if years then return { years = tonumber(years) } end
  if text.contains(words, "huu tri") then return { retired = true } end
end

-- A class is reserved when every audience of it asks for something.
local function demands(session)
  local found = {}
  for _, audience in ipairs(session.audiences or {}) do
    local wanted = demand(audience)
    if not wanted then return nil end
    found[#found + 1] = wanted
  end
  if #found > 0 then return found end
end

local function class_day(session)
  if session.starts_at then return session.starts_at.date end
  return session.complete_before and deadline.last_day(session.complete_before) or plan.today
end

local function full_years(from, to)
  local years = to.year - from.year
  if to.month < from.month or (to.month == from.month and to.day < from.day) then return years - 1 end
  return years
end

local function invited()
  local items = {}
  for _, s in plan.sessions:each() do
    local wanted = demands(s)
    if wanted then
      for _, r in s.attendance:where { person = op.some }:each() do
        items[#items + 1] = { record = r, person = r.person, day = class_day(s), wanted = wanted }
      end
    end
  end
  return items
end

local function qualifies(r, limits)
  for _, wanted in ipairs(r.wanted) do
    if wanted.retired and r.person.retired then return true end
    local joined = r.person.joined_on
    local years = limits.years or wanted.years
    if wanted.years and joined and full_years(joined, r.day) >= years then return true end
  end
  return false
end

check {
  id = "class-eligibility", severity = "error", tags = { "class", "people" },
  title = { vi = "Người dự chưa đủ điều kiện của lớp", en = "Not eligible for the class" },
  why = {
    vi = "Lớp thứ hai dành cho cán bộ hưu trí và đảng viên 40 năm tuổi Đảng trở lên, tính đến ngày học (mục III.1.1).",
    en = "The second class is for the retired and for members of 40 years and more on the day of the class (section III.1.1).",
  },
  fix = { vi = "Chuyển người ấy sang lớp khác, hoặc sửa ngày vào Đảng, diện hưu trí.", en = "Move the person to another class, or correct joined_on or retired." },
  thresholds = {
    years = {
      type = "number", optional = true,
      help = { vi = "Số năm tuổi Đảng; không ghi thì theo điều kiện của đối tượng.", en = "Years of membership; as the audience's criteria say when left out." },
    },
  },
  each = invited,
  test = function(r, limits)
    if not r.person or qualifies(r, limits) then return true end
    return false, { field = "person" }
  end,
  message = {
    vi = "${person.name}: không hưu trí, vào Đảng ngày ${person.joined_on}, ngày học ${day}",
    en = "${person.name}: not retired, joined on ${person.joined_on}, class on ${day}",
  },
}
