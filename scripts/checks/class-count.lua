--- Số lớp ghi trong kế hoạch so với số lớp có trong kho.
--- The number of classes that the plan states, against those that there are.

-- "gồm 04 lớp" counts the whole section; "tổ chức 2 lớp", "mở 02 lớp" count one part of it.
local function counted(section)
  local count = 0
  for _, s in plan.sessions:each() do
    local own = s.section or ""
    if own == section or own:sub(1, #section + 1) == section .. "." then count = count + 1 end
  end
  return count
end

local function stated()
  local items, seen = {}, {}
  local function add(section, number, session)
    if not section or not number or seen[section] then return end
    seen[section] = true
    items[#items + 1] = {
      record = session, section = section, stated = tonumber(number), counted = counted(section),
    }
  end
  for _, s in plan.sessions:each() do
    local quote = s.quote or ""
    if s.section then
      add(s.section:match("^(.*)%.[^.]+$"), quote:match("gồm%s+(%d+)%s+lớp"), s)
      add(s.section, quote:match("tổ chức%s+(%d+)%s+lớp") or quote:match("mở%s+(%d+)%s+lớp"), s)
    end
  end
  return items
end

check {
  id = "class-count", severity = "error", tags = { "class", "plan" },
  title = { vi = "Số lớp không đúng như kế hoạch ghi", en = "Number of classes other than the plan states" },
  why = {
    vi = "Kế hoạch ghi số lớp cả mục (“gồm 04 lớp”) và từng phần (“tổ chức 2 lớp”, “mở 02 lớp”); 04 phải bằng 2 + 02, và kho phải có đủ.",
    en = "The plan states how many classes a section has in all and in each part; the parts must add up, and all of them must be there.",
  },
  fix = {
    vi = "Thêm lớp còn thiếu, hoặc bỏ lớp thừa; nếu kế hoạch đã đổi thì sửa nguyên văn (quote).",
    en = "Add the class that is missing or remove the one too many; correct the quote where the plan has changed.",
  },
  each = stated,
  test = function(r) return r.stated == r.counted end,
  message = {
    vi = "Mục ${section}: kế hoạch ghi ${stated} lớp, trong kho có ${counted}",
    en = "Section ${section}: the plan states ${stated} classes, there are ${counted}",
  },
}
