--- Họ tên: viết thế nào cho thống nhất. / Names: how they are to be written.

local names = {}

-- Letters of other alphabets that look like Đ and đ.
local look_alikes = { ["Ð"] = "Đ", ["Ɖ"] = "Đ", ["ð"] = "đ" }

local function is_upper(word) return text.upper(word) == word end
local function is_lower(word) return text.lower(word) == word end

--- A word as a name has it: one that is all small letters gets a capital.
local function word(part)
  return is_lower(part) and text.capital(part) or part
end

--- The name with one space between its words, Đ for its look-alikes, and capitals where there are
--- none; a name all in capitals gets small letters.
function names.tidy(name)
  local tidy = text.trim(name)
  for odd, right in pairs(look_alikes) do tidy = tidy:gsub(odd, right) end
  if is_upper(tidy) then tidy = text.lower(tidy) end
  return (tidy:gsub("%S+", word))
end

return names
