--- Số liệu báo cáo âm hoặc trái nhau.
--- Figures of reports that are negative or contradict one another.

local names = {
  "members_total", "members_exempt", "members_away", "members_summoned", "members_attended",
  "mass_summoned", "mass_attended",
}

local function negative(r)
  for _, name in ipairs(names) do
    if (r[name] or 0) < 0 then return name end
  end
end

check {
  id = "report-figures", severity = "error", tags = { "report", "figures" },
  title = { vi = "Số liệu báo cáo trái nhau", en = "Figures of a report contradict one another" },
  why = {
    vi = "Tham dự không quá triệu tập (C≤B, E≤D); miễn và đi xa cộng lại không quá tổng số (A1+A2≤A); không số nào âm.",
    en = "No more come than are summoned (C≤B, E≤D); exempt and away are at most all (A1+A2≤A); none is negative.",
  },
  fix = { vi = "Gửi đơn vị đề nghị đính chính.", en = "Ask the unit for a correction." },
  each = function() return plan.reports:where { submitted_on = op.some } end,
  test = function(r)
    local name = negative(r)
    if name then return false, { field = name, what = say { vi = "số âm", en = "a negative number" } } end
    if (r.members_attended or 0) > (r.members_summoned or math.maxinteger) then
      return false, { field = "members_attended", what = say {
        vi = ("đảng viên dự %d, triệu tập %d"):format(r.members_attended, r.members_summoned),
        en = ("%d members came, %d were summoned"):format(r.members_attended, r.members_summoned),
      } }
    end
    if (r.mass_attended or 0) > (r.mass_summoned or math.maxinteger) then
      return false, { field = "mass_attended", what = say {
        vi = ("quần chúng dự %d, triệu tập %d"):format(r.mass_attended, r.mass_summoned),
        en = ("%d others came, %d were summoned"):format(r.mass_attended, r.mass_summoned),
      } }
    end
    local apart = (r.members_exempt or 0) + (r.members_away or 0)
    if apart > (r.members_total or math.maxinteger) then
      return false, { field = "members_total", what = say {
        vi = ("miễn và đi xa %d, tổng số %d"):format(apart, r.members_total),
        en = ("%d exempt or away, %d in all"):format(apart, r.members_total),
      } }
    end
    return true
  end,
  message = { vi = "${unit.name}: ${what}", en = "${unit.name}: ${what}" },
}
