--- Các phép kiểm của gói. / The bundle's checks.

test("trùng họ tên trong đơn vị, trừ khi ngày vào Đảng phân biệt", function()
  local store = scratch {
    units = { { id = "dv-1", name = "Phường Một" }, { id = "dv-2", name = "Phường Hai" } },
    people = {
      { id = "a", name = "Lê Hoà", unit = "dv-1" }, { id = "b", name = "lê hóa", unit = "dv-1" },
      { id = "c", name = "Lê Hòa", unit = "dv-1" }, { id = "d", name = "Lê Hoà", unit = "dv-2" },
      { id = "e", name = "Trần Ba", unit = "dv-1", joined_on = "1990-01-01" },
      { id = "f", name = "Trần Ba", unit = "dv-1", joined_on = "2001-01-01" },
    },
  }
  local run = store:check("same-name")
  expect(run.examined):to_equal(6)
  expect(run.findings):to_count(1)
  expect(run.findings[1].record):to_equal("c")
  expect(run.findings[1].message):to_equal("Lê Hòa có hai lần trong Phường Một: a, c")
end)

test("người không thuộc đơn vị nào có thật thì không bị tính là trùng", function()
  local store = scratch {
    units = 1,
    people = { { id = "a", name = "Lê Hoà", unit = "khong-co" }, { id = "b", name = "Lê Hoà", unit = "khong-co" } },
  }
  expect(store:check("same-name").findings):to_count(0)
end)

test("đơn vị phải báo cáo thì phải có người để gọi", function()
  local store = scratch {
    units = {
      { id = "a", name = "Phường Một", reports_back = true },
      { id = "b", name = "Phường Hai", reports_back = true, contact = "Văn phòng" },
      { id = "c", name = "Không báo cáo" },
    },
  }
  local run = store:check("unit-no-contact")
  expect(run.examined):to_equal(2)
  expect(run.findings):to_count(1)
  expect(run.findings[1].record):to_equal("a")
end)
