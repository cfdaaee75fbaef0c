-- What the programs here share; it stands before each of them. A program is a list of small texts
-- with what they give or how they fail, one line each; the lines must be those of stock Lua.
local lines = {}
local function show(...)
  local parts = {}
  for i = 1, select("#", ...) do
    local v = select(i, ...)
    parts[i] = type(v) == "string" and ("%q"):format(v) or math.type(v) == "float" and ("%a"):format(v)
      or (tostring(v):gsub("0x%x+", "0x"))
  end
  return (table.concat(parts, " "):gsub(": 0x%x+", ": 0x"))
end
local function note(...) lines[#lines + 1] = show(...) end
local function run(text, ...)
  local f, fault = load(text, "=text")
  if f then note(text, "->", pcall(f, ...)) else note(text, "->", fault) end
end
local function each(texts) for text in texts:gmatch("[^\n]+") do run(text) end end
