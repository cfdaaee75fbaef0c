print(plan.title)
-- x
