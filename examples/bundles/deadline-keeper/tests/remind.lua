--- Thư nhắc. / Reminders.

local store = scratch {
  today = "2023-12-13",
  plan = { number = "130-KH/TU", title = "Tổ chức học tập", issuer = "Ban Thường vụ Thành ủy" },
  units = { { id = "dv-1", name = "Phường Một" } },
  tasks = {
    { id = "viec", title = "Gửi danh sách", unit = "dv-1", due_before = "2023-12-16" },
    { id = "vo-chu", title = "Không ai làm", due_before = "2023-12-16" },
  },
  sessions = { { id = "lop", name = "Lớp cơ sở", organizer = "dv-1", complete_before = "2023-12-30" } },
}

local function remind(today) return store:run("remind-due", { today = today, apply = true }) end

test("mỗi chặng một thư, chạy lại không soạn thêm", function()
  expect(remind("2023-12-11").drafts):to_count(0)
  local soon = remind("2023-12-12")
  expect(soon.drafts):to_count(1)
  expect(soon.drafts[1].to):to_equal("dv-1")
  expect(soon.drafts[1].task):to_equal("viec")
  expect(soon.drafts[1].subject):to_equal("Về việc nhắc công việc sắp đến hạn")
  expect(soon.drafts[1].body):to_contain("gửi danh sách. Hạn chậm nhất là ngày 15 tháng 12 năm 2023, còn 3 ngày.")
  expect(remind("2023-12-13").drafts):to_count(0)
  expect(remind("2023-12-15").drafts[1].body):to_contain("tức hôm nay.")
  local late = remind("2023-12-20")
  expect(late.drafts[1].body):to_contain("đến nay đã quá 5 ngày.")
  expect(late.drafts[1].body):to_contain("hoàn thành ngay, nêu rõ lý do chậm")
end)

test("việc không ai chủ trì thì không có thư", function()
  expect(remind("2023-12-12").changes):to_count(1)
end)

test("nhắc lớp thì thư gắn với lớp ấy", function()
  local run = remind("2023-12-27")
  expect(run.drafts):to_contain { session = "lop", subject = "Về việc nhắc công việc sắp đến hạn" }
end)

test("không có gì phải nhắc thì nói như vậy", function()
  expect(remind("2023-11-01").output):to_contain("không có việc nào đến lúc phải nhắc")
end)
