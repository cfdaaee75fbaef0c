--- Tổng hợp điểm danh. / The attendance summary.

local store = scratch {
  today = "2023-12-19",
  units = { { id = "dv-1", name = "Phường Một" }, { id = "dv-2", name = "Phường Hai" } },
  sessions = {
    { id = "chua-ro", name = "Lớp chưa định ngày" },
    { id = "sau", name = "Lớp thứ hai", starts_at = "2023-12-12T08:00" },
    { id = "truoc", name = "Lớp thứ nhất", starts_at = "2023-12-04T08:00" },
  },
  people = { { id = "an", name = "Nguyễn Văn An", unit = "dv-1" }, { id = "hoa", name = "Trần Thị Hoà", unit = "dv-1" } },
  attendance = {
    { session = "sau", unit = "dv-1", category = "member", summoned = 20, attended = 17 },
    { session = "sau", unit = "dv-1", category = "mass", summoned = 5, attended = 5 },
    { session = "truoc", unit = "dv-1", category = "member", person = "an", summoned = 1, attended = 1 },
    { session = "chua-ro", unit = "dv-1", category = "member", person = "hoa", summoned = 1, attended = 0 },
    { session = "sau", unit = "dv-2", category = "member", summoned = 100, attended = 1 },
  },
}

test("lớp theo thời gian, đảng viên và quần chúng tính riêng, chỉ của đơn vị ấy", function()
  local run = store:run("attendance-summary", { params = { unit = "dv-1" } })
  local names = {}
  for _, row in ipairs(run.rows) do names[#names + 1] = row.session.name end
  expect(names):to_equal { "Lớp thứ nhất", "Lớp thứ hai", "Lớp chưa định ngày" }
  expect(run.rows[2].member_rate):to_equal(ratio(17, 20))
  expect(run.rows[2].mass_rate):to_equal(ratio(5, 5))
  expect(run.tables[1].total.b):to_equal(22)
end)

test("hai lớp cùng giờ đứng theo mã", function()
  local same = scratch {
    units = { { id = "dv-1" } },
    sessions = { { id = "b", starts_at = "2023-12-04T08:00" }, { id = "a", starts_at = "2023-12-04T08:00" } },
    attendance = { { session = "b", unit = "dv-1" }, { session = "a", unit = "dv-1" } },
  }
  local run = same:run("attendance-summary", { unit = "dv-1" })
  expect(run.rows[1].session.id):to_equal("a")
  expect(run.rows[2].session.id):to_equal("b")
end)

test("lớp dưới mức được nêu, mức là tham số", function()
  local low = store:run("attendance-summary", { params = { unit = "dv-1" } })
  expect(low.findings):to_count(2)
  expect(low.findings[1].message):to_equal("Lớp thứ hai: 88,00%")
  local lower = store:run("attendance-summary", { params = { unit = "dv-1", floor = 80 } })
  expect(lower.findings):to_count(1)
end)

test("ai vắng được nêu tên", function()
  local run = store:run("attendance-summary", { params = { unit = "dv-1" } })
  expect(run.output):to_contain("Người vắng: 1")
  expect(run.output):to_contain("Trần Thị Hoà")
  expect(run.output):to_contain("(chưa có)")
end)

test("đơn vị chưa có gì thì báo là không có", function()
  local empty = scratch { units = { { id = "dv-9", name = "Phường Chín" } } }
  local run = empty:run("attendance-summary", { unit = "dv-9" })
  expect(run.output):to_contain("Không có.")
  expect(run.findings):to_count(0)
end)
