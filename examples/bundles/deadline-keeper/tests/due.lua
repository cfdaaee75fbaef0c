--- Việc sắp đến hạn. / What is due soon.

local store = scratch {
  today = "2023-12-18",
  units = { { id = "dv-1", name = "Phường Một" } },
  triggers = { { id = "cho", title = "Khi có văn bản của tỉnh" }, { id = "den", title = "Khi có hướng dẫn", occurred_on = "2023-12-01" } },
  tasks = {
    { id = "tre", title = "Việc trễ", unit = "dv-1", due_before = "2023-12-16" },
    { id = "nay", title = "Việc hôm nay", unit = "dv-1", due_on = "2023-12-18" },
    { id = "xa", title = "Việc còn xa", unit = "dv-1", due_before = "2024-02-01" },
    { id = "xong", title = "Việc đã xong", unit = "dv-1", due_before = "2023-12-16", status = "done" },
    { id = "thoi", title = "Việc thôi làm", unit = "dv-1", due_before = "2023-12-16", status = "cancelled" },
    { id = "doi", title = "Việc đang chờ", unit = "dv-1", due_before = "2023-12-16", trigger = "cho" },
    { id = "duoc", title = "Việc làm được rồi", unit = "dv-1", due_before = "2023-12-22", trigger = "den" },
    { id = "khong-han", title = "Việc không hạn", unit = "dv-1" },
  },
  reports = { { id = "bc", unit = "dv-1", due_before = "2023-12-21" }, { id = "bc-2", unit = "dv-1", due_before = "2023-12-21", submitted_on = "2023-12-17" } },
  sessions = {
    { id = "lop", name = "Lớp cơ sở", organizer = "dv-1", complete_before = "2023-12-20" },
    { id = "lop-mo", name = "Lớp đã mở", organizer = "dv-1", complete_before = "2023-12-20", status = "held" },
  },
}

local function ids(run)
  local list = {}
  for _, row in ipairs(run.rows) do list[#list + 1] = row.title end
  return list
end

test("việc gấp lên trước; việc xong, thôi, còn chờ thì không kể", function()
  local run = store:run("due-soon")
  expect(ids(run)):to_equal {
    "Việc trễ", "Việc hôm nay", "Lớp cơ sở", "Báo cáo kết quả học tập, quán triệt", "Việc làm được rồi",
  }
  expect(run.figures["Quá hạn"]):to_equal(1)
  expect(run.figures["Đến hạn trong 7 ngày"]):to_equal(4)
  expect(run.rows[1].left):to_equal(-3)
  expect(run.rows[1].last_day):to_equal(date("2023-12-15"))
end)

test("nhìn xa hơn thì thấy nhiều hơn", function()
  expect(ids(store:run("due-soon", { params = { days = 60 } }))):to_contain("Việc còn xa")
  expect(store:run("due-soon", { params = { days = 0 } }).rows):to_count(2)
end)

test("ngày hạn được tính khi kế hoạch cho phép", function()
  local same = scratch {
    today = "2023-12-18", plan = { settings = { deadline_rule = "same_day" } },
    tasks = { { title = "Việc", due_before = "2023-12-16" } },
  }
  expect(same:run("due-soon").rows[1].last_day):to_equal(date("2023-12-16"))
end)

test("không có việc nào thì nói là không có", function()
  local run = scratch { today = "2023-12-18" }:run("due-soon", { lang = "en" })
  expect(run.output):to_contain("None.")
end)
