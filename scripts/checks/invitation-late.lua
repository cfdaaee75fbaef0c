--- Giấy mời lớp cấp thành phố chưa gửi hoặc gửi muộn.
--- Invitations to city classes that are missing or late.

local class_days = require "class_days"

-- The line of the preparations that is about invitations, the last to be done.
local function invitation(session)
  local found
  for _, l in session.logistics:each() do
    if text.contains(l.item, "giấy mời") then
      if not found or not l.done_on or (found.done_on and l.done_on > found.done_on) then found = l end
      if not l.done_on then break end
    end
  end
  return found
end

local function city_classes()
  local list = {}
  for _, s in ipairs(class_days.dated()) do
    if s.level == "city" then list[#list + 1] = s end
  end
  return list
end

check {
  id = "invitation-late", severity = "warning", tags = { "class", "deadline", "logistics" },
  title = { vi = "Giấy mời chưa gửi hoặc gửi muộn", en = "Invitation missing or late" },
  why = {
    vi = "Văn phòng gửi giấy mời người chủ trì và thành phần tham dự (mục VI.6), đủ sớm để còn sắp xếp.",
    en = "The office invites the chair and all who take part (section VI.6), early enough to arrange it.",
  },
  fix = { vi = "Gửi giấy mời rồi ghi done_on cho việc ấy trong logistics.", en = "Send it, and set done_on of that line of logistics." },
  thresholds = {
    days = {
      type = "number", default = 3,
      help = { vi = "Gửi trước ngày mở lớp ít nhất mấy ngày.", en = "How many days before the class at the latest." },
    },
  },
  each = city_classes,
  test = function(s, limits)
    local line = invitation(s)
    local last = class_days.first(s) - limits.days
    if line and line.done_on and line.done_on <= last then return true end
    if plan.today <= last and not (line and line.done_on) then return true end
    return false, {
      record = line or s, last = last, sent = line and line.done_on or "–",
    }
  end,
  message = {
    vi = "${name}, ${starts_at}: giấy mời gửi ngày ${sent}, chậm nhất là ngày ${last}",
    en = "${name}, ${starts_at}: invitation sent on ${sent}, due on ${last}",
  },
}
