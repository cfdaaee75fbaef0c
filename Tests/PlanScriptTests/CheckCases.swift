/// What each shipped check is shown by: a change to the sample store, and the records that the
/// check then finds or finds no more. A new check is one Lua file and one entry here.
struct CheckCase: Sendable {
  let check: String
  /// In a file, the first text is replaced by the second where it first stands.
  let edits: [Edit]
  /// Ids of records that are found after the change and were not before.
  let appears: [String]
  /// The other way round.
  let vanishes: [String]

  struct Edit: Sendable {
    let file: String
    let old: String
    let new: String
  }

  init(
    _ check: String, _ edits: [(String, String, String)], appears: [String] = [],
    vanishes: [String] = []
  ) {
    self.check = check
    self.edits = edits.map { Edit(file: $0.0, old: $0.1, new: $0.2) }
    (self.appears, self.vanishes) = (appears, vanishes)
  }

  static let all = classes + people + figures + reports + work

  private static let sessions = "sessions.json"

  private static let classes = [
    CheckCase(
      "class-count", [(sessions, #""section": "III.1.2""#, #""section": "III.1.9""#)],
      appears: ["lop-tp-3", "lop-tp-4"]),
    CheckCase(
      "numbering-gap", [("tasks.json", #""section": "IV.2""#, #""section": "IV.1""#)],
      appears: ["iv-3-a"]),
    CheckCase(
      "class-no-date", [(sessions, #""starts_at": "2023-12-06T08:00", "#, "")],
      appears: ["lop-dv-001"]),
    CheckCase(
      "class-no-venue",
      [
        (sessions, #""venue": "Hội trường UBND phường Bình Minh (mẫu)", "#, ""),
        // Nobody goes anywhere.
        (
          sessions, #""organizer": "btg-tu", "format": "hybrid""#,
          #""organizer": "btg-tu", "format": "online""#
        ),
      ], appears: ["lop-dv-001"], vanishes: ["lop-tp-3"]),
    CheckCase(
      "class-no-format",
      [(sessions, #""organizer": "dv-001", "format": "in_person", "#, #""organizer": "dv-001", "#)],
      appears: ["lop-dv-001"]),
    CheckCase(
      "class-no-organizer", [(sessions, #""organizer": "dv-001", "#, "")], appears: ["lop-dv-001"]),
    CheckCase(
      "class-no-chair",
      [
        (sessions, #""chair": "Phạm Hoài Thủy", "#, ""),
        // What was called off needs none.
        (sessions, #""id": "lop-tp-2", "#, #""id": "lop-tp-2", "status": "cancelled", "#),
      ], appears: ["lop-dv-001"], vanishes: ["lop-tp-2"]),
    CheckCase(
      "class-after-limit",
      [
        (sessions, "2023-12-06T08:00", "2023-12-20T08:00"),
        (sessions, "2023-12-21T08:00", "2023-12-19T08:00"),
      ], appears: ["lop-dv-001"], vanishes: ["lop-dv-008"]),
    CheckCase(
      "class-after-limit",
      [
        // Three days from the 18th end on the 20th.
        (sessions, #""2023-12-06T08:00", "days": 1"#, #""2023-12-18T08:00", "days": 3"#),
        ("plan.json", "day_before", "same_day"),
      ]),
    CheckCase(
      "event-dates-differ",
      [("tasks.json", #""due_on": "2023-12-04""#, #""due_on": "2023-12-05""#)], appears: ["vi-6-a"]),
    CheckCase(
      "class-on-day-off",
      [
        (sessions, "2023-12-06T08:00", "2023-12-09T08:00"),
        (sessions, "2023-12-07T07:30", "2024-01-01T07:30"),
        (sessions, "2023-12-10T08:00", "2023-12-11T08:00"),
      ], appears: ["lop-dv-001", "lop-dv-002"], vanishes: ["lop-dv-006"]),
    CheckCase(
      "venue-twice",
      [
        (sessions, "2023-12-07T07:30", "2023-12-06T13:30"),
        (sessions, "Nhà văn hóa xã Đồng Ân (mẫu)", "Hội trường  UBND phường Bình Minh (mẫu)"),
        (
          sessions, #""2023-12-04T08:00", "days": 1, "complete_before""#,
          #""2023-12-05T08:00", "days": 1, "complete_before""#
        ),
      ], appears: ["lop-dv-002"], vanishes: ["lop-dv-004"]),
    CheckCase(
      "speaker-twice",
      [
        (sessions, "2023-12-07T07:30", "2023-12-06T13:30"),
        (sessions, "Lê Thị Quỳnh (mẫu)", "Nguyễn Thị Ánh (mẫu)"),
      ], appears: ["lop-dv-002"]),
    CheckCase(
      "over-capacity", [(sessions, #""capacity": 80"#, #""capacity": 20"#)], appears: ["lop-dv-001"]
    ),
    CheckCase("over-capacity", [(sessions, #""capacity": 80"#, #""capacity": 27"#)]),
    CheckCase(
      "format-against-level",
      [
        (
          sessions, #""organizer": "dv-001", "format": "in_person""#,
          #""organizer": "dv-001", "format": "online""#
        )
      ],
      appears: ["lop-dv-001"]),
    CheckCase(
      "material-audience", [(sessions, #""materials": ["tl-3"]"#, #""materials": ["tl-2"]"#)],
      appears: ["lop-dv-001"]),
    CheckCase(
      "invitation-late",
      [
        (
          "logistics.json", #""item": "Giấy mời Thường trực Thành ủy dự, chủ trì", "#,
          #""item": "Giấy mời Thường trực Thành ủy dự, chủ trì", "done_on": "2023-11-30", "#
        )
      ], appears: ["hc-7"], vanishes: ["hc-6"]),
    CheckCase(
      "invitation-late",
      [
        ("logistics.json", #""id": "hc-6", "#, #""id": "hc-6", "done_on": "2023-11-30", "#),
        ("logistics.json", #""id": "hc-7", "#, #""id": "hc-7", "done_on": "2023-12-01", "#),
      ], vanishes: ["hc-6"]),
    CheckCase(
      "class-no-budget",
      [
        (
          "budget.json", #""item": "Kinh phí Lớp thứ nhất""#,
          #""item": "Kinh phí Lớp thứ nhất", "amount": 1000"#
        )
      ],
      vanishes: ["kp-1"]),
  ]

  private static let people = [
    CheckCase(
      "member-no-class",
      [("attendance/dv-001.json", #""person": "dv-001-p05""#, #""person": "dv-001-p06""#)],
      appears: ["dv-001-p05"]),
    CheckCase(
      "member-no-class",
      [
        ("attendance/dv-001.json", #""person": "dv-001-p05""#, #""person": "dv-001-p06""#),
        (
          "people/dv-001.json",
          #""id": "dv-001-p05", "name": "Nguyễn Ngọc Vinh", "unit": "dv-001", "category": "member", "status": "active""#,
          #""id": "dv-001-p05", "name": "Nguyễn Ngọc Vinh", "unit": "dv-001", "category": "member", "status": "away""#
        ),
      ]),
    CheckCase(
      "person-several-classes",
      [("attendance/dv-001.json", #""person": "dv-001-p01""#, #""person": "dv-001-p05""#)],
      appears: ["dv-001-p05"]),
    CheckCase(
      "class-eligibility",
      [
        // Joined in 2003.
        (
          "attendance/dv-001.json", #""id": "dv-001-a01", "session": "lop-tp-1""#,
          #""id": "dv-001-a01", "session": "lop-tp-2""#
        ),
        // Retired.
        (
          "attendance/dv-001.json", #""id": "dv-001-a08", "session": "lop-dv-001""#,
          #""id": "dv-001-a08", "session": "lop-tp-2""#
        ),
        // Forty years on the day before the class must be complete: and one day too few.
        (
          "attendance/dv-001.json", #""id": "dv-001-a02", "session": "lop-tp-1""#,
          #""id": "dv-001-a02", "session": "lop-tp-2""#
        ),
        ("people/dv-001.json", "1992-06-28", "1983-12-19"),
        (
          "attendance/dv-001.json", #""id": "dv-001-a03", "session": "lop-tp-1""#,
          #""id": "dv-001-a03", "session": "lop-tp-2""#
        ),
        ("people/dv-001.json", "1996-12-22", "1983-12-20"),
      ], appears: ["dv-001-a01", "dv-001-a03"]),
    CheckCase(
      "invitee-category",
      [
        (
          sessions, #""audiences": ["dt-toan-the-dang-vien"], "#,
          #""audiences": ["dt-toan-the-dang-vien", "dt-quan-chung-uu-tu"], "#
        )
      ], vanishes: ["dv-004-a15", "dv-004-a16"]),
    CheckCase(
      "person-category",
      [
        (
          "attendance/dv-001.json", #""category": "member", "person": "dv-001-p01""#,
          #""category": "mass", "person": "dv-001-p01""#
        )
      ], appears: ["dv-001-a01"]),
    CheckCase(
      "uncovered-not-handed-on",
      [
        ("attendance/dv-009.json", #""attended": 1"#, #""attended": 0"#),
        // The row named nobody that there is.
        ("attendance/dv-005.json", "dv-005-p99", "dv-005-p06"),
        // Who stayed away is summoned by the front.
        (
          "attendance/dv-003.json", #""id": "dv-003-a07", "session": "lop-dv-003""#,
          #""id": "dv-003-a07", "session": "lop-mttq""#
        ),
      ], appears: ["dv-009"], vanishes: ["dv-005", "dv-003"]),
    CheckCase(
      "mode-against-format",
      [
        (
          "attendance/dv-001.json",
          #""person": "dv-001-p05", "summoned": 1, "attended": 1, "mode": "in_person""#,
          #""person": "dv-001-p05", "summoned": 1, "attended": 1, "mode": "online""#
        )
      ], appears: ["dv-001-a05"]),
  ]

  private static let reportsFile = "reports.json"

  private static let figures = [
    CheckCase(
      "attendance-figures",
      [
        (
          "attendance/dv-001.json", #""summoned": 1, "attended": 1"#,
          #""summoned": 1, "attended": 2"#
        )
      ],
      appears: ["dv-001-a01"]),
    CheckCase(
      "unit-figures",
      [
        (
          "units.json", #""members_total": 28, "members_exempt": 3"#,
          #""members_total": 28, "members_exempt": 27"#
        )
      ],
      appears: ["dv-001"]),
    CheckCase(
      "summoned-differs",
      [
        (
          "units.json", #""members_total": 28, "members_exempt": 3"#,
          #""members_total": 29, "members_exempt": 3"#
        )
      ],
      appears: ["dv-001"]),
    CheckCase(
      "report-figures",
      [
        (
          reportsFile, #""members_attended": 22, "mass_summoned": 8"#,
          #""members_attended": 24, "mass_summoned": 8"#
        )
      ],
      appears: ["bc-dv-001"]),
    CheckCase(
      "report-figures", [(reportsFile, #""mass_summoned": 8"#, #""mass_summoned": -8"#)],
      appears: ["bc-dv-001"]),
    CheckCase(
      "report-figures-blank", [(reportsFile, #""members_total": 28, "#, "")], appears: ["bc-dv-001"]
    ),
    CheckCase("percent-differs", [(reportsFile, "95.65", "95.66")], appears: ["bc-dv-001"]),
    CheckCase(
      "percent-differs",
      [
        // Never 100 % where somebody stayed away; no rate where nobody was summoned.
        (reportsFile, "92.59", "100"),
        (
          reportsFile, #""member_percent": 94.44"#, #""member_percent": 94.44, "mass_percent": 100"#
        ),
      ], appears: ["bc-dv-002", "bc-dv-010"]),
    CheckCase(
      "report-against-attendance", [(reportsFile, #""mass_summoned": 8"#, #""mass_summoned": 9"#)],
      appears: ["bc-dv-001"]),
    CheckCase(
      "city-total-differs",
      [
        (
          reportsFile, "[\n",
          """
          [
            {"id": "bc-tu", "unit": "tu", "submitted_on": "2023-12-22", "members_summoned": 187, "mass_attended": 51},

          """
        )
      ], appears: ["bc-tu"]),
    CheckCase(
      "city-total-differs",
      [
        (
          reportsFile, "[\n",
          """
          [
            {"id": "bc-tu", "unit": "tu", "submitted_on": "2023-12-22", "members_summoned": 187, "mass_attended": 50},

          """
        )
      ]),
  ]

  private static let reports = [
    CheckCase(
      "report-late",
      [
        (reportsFile, #""2023-12-18", "members_total": 28"#, #""2023-12-21", "members_total": 28"#),
        (reportsFile, #""submitted_on": "2023-12-22""#, #""submitted_on": "2023-12-20""#),
      ], appears: ["bc-dv-001"], vanishes: ["bc-dv-008"]),
    CheckCase(
      "report-before-class",
      [(reportsFile, #""2023-12-18", "members_total": 28"#, #""2023-12-05", "members_total": 28"#)],
      appears: ["bc-dv-001"]),
    CheckCase(
      "unit-not-reported",
      [
        (
          reportsFile, #""id": "bc-dv-005", "unit": "dv-005", "#,
          #""id": "bc-dv-005", "unit": "dv-005", "submitted_on": "2023-12-20", "#
        )
      ], vanishes: ["bc-dv-005"]),
  ]

  private static let work = [
    CheckCase(
      "unit-no-study-plan", [("programmes.json", #""status": "done""#, #""status": "cancelled""#)],
      appears: ["dv-001"]),
    CheckCase(
      "unit-no-summons",
      [
        (
          "units.json", #""name": "Các tổ chức chính trị - xã hội thành phố", "#,
          #""name": "Các tổ chức chính trị - xã hội thành phố", "reports_back": true, "#
        )
      ], appears: ["ctxh-tp"]),
    CheckCase(
      "unit-two-names",
      [
        ("units.json", "Đảng bộ phường Hoà Thuận (mẫu)", "Đảng bộ phường An Thuận (mẫu)"),
        ("units.json", "Chi bộ Kho bạc (mẫu)", "CHI BỘ  PHÒNG TÀI CHÍNH - KẾ HOẠCH (MẪU)"),
        // Another accent, another name.
        ("units.json", "Đảng bộ xã Phước Ánh (mẫu)", "Đảng bộ xã Đông Ân (mẫu)"),
      ], appears: ["dv-005"], vanishes: ["dv-012"]),
    CheckCase(
      "unit-no-recipient", [("recipients.json", #"["ttct-tp"]"#, #"["tinh-uy"]"#)],
      appears: ["ttct-tp"]),
    CheckCase(
      "armed-no-vertical-plan",
      [("units.json", #", "vertical_plan": "Kế hoạch chỉ đạo của Đảng ủy Quân sự tỉnh""#, "")],
      appears: ["qs-tp"]),
    CheckCase(
      "topic-no-owner", [("topics.json", #""owners": ["mttq-tp"], "#, "")], appears: ["nq-4"]),
    CheckCase(
      "task-before-trigger",
      [
        (
          "triggers.json", #""id": "vb-tinh-vi-3""#,
          #""id": "vb-tinh-vi-3", "occurred_on": "2023-12-10""#
        )
      ],
      vanishes: ["mau-3"]),
    CheckCase(
      "task-before-trigger",
      [
        (
          "triggers.json", #""id": "vb-tinh-vi-3""#,
          #""id": "vb-tinh-vi-3", "occurred_on": "2023-12-16""#
        ),
        (
          "tasks.json", #""trigger": "vb-tinh-vi-2", "status": "open""#,
          #""trigger": "vb-tinh-vi-2", "status": "in_progress""#
        ),
      ], appears: ["mau-4"]),
    CheckCase(
      "trigger-no-output",
      [
        (
          "tasks.json",
          #""trigger": "vb-tinh-vi-3", "output": "Chương trình/Kế hoạch thực hiện Nghị quyết", "#,
          #""trigger": "vb-tinh-vi-3", "#
        )
      ], appears: ["vi-3"]),
    CheckCase(
      "task-no-date",
      [("tasks.json", #""id": "iv-2", "#, #""id": "iv-2", "due_before": "2023-12-30", "#)],
      vanishes: ["iv-2"]),
    CheckCase(
      "task-overdue",
      [
        ("tasks.json", "2023-12-30", "2023-12-22"),
        ("tasks.json", #""due_on": "2023-12-04""#, #""due_on": "2023-12-22""#),
      ], appears: ["mau-6"], vanishes: ["vi-6-a"]),
    CheckCase(
      "restricted-in-output",
      [
        ("communications.json", #""topic": "nq-2""#, #""topic": "nq-1""#),
        ("communications.json", "Hỏi - đáp về Nghị quyết (mẫu)", "Tối mật."),
        // Ordinary words.
        ("communications.json", "Đội ngũ trí thức trong giai đoạn mới (mẫu)", "Bảo mật thông tin"),
      ], appears: ["tt-1", "tt-4"]),
    CheckCase(
      "logistics-open", [("logistics.json", #", "done_on": "2023-12-07""#, "")],
      appears: ["hc-mau-3"]),
    CheckCase(
      "review-due",
      [("programmes.json", #""submitted_on": "2023-12-20""#, #""submitted_on": "2022-12-20""#)],
      appears: ["ct-5"]),
    CheckCase(
      "review-due",
      [
        (
          "programmes.json", #""submitted_on": "2023-12-20""#,
          #""submitted_on": "2022-12-20", "reviews": [{"date": "2023-06-01", "result": "đạt"}]"#
        )
      ]),
  ]
}
