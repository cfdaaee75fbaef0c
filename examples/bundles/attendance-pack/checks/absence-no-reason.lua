--- Người vắng mà không ghi lý do.
--- Somebody was absent and nobody wrote why.

check {
  id = "absence-no-reason", severity = "info", tags = { "attendance" },
  title = { vi = "Vắng không ghi lý do", en = "Absent without a reason" },
  why = {
    vi = "Báo cáo của đơn vị phải nói được vì sao đồng chí nào vắng.",
    en = "The unit's report has to say why somebody was absent.",
  },
  fix = {
    vi = "Nhập lại điểm danh của người ấy kèm lý do (công tác, việc gia đình …), không ghi tình trạng sức khỏe.",
    en = "Take the attendance again with the reason (on duty, family …), and nothing about anybody's health.",
  },
  each = plan.attendance:where { person = op.some },
  test = function(r)
    return (r.attended or 0) >= (r.summoned or 0) or (r.reason ~= nil and text.trim(r.reason) ~= "")
  end,
  message = {
    vi = "${person.name} vắng ở ${session.name} mà chưa ghi lý do",
    en = "${person.name} was absent from ${session.name}, and no reason is given",
  },
}
