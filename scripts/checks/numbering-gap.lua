--- Số mục nhảy cóc: có III.1 và III.3 mà không có III.2.
--- Section numbers with a gap: III.1 and III.3 without III.2.

local function sections()
  local children, order = {}, {}
  for _, name in ipairs { "topics", "materials", "audiences", "sessions", "tasks", "logistics" } do
    for _, r in plan[name]:each() do
      for section in (r.section or ""):gmatch("[IVX]+[%d.]*") do
        local prefix = section:match("^[IVX]+")
        for number in section:gmatch("%.(%d+)") do
          if not children[prefix] then
            children[prefix] = {}
            order[#order + 1] = prefix
          end
          local known = children[prefix]
          known[tonumber(number)] = known[tonumber(number)] or r
          prefix = prefix .. "." .. number
        end
      end
    end
  end
  local items = {}
  for _, prefix in ipairs(order) do
    local last, missing, record = 0, {}, nil
    for number in pairs(children[prefix]) do last = math.max(last, number) end
    for number = 1, last do
      if not children[prefix][number] then
        missing[#missing + 1] = prefix .. "." .. number
      elseif #missing > 0 and not record then
        record = children[prefix][number]
      end
    end
    items[#items + 1] = {
      section = prefix, missing = table.concat(missing, ", "), record = record,
      is_whole = #missing == 0,
    }
  end
  return items
end

check {
  id = "numbering-gap", severity = "info", tags = { "plan" },
  title = { vi = "Số mục của kế hoạch nhảy cóc", en = "A gap in the plan's section numbers" },
  why = {
    vi = "Thiếu một số mục thường là đánh số nhầm, hoặc mất một đoạn khi sửa văn bản.",
    en = "A number that is missing is usually a slip, or a part that was lost when the text was edited.",
  },
  fix = {
    vi = "Đối chiếu với bản ký; nếu bản ký đúng là thiếu thì miễn trừ kèm lý do.",
    en = "Compare with the signed text; where that has the gap, waive it with the reason.",
  },
  each = sections,
  test = function(r)
    if r.is_whole then return true end
    return false, { field = "section" }
  end,
  message = { vi = "Mục ${section}: thiếu ${missing}", en = "Section ${section}: ${missing} is missing" },
}
