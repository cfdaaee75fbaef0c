// The files of a new bundle, by their paths.

extension BundleSkeleton {
  static let files: [(path: String, text: String)] = [
    (
      "bundle.json",
      #"""
      {
        "name": "NAME",
        "version": "0.1.0",
        "title": {"vi": "Gói NAME", "en": "Bundle NAME"},
        "summary": {"vi": "Tỷ lệ tham dự theo đơn vị, và thư nhắc.", "en": "Attendance rates by unit, and reminders."},
        "author": {"name": "AUTHOR", "contact": "ghi số điện thoại hoặc địa chỉ thư (telephone or address)"},
        "license": "chưa chọn (not chosen yet)",
        "toolkit": "^0.1",
        "model": "1",
        "needs": ["read:attendance", "read:plan", "read:units", "draft", "export:attendance", "export:units"],
        "scripts": [
          {
            "script": "by-unit",
            "title": {"vi": "Tham dự theo đơn vị", "en": "Attendance by unit"},
            "needs": ["export:attendance", "export:units"],
            "params": {
              "floor": {
                "type": "percent",
                "default": 80,
                "help": {"vi": "Dưới mức này là thấp.", "en": "Below this is low."}
              }
            }
          },
          {
            "script": "remind",
            "title": {"vi": "Nhắc đơn vị có tỷ lệ thấp", "en": "Reminders of a low attendance"},
            "params": {
              "floor": {
                "type": "percent",
                "default": 80,
                "help": {"vi": "Dưới mức này thì nhắc.", "en": "Below this a unit is reminded."}
              }
            }
          }
        ]
      }

      """#
    ),
    (
      "checks/low-attendance.lua",
      #"""
      --- Đơn vị có tỷ lệ tham dự thấp. / A unit with a low attendance.

      local rates = require "lib.rates"

      local function each()
        local items = {}
        for _, row in rates.by_unit():each() do
          if row.unit and row.rate.percent then
            items[#items + 1] = { record = row.unit, rate = row.rate }
          end
        end
        return items
      end

      check {
        id = "NAME-low-attendance", severity = "warning", tags = { "attendance" },
        title = { vi = "Tỷ lệ tham dự thấp", en = "Low attendance" },
        why = {
          vi = "Đơn vị có nhiều người vắng cần được nhắc học bù.",
          en = "Where many were absent, they are to be called once more.",
        },
        thresholds = {
          floor = {
            type = "percent", default = 80,
            help = { vi = "Dưới mức này là thấp.", en = "Below this is low." },
          },
        },
        each = each,
        test = function(r, limits) return r.rate >= limits.floor end,
        message = "${record.name}: ${rate}",
      }

      """#
    ),
    (
      "help/en.md",
      #"""
      # NAME

      Attendance rates by unit, and reminders for units with a low rate.

      - `planscript run NAME:by-unit` — the table of rates; `-P floor=90` moves what counts as low.
      - `planscript run NAME:remind` — drafts the reminders; `--apply` writes the drafts to the store.
      - `planscript check` — the check `NAME-low-attendance`.

      """#
    ),
    (
      "help/vi.md",
      #"""
      # NAME

      Tỷ lệ tham dự theo đơn vị, và thư nhắc những đơn vị có tỷ lệ thấp.

      - `planscript run NAME:by-unit` — bảng tỷ lệ; `-P floor=90` đổi mức coi là thấp.
      - `planscript run NAME:remind` — soạn thư nhắc; `--apply` ghi dự thảo vào kho.
      - `planscript check` — phép kiểm `NAME-low-attendance`.

      """#
    ),
    (
      "lib/rates.lua",
      #"""
      --- Tỷ lệ tham dự theo đơn vị. / Attendance rates by unit.
      local rates = {}

      --- Mỗi đơn vị một dòng, tỷ lệ thấp nhất trước. / One row a unit, the lowest rate first.
      function rates.by_unit()
        return plan.attendance
          :group_by("unit")
          :summarise {
            summoned = agg.sum("summoned"), attended = agg.sum("attended"),
            rate = agg.ratio("attended", "summoned"),
          }
          :sort("rate")
      end

      return rates

      """#
    ),
    (
      "scripts/by-unit.lua",
      #"""
      --- Tỷ lệ tham dự theo đơn vị. / Attendance rates by unit.

      script {
        title = { vi = "Tham dự theo đơn vị", en = "Attendance by unit" },
        needs = { "read:attendance", "read:units" },
        params = {
          floor = {
            type = "percent", default = 80,
            help = { vi = "Dưới mức này là thấp.", en = "Below this is low." },
          },
        },
      }

      local rates = require "lib.rates"

      local rows, low = rates.by_unit(), 0
      for _, row in rows:each() do
        if row.rate.percent and row.rate < params.floor then low = low + 1 end
      end

      report.heading(say { vi = "Tham dự theo đơn vị", en = "Attendance by unit" })
      report.table(rows, { total = true })
      report.text(say { vi = "Số đơn vị dưới mức: ", en = "Units below the floor: " } .. low)

      """#
    ),
    (
      "scripts/remind.lua",
      #"""
      --- Nhắc những đơn vị có tỷ lệ tham dự thấp. / Reminds the units with a low attendance.

      script {
        title = { vi = "Nhắc đơn vị có tỷ lệ thấp", en = "Reminders of a low attendance" },
        needs = { "read:attendance", "read:plan", "read:units", "draft" },
        params = {
          floor = {
            type = "percent", default = 80,
            help = { vi = "Dưới mức này thì nhắc.", en = "Below this a unit is reminded." },
          },
        },
      }

      local rates = require "lib.rates"

      for _, row in rates.by_unit():each() do
        if row.rate.percent and row.rate < params.floor then
          draft {
            kind = "reminder", to = row.unit, template = "low-attendance",
            data = { rate = row.rate, summoned = row.summoned, attended = row.attended },
            key = { "low-attendance", row.unit },
          }
        end
      end

      """#
    ),
    (
      "templates/low-attendance.mustache",
      #"""
      subject: Về việc tỷ lệ tham dự học tập
      ---
      Kính gửi: {{to.name}}.

      Đến nay đơn vị có {{attended}} trên {{summoned}} người được triệu tập đã dự học, đạt {{rate}}. Đề nghị đơn vị rà soát người vắng và bố trí học bù.

      """#
    ),
    (
      "tests/rates_test.lua",
      #"""
      -- Mỗi phép thử chạy trên một kho nháp của riêng nó. / Each test has a scratch store of its own.

      local function store()
        return scratch {
          units = {
            { id = "dv-001", name = "Phường Một" }, { id = "dv-002", name = "Phường Hai" },
          },
          sessions = 1,
          attendance = {
            { unit = "dv-001", summoned = 20, attended = 19 },
            { unit = "dv-002", summoned = 10, attended = 6 },
          },
        }
      end

      test("the lowest rate comes first, and what is low is counted", function()
        local run = store():run("by-unit")
        expect(run.error):to_be_nil()
        expect(run.rows):to_count(2)
        expect(run.rows[1].unit.name):to_equal("Phường Hai")
        expect(run.output):to_contain("1")
      end)

      test("only units below the floor are reminded, once each", function()
        local run = store():run("remind", { params = { floor = 90 } })
        expect(run.error):to_be_nil()
        expect(run.drafts):to_count(1)
        expect(run.drafts[1].body):to_contain("Phường Hai")
        expect(store():run("remind", { params = { floor = 50 } }).drafts):to_count(0)
      end)

      test("a low attendance is found", function()
        local run = store():check("NAME-low-attendance")
        expect(run.findings):to_count(1)
        expect(run.findings[1].message):to_contain("Phường Hai")
      end)

      """#
    ),
  ]
}
