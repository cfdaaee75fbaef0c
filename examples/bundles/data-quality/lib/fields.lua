--- Trường quan trọng: những gì sẽ có người hỏi đến. / The fields that somebody will ask for.

local fields = {}

fields.of_units = { "secretary", "contact", "members_total" }
fields.of_people = { "status", "positions", "joined_on" }

function fields.is_filled(value)
  return value ~= nil and value ~= "" and not (type(value) == "table" and #value == 0)
end

-- The day of joining is asked of members alone.
local function is_asked(person, name) return name ~= "joined_on" or person.category == "member" end

--- How many of a unit's cells are filled in, and how many there are; `missing` counts by name of
--- the field what is not.
function fields.of(unit)
  local filled, all, missing = 0, 0, {}
  local function look(record, collection, name)
    all = all + 1
    if fields.is_filled(record[name]) then
      filled = filled + 1
    else
      local title = fmt.title(collection .. "." .. name)
      missing[title] = (missing[title] or 0) + 1
    end
  end
  for _, name in ipairs(fields.of_units) do look(unit, "units", name) end
  for _, person in unit.people:each() do
    for _, name in ipairs(fields.of_people) do
      if is_asked(person, name) then look(person, "people", name) end
    end
  end
  return filled, all, missing
end

--- What is missing, in words: "Chức vụ: 12; Đầu mối: 1", the most frequent first.
function fields.words(missing)
  local list = {}
  for title, count in pairs(missing) do list[#list + 1] = { title = title, count = count } end
  table.sort(list, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.title < b.title
  end)
  for place, item in ipairs(list) do list[place] = item.title .. ": " .. fmt.number(item.count) end
  return table.concat(list, "; ")
end

return fields
