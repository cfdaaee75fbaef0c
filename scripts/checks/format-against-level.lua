--- Hình thức học không hợp với cấp mở lớp.
--- A form that does not go with the level of the class.

local class_days = require "class_days"

local function known()
  local list = {}
  for _, s in ipairs(class_days.live()) do
    if s.format and s.level then list[#list + 1] = s end
  end
  return list
end

check {
  id = "format-against-level", severity = "warning", tags = { "class", "plan" },
  title = { vi = "Hình thức không hợp với cấp", en = "Form against level" },
  why = {
    vi = "Cấp thành phố kết hợp trực tiếp và trực tuyến, tự học; cấp cơ sở học trực tiếp (mục II.2.2). Mục VI.1 nêu trực tuyến cho lớp thứ nhất.",
    en = "City classes are in person and online, or self-study; base classes are in person (section II.2.2). Section VI.1 has the first class online.",
  },
  fix = { vi = "Sửa format, hoặc đặt ngưỡng cho cấp ấy.", en = "Correct the format, or set the threshold of that level." },
  thresholds = {
    city = { type = "text", default = "in_person, online, hybrid, self_study", help = { vi = "Hình thức của cấp thành phố.", en = "Forms at the city level." } },
    base = { type = "text", default = "in_person", help = { vi = "Hình thức của cấp cơ sở.", en = "Forms at the base level." } },
    front = { type = "text", default = "in_person, online, hybrid, self_study", help = { vi = "Hình thức của Mặt trận, đoàn thể.", en = "Forms of the front." } },
  },
  each = known,
  test = function(r, limits)
    for word in limits[r.level]:gmatch("[^,%s]+") do
      if word == r.format then return true end
    end
    return false, { field = "format" }
  end,
  message = {
    vi = "${name}: cấp ${level} mà học ${format}", en = "${name}: ${format} at the level ${level}",
  },
}
