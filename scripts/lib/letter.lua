--- Thư: những gì mà mọi dự thảo gửi đi từ cùng một cơ quan đều có.
--- Letters: what all drafts that one office sends have in common.

local letter = {}

--- "Tổ chức học tập" → "tổ chức học tập", for the middle of a sentence.
function letter.lower_first(text)
  if text:sub(1, #"Đ") == "Đ" then return "đ" .. text:sub(#"Đ" + 1) end
  return text:sub(1, 1):lower() .. text:sub(2)
end

-- "Ban Thường vụ Thành ủy" signs on behalf of "Ban Thường vụ"; the office is "Thành ủy".
local function office()
  local issuer = plan.issuer or "……………"
  local behalf = plan.signatory and plan.signatory.on_behalf_of
  if behalf and issuer:sub(1, #behalf + 1) == behalf .. " " then return issuer:sub(#behalf + 2) end
  return issuer
end

local function archive()
  local line = plan.recipients:where { purpose = "file" }:first()
  return line and line.name or "văn thư"
end

-- How long a class is, as letters write it: 01.
local function days(session)
  if not session or not session.days then return nil end
  return math.type(session.days) == "integer" and ("%02d"):format(session.days) or session.days
end

local function with(data, more)
  for name, value in pairs(more) do data[name] = value end
  local session = more.session
  if session then
    data.session_name = letter.lower_first(session.name)
    data.days = days(session)
  end
  return data
end

--- What the template of a letter of the plan's issuer needs; `code` is the kind of document (CV,
--- GM, BC), `more` what it needs beside.
function letter.office(code, more)
  local signatory = plan.signatory or {}
  return with({
    office = office(), from = plan.issuer or "……………", code = code,
    suffix = plan.number and plan.number:match("/(.+)$") or "……", year = ("%d"):format(plan.today.year),
    about = letter.lower_first(plan.title or "……………"), archive = archive(),
    signing = signatory.on_behalf_of and "T/M " .. signatory.on_behalf_of or "……………",
    role = signatory.role,
  }, more)
end

--- The same for a letter of another office; without a name it is left blank.
function letter.from(unit, code, more)
  local name = unit and unit.name or "……………"
  return with({
    office = name, from = name, code = code, suffix = "……",
    year = ("%d"):format(plan.today.year), about = letter.lower_first(plan.title or "……………"),
    archive = "văn thư", signing = "……………",
  }, more)
end

--- The same for a letter that a unit's committee signs.
function letter.unit(unit, code, more)
  local data = letter.from(unit, code, more)
  data.signing, data.role = "T/M cấp ủy", "Bí thư"
  return data
end

--- The class of a parameter alone, or all that `wanted` takes, by time.
function letter.sessions(session, wanted)
  if session then return { session } end
  local list = {}
  for _, s in plan.sessions:each() do
    if wanted(s) then list[#list + 1] = s end
  end
  return list
end

--- Whether a class is still to come and has a time.
function letter.is_ahead(session)
  return session.starts_at and session.starts_at.date >= plan.today and session.status ~= "cancelled"
end

--- Says that there was nothing to write, and what would change that.
function letter.none(vi, en)
  report.text { vi = "Không có gì để soạn: " .. vi .. ".", en = "Nothing to write: " .. en .. "." }
end

return letter
