"""Computes the figures in the shipped letters a second time, from the JSON alone.

    python3 drafts.py STORE GOLDEN
"""
import datetime
import glob
import json
import sys
from decimal import ROUND_HALF_UP, Decimal

store, golden = sys.argv[1:]


def load(name):
    rows = []
    for path in glob.glob(f"{store}/{name}.json") + sorted(glob.glob(f"{store}/{name}/*.json")):
        with open(path, encoding="utf-8") as file:
            rows += json.load(file)
    return rows


units = {u["id"]: u for u in load("units")}
people, rows, reports = load("people"), load("attendance"), load("reports")
sessions, tasks = {s["id"]: s for s in load("sessions")}, load("tasks")
owing = [u for u in units.values() if u.get("reports_back")]


def number(value):
    return f"{value:,}".replace(",", ".")


def percent(part, whole):
    if whole == 0:
        return "–"
    rate = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rate}%".replace(".", ",")


def total(of, category, field, session=None):
    return sum(
        r.get(field, 0)
        for r in rows
        if r["unit"] in of and r["category"] == category and session in (None, r["session"])
    )


def figures(of):
    ids = {u["id"] for u in of}
    a, a1, a2 = (
        sum(u.get(f, 0) for u in of) for f in ("members_total", "members_exempt", "members_away")
    )
    b, c = total(ids, "member", "summoned"), total(ids, "member", "attended")
    d, e = total(ids, "mass", "summoned"), total(ids, "mass", "attended")
    return (
        f"- Tổng số đảng viên: {number(a)}; trong đó được miễn sinh hoạt: {number(a1)}, "
        f"đi làm ăn xa: {number(a2)}.\n"
        f"- Đảng viên: tham dự {number(c)} trên {number(b)} được triệu tập, tỷ lệ {percent(c, b)}.\n"
        f"- Quần chúng: tham dự {number(e)} trên {number(d)} được triệu tập, tỷ lệ {percent(e, d)}.\n"
    )


def letters(name):
    with open(f"{golden}/drafts/{name}.txt", encoding="utf-8") as file:
        return file.read().split("----\n")[:-1]


def expect(condition, what):
    if not condition:
        sys.exit(f"drafts.py: {what}")


def recipient(letter):
    return next(l for l in letter.split("\n") if l.startswith("Gửi: "))[5:]


# Reports: footnote 2, by unit and for all.
found = letters("draft-unit-report.2023-12-22")
expect(len(found) == len(owing), "one report a unit")
for letter, unit in zip(found, owing):
    expect(f"{unit['name']} báo cáo" in letter and figures([unit]) in letter, unit["id"])
held = {r["session"] for r in rows if r.get("attended", 0) > 0}
held |= {s["id"] for s in sessions.values() if s.get("status") == "held"}
reported = {r["unit"] for r in reports if r.get("submitted_on")}
missing = [u for u in owing if u["id"] not in reported]
for letter in letters("draft-city-report.2023-12-22"):
    expect(figures(owing) in letter, "the city's figures")
    expect(f"đã mở {len(held)} lớp trên {len(sessions)} lớp" in letter, "classes")
    expect(f"{len(owing) - len(missing)}/{len(owing)} đơn vị đã báo cáo" in letter, "reports")
    for unit in missing:
        expect(f"- Chưa báo cáo: {unit['name']}" in letter, unit["id"])

# The periodic summary: "before D" means D−1 at the latest.
today = datetime.date(2023, 12, 22)
done = [t for t in tasks if t.get("status") == "done" or t.get("done_on")]
open_tasks = [t for t in tasks if t not in done and t.get("status") != "cancelled"]


def last_day(task):
    if task.get("due_before"):
        return datetime.date.fromisoformat(task["due_before"]) - datetime.timedelta(days=1)
    return datetime.date.fromisoformat(task["due_on"]) if task.get("due_on") else None


late = [t for t in open_tasks if last_day(t) and last_day(t) < today]
first = load("triggers")[0]["id"]
waiting = [t for t in open_tasks if t.get("trigger") not in (None, first)]
(letter,) = letters("draft-periodic-summary.2023-12-22")
expect(figures(owing) in letter, "the summary's figures")
expect(
    f"đã xong {len(done)}/{len(tasks)}; quá hạn {len(late)}; chờ văn bản cấp trên {len(waiting)}."
    in letter,
    "tasks",
)

# Summons: who of each unit, and how many.
summons = letters("draft-summon.2023-11-28")
summoned = {r["unit"] for r in rows if r["session"] == "lop-tp-1"}
expect({recipient(l) for l in summons} == {units[u]["name"] for u in summoned}, "units summoned")
names = {p["id"]: p["name"] for p in people}
for letter in summons:
    unit = next(u for u in summoned if units[u]["name"] == recipient(letter))
    members = total({unit}, "member", "summoned", "lop-tp-1")
    others = total({unit}, "mass", "summoned", "lop-tp-1")
    rest = f", {others} quần chúng" if others else ""
    expect(
        f"{members + others} người, gồm {members} đảng viên{rest}." in letter, f"summons of {unit}"
    )
    for r in rows:
        if r["session"] == "lop-tp-1" and r["unit"] == unit and r.get("person"):
            expect(f"+ {names[r['person']]}" in letter, r["person"])

# Personal invitations: members that are retired, or have 40 years on the last possible day.
day = datetime.date(2023, 12, 19)


def years(person):
    joined = person.get("joined_on")
    if not joined:
        return 0
    joined = datetime.date.fromisoformat(joined)
    return day.year - joined.year - ((day.month, day.day) < (joined.month, joined.day))


invited = [
    p["name"]
    for p in people
    if p["category"] == "member"
    and p.get("status") != "away"
    and (p.get("retired") or years(p) >= 40)
]
expect(
    [recipient(l) for l in letters("draft-invite-personal.2023-12-01")] == invited, "who is invited"
)

# Reminders of reports: who, and how long.
for date, text in (("2023-12-17", "còn 3 ngày"), ("2023-12-19", "còn 1 ngày"), ("2023-12-22", "chậm 2 ngày")):
    found = letters(f"draft-remind-report.{date}")
    expect({recipient(l) for l in found} == {u["name"] for u in missing}, f"reminders of {date}")
    expect(all(text in l for l in found), f"{date}: {text}")

# Corrections: rates as stated and as computed.
wrong = set()
for r in reports:
    for part, whole, stated in (
        ("members_attended", "members_summoned", "member_percent"),
        ("mass_attended", "mass_summoned", "mass_percent"),
    ):
        c, b, s = r.get(part), r.get(whole), r.get(stated)
        if c is None or b is None:
            continue
        rate = (Decimal(c) * 100 / b).quantize(Decimal("0.01"), ROUND_HALF_UP) if b else None
        if c > b or (s is not None and rate is not None and Decimal(str(s)) != rate):
            wrong.add(units[r["unit"]]["name"])
expect({recipient(l) for l in letters("draft-ask-correction.2023-12-22")} == wrong, "corrections")
print("drafts.py: the letters' figures agree")
