--- Các phép kiểm của gói. / The bundle's checks.

local store = scratch {
  units = 1,
  people = { { id = "an", name = "Nguyễn Văn An" }, { id = "hoa", name = "Trần Thị Hoà" }, { id = "ba", name = "Lê Văn Ba" } },
  sessions = {
    { id = "lop-1", name = "Lớp một", level = "base", status = "held" },
    { id = "lop-2", name = "Lớp hai", level = "base", status = "held" },
    { id = "lop-3", name = "Lớp ba", level = "base", status = "planned" },
  },
  attendance = {
    { id = "a1", session = "lop-1", person = "an", summoned = 1, attended = 0, reason = " " },
    { id = "a2", session = "lop-1", person = "hoa", summoned = 1, attended = 0, reason = "công tác" },
    { id = "a3", session = "lop-1", person = "ba", summoned = 1, attended = 1 },
    { id = "a4", session = "lop-1", summoned = 10, attended = 1 },
  },
}

test("vắng không ghi lý do", function()
  local run = store:check("absence-no-reason")
  expect(run.examined):to_equal(3)
  expect(run.findings):to_count(1)
  expect(run.findings[1].record):to_equal("a1")
  expect(run.findings[1].message):to_equal("Nguyễn Văn An vắng ở Lớp một mà chưa ghi lý do")
end)

test("lớp đã mở mà chưa điểm danh", function()
  local run = store:check("held-no-attendance")
  expect(run.examined):to_equal(2)
  expect(run.findings):to_count(1)
  expect(run.findings[1].message):to_equal("Lớp hai: đã mở, chưa có điểm danh")
end)
