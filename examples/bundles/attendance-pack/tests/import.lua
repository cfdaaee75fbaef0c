--- Nhập điểm danh. / Taking attendance from a list.

local store = scratch {
  today = "2023-12-19",
  units = { { id = "dv-1", name = "Phường Một" }, { id = "dv-2", name = "Phường Hai" } },
  sessions = { { id = "lop-1", name = "Lớp phường Một", organizer = "dv-1", level = "base" } },
  people = {
    { id = "an", name = "Nguyễn Văn An", unit = "dv-1", category = "member" },
    { id = "hoa", name = "Trần Thị Hoà", unit = "dv-1", category = "mass" },
    { id = "binh-1", name = "Lê Bình", unit = "dv-1", joined_on = "1990-01-01" },
    { id = "binh-2", name = "Lê Bình", unit = "dv-1", joined_on = "2001-01-01" },
    { id = "xa", name = "Phạm Xa", unit = "dv-2" },
  },
  attendance = {
    { id = "cu", session = "lop-1", unit = "dv-1", person = "an", category = "member", summoned = 1, attended = 0, reason = "công tác" },
  },
}

local function import(list, options)
  options = options or {}
  options.params = { session = "lop-1", unit = "dv-1", list = list }
  return store:run("attendance-import", options)
end

test("mỗi dòng thành một dòng điểm danh; dòng cũ được sửa", function()
  local run = import("Nguyễn Văn An; có mặt\nTrần Thị Hòa; vắng; việc gia đình")
  expect(run.changes):to_count(2)
  expect(run.changes):to_contain { id = "cu", kind = "update", fields = { attended = 1 } }
  expect(run.changes):to_contain {
    kind = "add", fields = { person = "hoa", category = "mass", summoned = 1, attended = 0, reason = "việc gia đình" },
  }
  expect(run.figures["Có mặt"]):to_equal(1)
  expect(run.figures["Vắng"]):to_equal(1)
  expect(run.figures["Tỷ lệ"]):to_equal(ratio(1, 2))
end)

test("nhập lại cùng một danh sách thì không đổi gì", function()
  local list = "Nguyễn Văn An; x | Trần Thị Hoà; v; công tác"
  import(list, { apply = true })
  expect(import(list).changes):to_count(0)
end)

test("lý do cũ mất đi khi người ấy có mặt", function()
  import("Nguyễn Văn An; có mặt", { apply = true })
  expect(store:eval("return plan.attendance['cu'].reason").value):to_be_nil()
end)

test("một dòng sai thì không nhập dòng nào, và mọi dòng sai đều được nêu", function()
  local run = import("Nguyễn Văn An; có mặt\nTrần Thị Hoa; vắng\nLê Bình; có\nPhạm Xa; có\n\n"
    .. "Nguyễn Văn An; vắng\nTrần Thị Hoà; ốm\nTrần Thị Hoà")
  expect(run.changes):to_count(0)
  local problems = {}
  for _, row in ipairs(run.rows) do problems[row.number] = row.problem end
  expect(problems):to_equal {
    [2] = "không có trong danh sách của đơn vị; có phải “Trần Thị Hoà”?",
    [3] = "đơn vị có nhiều người cùng họ tên này",
    [4] = "không có trong danh sách của đơn vị",
    [6] = "đã có ở dòng 1",
    [7] = "không hiểu “ốm”: ghi “có mặt” hoặc “vắng”",
    [8] = "thiếu “có mặt” hoặc “vắng”",
  }
end)

test("không có đơn vị thì báo lỗi; với --unit thì không cần ghi đơn vị", function()
  local run = store:run("attendance-import", { params = { session = "lop-1", list = "" }, fails = true })
  expect(run.error.message):to_contain("-P unit=MÃ")
  local own = store:run("attendance-import", {
    unit = "dv-1", params = { session = "lop-1", list = "Nguyễn Văn An; 1" },
  })
  expect(own.output):to_contain("Phường Một; Lớp phường Một")
end)

test("tiếng Anh", function()
  local run = import("Nguyễn Văn An; perhaps\nNobody Here; yes", { lang = "en" })
  expect(run.output):to_contain("“perhaps” means nothing here")
  expect(run.output):to_contain("is not on the unit's roster")
end)
