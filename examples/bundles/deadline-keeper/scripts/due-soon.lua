--- Việc quá hạn và sắp đến hạn, việc gấp lên trước. / What is overdue and due soon.

script {
  title = { vi = "Việc sắp đến hạn", en = "What is due soon" },
  about = {
    vi = "Nhiệm vụ, báo cáo và lớp chưa xong mà đã quá hạn hoặc còn ít ngày. “Trước ngày D” là chậm nhất ngày D−1; việc còn chờ sự kiện thì chưa tính.",
    en = "Tasks, reports and classes that are not done and overdue, or have few days left. “Before D” means D−1 at the latest; what waits for an event does not count yet.",
  },
  tags = { "deadline" },
  needs = {
    "read:attendance", "read:plan", "read:reports", "read:sessions", "read:tasks", "read:triggers", "read:units",
  },
  examples = { "planscript deadline-keeper:due-soon", "planscript deadline-keeper:due-soon -P days=14" },
  params = {
    days = {
      type = "number", default = 7,
      help = { vi = "Nhìn trước bao nhiêu ngày.", en = "How many days to look ahead." },
    },
  },
}

local due = require "due"
local page = require "page"

local items = due.within(params.days)
local late = 0
for _, item in ipairs(items) do
  if item.left < 0 then late = late + 1 end
end

page.head { vi = "Việc sắp đến hạn", en = "What is due soon" }
report.figures {
  { label = { vi = "Quá hạn", en = "Overdue" }, value = late },
  { label = { vi = "Đến hạn trong " .. fmt.number(params.days) .. " ngày", en = "Due within " .. fmt.number(params.days) .. " days" },
    value = #items - late },
}
page.table(items, {
  columns = { "last_day", "left", "state", "kind", "title", "unit" },
  labels = {
    last_day = { vi = "Chậm nhất", en = "At the latest" }, left = { vi = "Còn (ngày)", en = "Days left" },
    state = { vi = "Tình trạng", en = "State" }, kind = { vi = "Loại", en = "Kind" },
    title = { vi = "Việc", en = "What" }, unit = { vi = "Đơn vị", en = "Unit" },
  },
})
