--- Điểm danh: đọc danh sách người dự, và cộng số liệu theo lớp.
--- The roll: reads a list of who came, and sums figures up by class.

local roll = {}

-- What people write for "came" and "did not come", without accents.
local words = {
  ["co mat"] = 1, co = 1, du = 1, ["tham du"] = 1, x = 1, ["1"] = 1, present = 1, yes = 1,
  vang = 0, ["vang mat"] = 0, khong = 0, v = 0, ["0"] = 0, absent = 0, no = 0,
}

--- The unit that a script works for: the parameter, or that of --unit; an error when neither.
function roll.unit(unit)
  if unit or plan.unit then return unit or plan.unit end
  error(say {
    vi = "hãy cho biết đơn vị: -P unit=MÃ hoặc --unit MÃ",
    en = "say which unit: -P unit=ID or --unit ID",
  }, 0)
end

local function cells(line)
  local list = {}
  for cell in (line .. ";"):gmatch("([^;]*);") do list[#list + 1] = text.trim(cell) end
  return list
end

--- The rows of a list: `number`, `name`, `attended` (1 or 0) and `reason`; and what is wrong with
--- other lines, as `number`, `line` and `problem`. Empty lines do not count.
function roll.read(list)
  local rows, wrong, number = {}, {}, 0
  local function doubt(line, vi, en)
    wrong[#wrong + 1] = { number = number, line = line, problem = say { vi = vi, en = en } }
  end
  for line in (list .. "\n"):gmatch("([^\n|]*)[\n|]") do
    number, line = number + 1, text.trim(line)
    local name, mark, reason = table.unpack(cells(line))
    local attended = mark and words[text.fold(mark)]
    if attended then
      rows[#rows + 1] = {
        number = number, line = line, name = name, attended = attended, reason = reason ~= "" and reason or nil,
      }
    elseif line ~= "" and (not mark or mark == "") then
      doubt(line, "thiếu “có mặt” hoặc “vắng”", "“present” or “absent” is missing")
    elseif line ~= "" then
      doubt(line, "không hiểu “" .. mark .. "”: ghi “có mặt” hoặc “vắng”",
        "“" .. mark .. "” means nothing here: write “present” or “absent”")
    end
  end
  return rows, wrong
end

--- People of a unit by name; two of one name stand in one list.
function roll.people(unit)
  local by_name, names = {}, {}
  for _, person in unit.people:each() do
    local key = text.key(person.name)
    by_name[key] = by_name[key] or {}
    table.insert(by_name[key], person)
    names[#names + 1] = person.name
  end
  return by_name, names
end

--- Sums of a unit by class, in the order of time: `session`, `member` and `mass` with `summoned`
--- and `attended`, and `rate` of both together.
function roll.by_class(unit)
  local rows, of = {}, {}
  for _, r in unit.attendance:each() do
    if r.session and not of[r.session] then
      of[r.session] = {
        session = r.session, member = { summoned = 0, attended = 0 }, mass = { summoned = 0, attended = 0 },
      }
      rows[#rows + 1] = of[r.session]
    end
    if r.session then
      local sums = of[r.session][r.category]
      sums.summoned = sums.summoned + (r.summoned or 0)
      sums.attended = sums.attended + (r.attended or 0)
    end
  end
  for _, row in ipairs(rows) do
    row.rate = ratio(row.member.attended + row.mass.attended, row.member.summoned + row.mass.summoned)
  end
  table.sort(rows, function(a, b)
    local one, other = a.session.starts_at, b.session.starts_at
    if one ~= other then return one ~= nil and (other == nil or one < other) end
    return a.session.id < b.session.id
  end)
  return rows
end

return roll
