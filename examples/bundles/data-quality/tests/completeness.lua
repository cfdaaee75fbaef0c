--- Mức đầy đủ. / How complete data are.

local store = scratch {
  units = {
    { id = "dv-1", name = "Phường Một", secretary = "Lê A", contact = "Văn phòng", members_total = 1 },
    { id = "dv-2", name = "Phường Hai" },
    { id = "dv-3", name = "Phường Ba", secretary = "Lê B", contact = "Văn phòng", members_total = 1 },
    { id = "khong-nguoi", name = "Không có danh sách" },
  },
  people = {
    { id = "a", name = "An", unit = "dv-1", category = "member", status = "active", positions = { "Bí thư" }, joined_on = "2001-01-01" },
    { id = "b", name = "Ba", unit = "dv-2", category = "member", status = "active" },
    { id = "c", name = "Cúc", unit = "dv-2", category = "mass", status = "active" },
    { id = "d", name = "Dũng", unit = "dv-3", category = "mass", status = "active", positions = { "Tổ trưởng" } },
  },
}

test("đơn vị thiếu nhiều lên trước, kèm những gì còn thiếu", function()
  local run = store:run("completeness")
  expect(run.rows):to_count(3)
  expect(run.rows[1].unit.name):to_equal("Phường Hai")
  expect(run.rows[1].rate):to_equal(ratio(2, 8))
  expect(run.rows[1].missing):to_equal("Chức vụ: 2; Bí thư: 1; Ngày vào Đảng: 1; Tổng số đảng viên: 1; Đầu mối: 1")
  expect(run.figures["Ô đã điền"]):to_equal(ratio(13, 19))
end)

test("hai đơn vị đầy đủ như nhau đứng theo mã", function()
  local run = store:run("completeness")
  expect(run.rows[2].unit.id):to_equal("dv-1")
  expect(run.rows[3].unit.id):to_equal("dv-3")
end)

test("đơn vị dưới mức được nêu", function()
  local run = store:run("completeness")
  expect(run.findings):to_count(1)
  expect(run.findings[1].message):to_equal("Phường Hai: 25,00%")
  expect(store:run("completeness", { params = { floor = 20 } }).findings):to_count(0)
end)
