--- Tài liệu theo đối tượng. / Materials by audience.

script {
  title = { vi = "Tài liệu theo đối tượng", en = "Materials by audience" },
  about = {
    vi = "Mỗi đối tượng dùng tài liệu nào; đối tượng phải học mà chưa có tài liệu; tài liệu chưa rõ dùng cho ai. Tài liệu hạn chế chỉ nêu là hạn chế.",
    en = "Which materials each audience uses; audiences that must study and have none; materials for nobody in particular.",
  },
  tags = { "materials" },
  examples = { "planscript materials" },
  params = {},
}

local page = require "page"

local restricted = say { vi = "hạn chế, liên hệ văn thư", en = "restricted, see the archivist" }

-- A restricted item is named by its id alone: its title may say too much.
local function title(material)
  return material.restricted and material.id or material.title
end

local rows, without = {}, {}
for _, audience in plan.audiences:each() do
  local materials = audience.materials
  for _, material in materials:each() do
    rows[#rows + 1] = {
      audience = audience, title = title(material), topics = #(material.topics or {}),
      sessions = audience.sessions:count(),
      handling = material.restricted and restricted or nil,
    }
  end
  if materials:count() == 0 and audience.duty == "study" then
    without[#without + 1] = {
      name = audience.name, category = audience.category, sessions = audience.sessions:count(),
    }
  end
end

local loose = {}
for _, material in plan.materials:each() do
  if #(material.audiences or {}) == 0 then
    loose[#loose + 1] = {
      title = title(material), topics = #(material.topics or {}),
      handling = material.restricted and restricted or nil,
    }
  end
end

local labels = {
  title = { vi = "Tài liệu", en = "Material" }, topics = { vi = "Số nghị quyết", en = "Topics" },
  sessions = { vi = "Số lớp", en = "Classes" }, handling = { vi = "Lưu ý", en = "Handling" },
}

page.head { vi = "Tài liệu theo đối tượng", en = "Materials by audience" }
page.table(rows, {
  columns = { "audience", "title", "topics", "handling" }, group = "audience", labels = labels,
  fields = { audience = "audiences.name" },
})

report.heading({ vi = "Đối tượng học tập chưa có tài liệu riêng", en = "Audiences that study and have no material" }, 2)
page.table(without, {
  columns = { "name", "category", "sessions" }, labels = labels,
  fields = { name = "audiences.name", category = "audiences.category" },
})

report.heading({ vi = "Tài liệu chưa ghi đối tượng", en = "Materials without an audience" }, 2)
page.table(loose, { columns = { "title", "topics", "handling" }, labels = labels })
