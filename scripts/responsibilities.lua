--- Ai làm gì: nhiệm vụ của từng đơn vị, với hạn hoặc sự kiện khởi động.
--- Who does what: the tasks of each unit, with what they wait for.

script {
  title = { vi = "Phân công nhiệm vụ", en = "Who does what" },
  about = {
    vi = "Nhiệm vụ của từng đơn vị theo mục của kế hoạch, với đơn vị phối hợp, hạn và sự kiện khởi động.",
    en = "The tasks of each unit by the plan's sections, with whom, until when, and what they wait for.",
  },
  tags = { "tasks" },
  examples = { "planscript responsibilities", "planscript responsibilities -P unit=vp-tu" },
  params = {
    unit = {
      type = "unit", optional = true,
      help = { vi = "Chỉ một đơn vị.", en = "One unit alone." },
    },
  },
}

local page = require "page"

page.head { vi = "Phân công nhiệm vụ", en = "Who does what" }

for _, unit in plan.units:each() do
  local tasks = unit.tasks:sort("section")
  if tasks:count() > 0 and (not params.unit or unit == params.unit) then
    report.heading(unit.name, 2)
    report.table(tasks, { columns = { "section", "title", "with", "due_before", "due_on", "trigger", "status" } })
  end
end
