--- Tài liệu phát ở lớp không dành cho đối tượng của lớp.
--- Materials given to a class that are for others.

-- "ở cơ sở" in the name of an audience stands for everybody at the base level.
local function suits(audience, session, invited)
  return invited[audience] or (session.level == "base" and text.contains(audience.name, "cơ sở"))
end

local function handed_out()
  local items = {}
  for _, s in plan.sessions:each() do
    local invited = {}
    for _, audience in ipairs(s.audiences or {}) do invited[audience] = true end
    for _, material in ipairs(s.materials or {}) do
      local item = { record = s, material = material, suits = #(material.audiences or {}) == 0 }
      for _, audience in ipairs(material.audiences or {}) do
        if suits(audience, s, invited) then item.suits = true end
      end
      items[#items + 1] = item
    end
  end
  return items
end

check {
  id = "material-audience", severity = "warning", tags = { "material", "class" },
  title = { vi = "Tài liệu không dành cho đối tượng của lớp", en = "Material against audience" },
  why = {
    vi = "Mỗi tài liệu ghi dùng cho ai (mục II.1.2); nội dung có độ mật được biên tập theo đối tượng.",
    en = "Every material says whom it is for (section II.1.2); what is restricted is edited for its readers.",
  },
  fix = { vi = "Đổi tài liệu, hoặc thêm đối tượng.", en = "Take another material, or add the audience." },
  each = handed_out,
  test = function(r)
    if r.suits then return true end
    return false, { field = "materials" }
  end,
  message = {
    vi = "${record.name}: “${material.title}” không dành cho đối tượng của lớp",
    en = "${record.name}: “${material.title}” is for others",
  },
}
