--- Cách viết họ tên. / How names are written.

local names = require "names"

test("khoảng trắng, chữ Đ và chữ hoa được sửa, dấu giữ nguyên", function()
  expect(names.tidy("  Nguyễn  Văn An ")):to_equal("Nguyễn Văn An")
  expect(names.tidy("nguyễn văn an")):to_equal("Nguyễn Văn An")
  expect(names.tidy("TRẦN THỊ HOÀ")):to_equal("Trần Thị Hoà")
  expect(names.tidy("Ðặng Ɖức")):to_equal("Đặng Đức")
  expect(names.tidy("ðinh Văn Ba")):to_equal("Đinh Văn Ba")
  expect(names.tidy("Ông Thị Ơn")):to_equal("Ông Thị Ơn")
end)

test("chỉ tên viết sai mới được đề nghị sửa, và chỉ họ tên đổi", function()
  local store = scratch {
    units = { { id = "dv-1", name = "Phường Một" } },
    people = { { id = "a", name = "nguyễn văn  an" }, { id = "b", name = "Trần Thị Bình" } },
  }
  local run = store:run("tidy-names")
  expect(run.changes):to_equal {
    { collection = "people", id = "a", kind = "update", fields = { name = "Nguyễn Văn An" } },
  }
  expect(run.rows[1].unit.name):to_equal("Phường Một")
  store:run("tidy-names", { apply = true })
  local again = store:run("tidy-names")
  expect(again.changes):to_count(0)
  expect(again.output):to_contain("Không có.")
end)
