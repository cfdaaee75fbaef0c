--- Phép kiểm của gói. / The bundle's check.

test("nhiệm vụ có hạn phải có đơn vị chủ trì, trừ việc đã xong", function()
  local store = scratch {
    units = 1,
    tasks = {
      { id = "a", title = "Có hạn, vô chủ", due_before = "2023-12-16" },
      { id = "b", title = "Đã xong", due_on = "2023-12-16", status = "done" },
      { id = "c", title = "Có chủ", unit = "unit-1", due_before = "2023-12-16" },
      { id = "d", title = "Không hạn" },
    },
  }
  local run = store:check()
  expect(run.examined):to_equal(3)
  expect(run.findings):to_count(1)
  expect(run.findings[1].message):to_equal("Có hạn, vô chủ: có hạn, chưa có đơn vị chủ trì")
end)
