--- Đề nghị sửa cách viết họ tên: khoảng trắng thừa, chữ Đ sai bảng mã, chữ hoa đầu từ.
--- Proposes how names are to be written: spaces, the letter Đ, capitals.

script {
  title = { vi = "Sửa cách viết họ tên", en = "Tidy how names are written" },
  about = {
    vi = "Bỏ khoảng trắng thừa, thay chữ giống Đ bằng Đ, viết hoa chữ đầu mỗi từ. Chỉ đề nghị; xem rồi mới ghi bằng --apply. Dấu thanh và chữ cái khác không bị đụng đến.",
    en = "Takes out spaces, puts Đ for letters that look like it, and gives each word its capital. It only proposes; --apply writes. No accent and no other letter is touched.",
  },
  tags = { "quality" },
  needs = { "read:people", "write:people", "read:plan", "read:units" },
  examples = { "planscript data-quality:tidy-names", "planscript data-quality:tidy-names --apply" },
}

local names = require "names"
local page = require "page"

local rows = {}
for _, person in plan.people:each() do
  local tidy = names.tidy(person.name)
  if tidy ~= person.name then
    rows[#rows + 1] = { id = person.id, unit = person.unit, before = person.name, after = tidy }
    person.name = tidy
  end
end

page.head { vi = "Cách viết họ tên", en = "How names are written" }
page.table(rows, {
  columns = { "id", "unit", "before", "after" },
  labels = {
    id = { vi = "Mã", en = "Id" }, unit = { vi = "Đơn vị", en = "Unit" },
    before = { vi = "Đang viết", en = "Written" }, after = { vi = "Đề nghị", en = "Proposed" },
  },
})
