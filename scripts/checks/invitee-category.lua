--- Người được triệu tập không thuộc đối tượng của lớp.
--- People summoned to a class that is for others.

-- Categories that a class is for; nil where an audience does not say.
local function categories()
  local found = {}
  for _, s in plan.sessions:each() do
    local allowed, is_known = {}, s.audiences ~= nil and #s.audiences > 0
    for _, audience in ipairs(s.audiences or {}) do
      if not audience.category then is_known = false end
      allowed[audience.category or false] = true
    end
    found[s] = is_known and allowed or nil
  end
  return found
end

local allowed

check {
  id = "invitee-category", severity = "warning", tags = { "attendance", "class" },
  title = { vi = "Triệu tập sai đối tượng", en = "Summoned to a class for others" },
  why = {
    vi = "Đảng viên và quần chúng không lẫn vào nhau; lớp chỉ dành cho đảng viên thì không triệu tập quần chúng.",
    en = "Members and others are never mixed; a class for members alone summons nobody else.",
  },
  fix = { vi = "Sửa thành phần (category), hoặc thêm đối tượng cho lớp.", en = "Correct the category, or add the audience to the class." },
  each = function()
    allowed = categories()
    return plan.attendance
  end,
  test = function(r)
    local known = r.session and allowed[r.session]
    if not known or known[r.category] or (r.summoned or 0) == 0 then return true end
    return false, { field = "category" }
  end,
  message = {
    vi = "${unit.name}: ${summoned} ${category} ở ${session.name}, lớp không dành cho thành phần này",
    en = "${unit.name}: ${summoned} × ${category} at ${session.name}, which is not for them",
  },
}
