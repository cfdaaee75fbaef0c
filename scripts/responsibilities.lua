--- Ai làm gì: nhiệm vụ của từng đơn vị, với hạn hoặc sự kiện khởi động.
--- Who does what: the tasks of each unit, with what they wait for.

script {
  title = { vi = "Phân công nhiệm vụ", en = "Who does what" },
  tags = { "tasks" },
  params = { unit = { type = "unit", optional = true } },
}

report.heading { vi = "Phân công nhiệm vụ", en = "Who does what" }

for _, unit in plan.units:each() do
  local tasks = unit.tasks:sort("section")
  if tasks:count() > 0 and (not params.unit or unit == params.unit) then
    report.heading(unit.name, 2)
    report.table(tasks, { columns = { "section", "title", "due_before", "due_on", "trigger", "status" } })
  end
end
