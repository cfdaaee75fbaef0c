--- Báo cáo điểm danh. / The attendance report.

local store = scratch {
  today = "2023-12-19",
  plan = { number = "130-KH/TU", title = "Tổ chức học tập", issuer = "Ban Thường vụ Thành ủy" },
  units = { { id = "tu", name = "Thành ủy" }, { id = "dv-1", name = "Phường Một", parent = "tu" }, { id = "dv-2", name = "Phường Hai" } },
  sessions = { { id = "lop-1", name = "Lớp thứ nhất", starts_at = "2023-12-04T08:00" } },
  attendance = {
    { session = "lop-1", unit = "dv-1", category = "member", summoned = 20, attended = 17 },
    { session = "lop-1", unit = "dv-1", category = "mass", summoned = 4, attended = 4 },
  },
}

test("báo cáo nêu từng lớp và cộng các lớp", function()
  local run = store:run("attendance-report", { params = { unit = "dv-1" } })
  expect(run.drafts):to_count(1)
  local draft = run.drafts[1]
  expect(draft.to):to_equal("tu")
  expect(draft.subject):to_equal("Báo cáo điểm danh các lớp học tập, quán triệt của Phường Một")
  expect(draft.body):to_contain("- lớp thứ nhất, 8 giờ 00, ngày 04 tháng 12 năm 2023: tỷ lệ tham dự 87,50%.")
  expect(draft.body):to_contain("- Đảng viên: tham dự 17 trên 20 được triệu tập, tỷ lệ 85,00%.")
  expect(draft.body):to_contain("- Quần chúng: tham dự 4 trên 4 được triệu tập, tỷ lệ 100,00%.")
  expect(draft.state):to_equal("draft")
end)

test("một ngày chỉ soạn một dự thảo, hôm sau soạn lại được", function()
  local options = { params = { unit = "dv-1" }, apply = true }
  store:run("attendance-report", options)
  expect(store:run("attendance-report", options).drafts):to_count(0)
  options.today = "2023-12-20"
  expect(store:run("attendance-report", options).drafts):to_count(1)
end)

test("dưới --unit, báo cáo gửi cơ quan ban hành kế hoạch", function()
  local run = store:run("attendance-report", { unit = "dv-1" })
  expect(run.drafts[1].recipient):to_equal("Ban Thường vụ Thành ủy")
end)

test("chưa điểm danh thì không soạn gì", function()
  local run = store:run("attendance-report", { params = { unit = "dv-2" } })
  expect(run.drafts):to_count(0)
  expect(run.output):to_contain("đơn vị chưa có điểm danh nào")
end)
