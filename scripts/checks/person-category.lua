--- Thành phần khi điểm danh khác với trong danh sách.
--- A category on the attendance list other than on the roster.

check {
  id = "person-category", severity = "error", tags = { "attendance", "people" },
  title = { vi = "Thành phần không khớp danh sách", en = "Category other than on the roster" },
  why = {
    vi = "Đếm nhầm một quần chúng là đảng viên thì cả hai tỷ lệ đều sai.",
    en = "One person in the wrong category makes both rates wrong.",
  },
  fix = { vi = "Sửa category ở điểm danh hoặc ở danh sách người.", en = "Correct the category on one of the two." },
  each = function() return plan.attendance:where { person = op.some } end,
  test = function(r)
    if not r.person or r.person.category == r.category then return true end
    return false, { field = "category" }
  end,
  message = {
    vi = "${person.name}, ${unit.name}: điểm danh là ${category}, danh sách là ${person.category}",
    en = "${person.name}, ${unit.name}: ${category} here, ${person.category} on the roster",
  },
}
