--- Lớp rơi vào thứ Bảy, Chủ nhật hoặc ngày lễ.
--- Classes on a weekend or holiday.

local class_days = require "class_days"

-- "01/01" is every year's, "2024-02-10" one year's.
local function holidays(list)
  local found = {}
  for word in list:gmatch("[^,%s]+") do found[word] = true end
  return found
end

local function day_off(day, limits)
  local known = holidays(limits.holidays)
  if known[day.iso] or known[("%02d/%02d"):format(day.day, day.month)] then
    return say { vi = "ngày lễ", en = "a holiday" }
  end
  if limits.weekend and day.weekday >= 6 then return date.weekday(day) end
end

check {
  id = "class-on-day-off", severity = "warning", tags = { "class", "calendar" },
  title = { vi = "Lớp mở vào ngày nghỉ", en = "Class on a day off" },
  why = {
    vi = "Mở lớp vào ngày nghỉ thì khó đủ người; chỉ làm khi đã thống nhất với đơn vị.",
    en = "On a day off few people come; it should be agreed with the unit.",
  },
  fix = { vi = "Chuyển sang ngày làm việc, hoặc miễn trừ nếu đã thống nhất.", en = "Move it to a working day, or waive it where it is agreed." },
  thresholds = {
    weekend = {
      type = "boolean", default = true,
      help = { vi = "Thứ Bảy, Chủ nhật là ngày nghỉ.", en = "Saturday and Sunday are days off." },
    },
    holidays = {
      type = "text", default = "01/01, 30/04, 01/05, 02/09",
      help = {
        vi = "Ngày lễ: ngày/tháng hằng năm, hoặc 2024-02-10 cho một năm (Tết, Giỗ Tổ).",
        en = "Holidays: day/month of every year, or 2024-02-10 of one year.",
      },
    },
  },
  each = class_days.dated,
  test = function(r, limits)
    for day = 0, class_days.last(r) - class_days.first(r) do
      local which = day_off(class_days.first(r) + day, limits)
      if which then
        return false, { field = "starts_at", on = class_days.first(r) + day, which = which }
      end
    end
    return true
  end,
  message = { vi = "${name}: ngày ${on} là ${which}", en = "${name}: ${on} is ${which}" },
}
