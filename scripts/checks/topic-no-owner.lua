--- Nghị quyết chưa giao đơn vị nào tham mưu.
--- Topics that no unit answers for.

check {
  id = "topic-no-owner", severity = "warning", tags = { "plan", "topic" },
  title = { vi = "Nghị quyết chưa có đơn vị chủ trì", en = "Topic without an owner" },
  why = {
    vi = "Mỗi nghị quyết phải có đơn vị tham mưu chương trình, kế hoạch thực hiện (mục VI.2, VI.3).",
    en = "For each resolution a unit drafts the programme that carries it out (sections VI.2, VI.3).",
  },
  fix = { vi = "Ghi owners là mã của đơn vị được giao.", en = "Set owners to the units in charge." },
  each = plan.topics,
  test = function(r)
    if r.owners and #r.owners > 0 then return true end
    return false, { field = "owners" }
  end,
  message = { vi = "${title}: chưa có đơn vị chủ trì", en = "${title}: no owner" },
}
