-- "Trước ngày D" means the day before at the latest.

local deadline = require "deadline"

same(deadline.last_day(date("2023-12-21")), date("2023-12-20"))
same(deadline.days_left(plan.today), 0)
same(deadline.state(plan.today), "hôm nay")
same(deadline.state(plan.today - 1), "quá hạn")
same(deadline.state(plan.today + 7), "trong tuần")
same(deadline.state(plan.today + 8), "còn hạn")
same(deadline.state(plan.today, plan.today), "đúng hạn")
same(deadline.state(plan.today, plan.today + 1), "đúng ngày hạn")
same(deadline.state(plan.today, plan.today + 2), "trễ hạn")
