--- Lớp học: những gì các báo cáo cùng hỏi về một lớp.
--- Classes: what several reports ask about one.

local classes = {}

--- Whether the class took place: its status says so, or somebody came.
function classes.was_held(session)
  if session.status == "held" then return true end
  return session.attendance:where { attended = op.gt(0) }:count() > 0
end

return classes
