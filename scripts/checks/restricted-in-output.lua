--- Nội dung hạn chế trong tin, bài hoặc dự thảo.
--- Restricted content in publicity or drafts.

local function is_marked(words) return words ~= nil and text.bears_secrecy_mark(words) end

local function outputs()
  local items = {}
  for _, c in plan.communications:each() do
    items[#items + 1] = {
      record = c, topic = c.topic, name = c.title, is_marked = is_marked(c.title), field = "title",
    }
  end
  for _, d in plan.drafts:each() do
    if d.state ~= "withdrawn" then
      items[#items + 1] = {
        record = d, name = d.id, field = "body",
        is_marked = is_marked(d.subject) or is_marked(d.body),
      }
    end
  end
  return items
end

check {
  id = "restricted-in-output", severity = "error", tags = { "secrecy", "material" },
  title = { vi = "Nội dung hạn chế trong sản phẩm", en = "Restricted content in an output" },
  why = {
    vi = "Nghị quyết có độ mật chỉ dùng cho đúng đối tượng (chú thích 1); tin, bài cho công chúng không nêu nội dung ấy, và không văn bản nào mang dấu mật nằm trong kho.",
    en = "What is restricted is for its audience alone (footnote 1): publicity does not touch it, and no text with a secrecy mark is kept here.",
  },
  fix = { vi = "Bỏ tin, bài hoặc dự thảo ấy; liên hệ văn thư.", en = "Take it out; contact the archivist." },
  each = outputs,
  test = function(r)
    if r.is_marked then return false, { field = r.field } end
    if r.topic and r.topic.restricted then return false, { field = "topic" } end
    return true
  end,
  message = { vi = "${record.id}: nội dung hạn chế, liên hệ văn thư", en = "${record.id}: restricted, contact the archivist" },
}
