#!/usr/bin/env python3
"""The figures of the shipped summaries, computed from the JSON files alone and held against the
golden files.

    python3 figures.py STORE DIRECTORY-OF-GOLDEN-FILES

Nothing here comes from planscript: it reads the store with Python's own JSON reader.
"""
import datetime
import glob
import json
import sys

store, golden = sys.argv[1:3]
TODAY = datetime.date(2023, 12, 22)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def records(name):
    return load(f"{store}/{name}.json")


def sharded(name):
    return [row for path in sorted(glob.glob(f"{store}/{name}/*.json")) for row in load(path)]


def blocks(script, kind):
    return [b for b in load(f"{golden}/{script}.en.json")["blocks"] if b["type"] == kind]


def tables(script):
    return blocks(script, "table")


def figures_of(script):
    return {f["title"]: f["value"] for b in blocks(script, "figures") for f in b["figures"]}


def percent(part, whole):
    """Exact, rounded half up to two places; short of 100 while anybody is missing."""
    if whole == 0:
        return None
    hundredths = (2 * 10_000 * part + whole) // (2 * whole)
    if part < whole:
        hundredths = min(hundredths, 9_999)
    return hundredths / 100


def ratio(part, whole):
    return {"part": part, "whole": whole, "percent": percent(part, whole)}


def day(text):
    return datetime.date.fromisoformat(text[:10])


def same(what, found, computed):
    for name, value in computed.items():
        if found.get(name) != value:
            sys.exit(f"{what}: {name} is {found.get(name)!r} in the golden file, computed {value!r}")


def equal(what, found, computed):
    if found != computed:
        sys.exit(f"{what}: {found!r} in the golden file, computed {computed!r}")


units, sessions, tasks = records("units"), records("sessions"), records("tasks")
attendance, people = sharded("attendance"), sharded("people")
session_by_id = {s["id"]: s for s in sessions}
person_by_id = {p["id"]: p for p in people}
reporting = [unit for unit in units if unit.get("reports_back")]
reports = {report["unit"]: report for report in records("reports")}
reported = [u for u in reporting if reports.get(u["id"], {}).get("submitted_on")]


# Footnote 2, by unit and for all; attendance by class.


def total(category, field, **wanted):
    return sum(
        row.get(field) or 0
        for row in attendance
        if row["category"] == category and all(row.get(k) == v for k, v in wanted.items())
    )


def figures(**wanted):
    b, c = total("member", "summoned", **wanted), total("member", "attended", **wanted)
    d, e = total("mass", "summoned", **wanted), total("mass", "attended", **wanted)
    return {"b": b, "c": c, "member_rate": ratio(c, b), "d": d, "e": e, "mass_rate": ratio(e, d)}


def roster(units):
    names = {"members": "members_total", "exempt": "members_exempt", "away": "members_away"}
    return {name: sum(unit.get(field) or 0 for unit in units) for name, field in names.items()}


table = tables("summary")[0]
equal("summary: units", [row["unit"] for row in table["rows"]], [u["id"] for u in reporting])
for unit, row in zip(reporting, table["rows"]):
    same(unit["id"], row, {**roster([unit]), **figures(unit=unit["id"])})
everything = figures()
same("summary: total", table["total"], {**roster(reporting), **everything})
same("summary", figures_of("summary"), {
    "Members who came": everything["member_rate"],
    "Others who came": everything["mass_rate"],
    "Units that have reported": ratio(len(reported), len(reporting)),
})
for bars, name in zip(blocks("summary", "bars"), ("member_rate", "mass_rate")):
    equal(f"summary: bars of {name}", [row[name] for row in bars["rows"]],
          [row[name] for row in table["rows"]])

for category, table in zip(("member", "mass"), tables("by-class")):
    for row in table["rows"]:
        session = row["session"]
        whole = total(category, "summoned", session=session)
        part = total(category, "attended", session=session)
        there = {r["unit"] for r in attendance
                 if r["session"] == session and r["category"] == category}
        same(session, row, {"summoned": whole, "attended": part, "rate": ratio(part, whole),
                            "units": len(there)})
    equal("by-class: classes", len(table["rows"]),
          len({r["session"] for r in attendance if r["category"] == category}))
    same("by-class: total", table["total"], {
        "summoned": total(category, "summoned"), "attended": total(category, "attended")})

# Absentees, and people who came to no class.

absences = [r for r in attendance if (r.get("summoned") or 0) > (r.get("attended") or 0)]


def absent(category):
    return sum((r.get("summoned") or 0) - (r.get("attended") or 0)
               for r in absences if r["category"] == category)


same("absentees", figures_of("absentees"), {
    "Absences of members": absent("member"), "Absences of others": absent("mass")})
named, totals = tables("absentees")
is_named = [r for r in absences if r.get("person") in person_by_id]
equal("absentees: names", sorted((r["person"], r["session"]) for r in named["rows"]),
      sorted((r["person"], r["session"]) for r in is_named))
equal("absentees: totals", sum(r["absent"] for r in totals["rows"]),
      absent("member") + absent("mass") - len(is_named))

came = {r["person"] for r in attendance if r.get("person") and (r.get("attended") or 0) > 0}
sums = {}
for r in attendance:
    if not r.get("person"):
        key = (r["unit"], r["category"])
        sums.setdefault(r["unit"], {}).setdefault(r["category"], 0)
        sums[r["unit"]][r["category"]] += r.get("attended") or 0
covered, names, _ = tables("uncovered")
expected, missing = {}, set()
for category in ("member", "mass"):
    for unit in units:
        active = [p for p in people if p["unit"] == unit["id"] and p["category"] == category
                  and p.get("status") not in ("exempt", "away")]
        if not active:
            continue
        learned = [p for p in active if p["id"] in came]
        count = len(learned)
        if unit["id"] in sums:
            count = min(len(active), count + sums[unit["id"]].get(category, 0))
        else:
            missing |= {p["id"] for p in active} - came
        expected[(category, unit["id"])] = {
            "active": len(active), "came": count, "missing": len(active) - count,
            "rate": ratio(count, len(active))}
equal("uncovered: rows", len(covered["rows"]), len(expected))
for row in covered["rows"]:
    same(f"uncovered: {row['unit']}", row, expected[(row["category"], row["unit"])])
for category, subtotal in zip(("member", "mass"), covered["subtotals"]):
    of = [v for (c, _), v in expected.items() if c == category]
    same(f"uncovered: {category}", subtotal, {
        name: sum(v[name] for v in of) for name in ("active", "came", "missing")})
equal("uncovered: names", {row["person"] for row in names["rows"]}, missing)

# What is due when.


def state(last, done):
    if done:
        done = day(done)
        return "in time" if done <= last else "on the day" if (done - last).days == 1 else "late"
    left = (last - TODAY).days
    return ("overdue" if left < 0 else "today" if left == 0 else
            "this week" if left <= 7 else "in time yet")


ONE = datetime.timedelta(days=1)
was_held = {s["id"] for s in sessions if s.get("status") == "held"} | {
    r["session"] for r in attendance if (r.get("attended") or 0) > 0}
due = []
for s in sessions:
    starts = s.get("starts_at")
    last = day(s["complete_before"]) - ONE if s.get("complete_before") else starts and day(starts)
    due.append((s["name"], last, starts if starts and s["id"] in was_held else None))
for t in tasks:
    last = (day(t["due_before"]) - ONE if t.get("due_before")
            else day(t["due_on"]) if t.get("due_on") else None)
    due.append((t["title"], last, t.get("done_on")))
for r in reports.values():
    due.append(("Report on the classes", r.get("due_before") and day(r["due_before"]) - ONE,
                r.get("submitted_on")))
for l in records("logistics"):
    due.append((l["item"], l.get("due") and day(l["due"]), l.get("done_on")))
for c in records("communications"):
    due.append((c["title"], c.get("due") and day(c["due"]), c.get("published_on")))
open_ones = sorted((str(last), title, state(last, None)) for title, last, done in due
                   if last and not done)
equal("deadlines", sorted((r["last_day"], r["title"], r["state"])
                          for r in tables("deadlines")[0]["rows"]), open_ones)
same("deadlines", figures_of("deadlines"), {
    name: sum(1 for row in open_ones if row[2] == name)
    for name in ("overdue", "today", "this week", "in time yet")})

late = {u["id"]: (day(reports[u["id"]]["submitted_on"]) - day(reports[u["id"]]["due_before"])).days
        + 1 for u in reported}
missing_table, late_table = tables("missing-reports")
equal("missing-reports", [r["unit"] for r in missing_table["rows"]],
      [u["id"] for u in reporting if u not in reported])
equal("missing-reports: late", {r["unit"]: r["late"] for r in late_table["rows"]},
      {unit: days for unit, days in late.items() if days > 0})
same("missing-reports", figures_of("missing-reports"), {
    "Units that owe a report": len(reporting), "Have reported": ratio(len(reported), len(reporting)),
    "Of these late": sum(1 for days in late.values() if days > 0)})

# Work.

equal("responsibilities", sum(len(t["rows"]) for t in tables("responsibilities")),
      sum(1 for t in tasks if t.get("unit")))
triggers = {t["id"]: t for t in records("triggers")}


def is_open(task):
    return task.get("status") not in ("done", "cancelled") and not task.get("done_on")


events = tables("waiting")[0]
for trigger, row in zip(triggers.values(), events["rows"]):
    of = [t for t in tasks if t.get("trigger") == trigger["id"]]
    same(trigger["id"], row, {"title": trigger["title"], "tasks": len(of),
                              "open": sum(map(is_open, of))})
waiting = [t for t in tasks if t.get("trigger") and is_open(t)
           and not triggers[t["trigger"]].get("occurred_on")]
equal("waiting", sorted(r["title"] for r in tables("waiting")[1]["rows"]),
      sorted(t["title"] for t in waiting))
early = [t["title"] for t in tasks if t.get("trigger") and t.get("done_on")
         and not is_open(t) and (not triggers[t["trigger"]].get("occurred_on")
                                 or t["done_on"] < triggers[t["trigger"]]["occurred_on"])]
equal("waiting: early", [r["title"] for r in tables("waiting")[-1]["rows"]], early)

# Classes: when, where, with what.

dated = [s for s in sessions if s.get("starts_at")]
calendar = blocks("calendar", "calendar")[0]
equal("calendar", [r["name"] for r in calendar["rows"]],
      [s["name"] for s in sorted(dated, key=lambda s: s["starts_at"])])
by_venue, undated = tables("calendar")
equal("calendar: venues", sorted((r["venue"], r["name"]) for r in by_venue["rows"]),
      sorted((s.get("venue", "(not given)"), s["name"]) for s in dated))
equal("calendar: without a day", sorted(r["name"] for r in undated["rows"]),
      sorted(s["name"] for s in sessions if not s.get("starts_at")))

logistics = records("logistics")


def logistics_state(item):
    if item.get("done_on"):
        return "done"
    starts = session_by_id.get(item.get("session"), {}).get("starts_at")
    last = item.get("due") or starts
    return "no deadline" if not last else "overdue" if day(last) < TODAY else "open"


states = [logistics_state(item) for item in logistics]
same("logistics", figures_of("logistics"), {
    "Preparations done": ratio(states.count("done"), len(states)),
    "Overdue": states.count("overdue")})
equal("logistics: states", sorted(r["state"] for r in tables("logistics")[0]["rows"]),
      sorted(states))
budget = records("budget")
amounts = [line["amount"] for line in budget if line.get("amount")]
equal("logistics: budget", tables("logistics")[1]["total"]["amount"],
      sum(amounts) if amounts else None)
funded = {line["session"] for line in budget if line.get("amount")}
equal("logistics: no budget", [r["name"] for r in tables("logistics")[2]["rows"]],
      [s["name"] for s in sessions if s.get("level") == "city" and s["id"] not in funded])

materials, audiences = records("materials"), records("audiences")
pairs = [(a["id"], m["title"]) for a in audiences for m in materials
         if a["id"] in m.get("audiences", [])]
equal("materials", sorted((r["audience"], r["title"]) for r in tables("materials")[0]["rows"]),
      sorted(pairs))
lacking = {a["name"]: sum(1 for s in sessions if a["id"] in s.get("audiences", []))
           for a in audiences if a.get("duty") == "study" and a["id"] not in dict(pairs)}
equal("materials: lacking", {r["name"]: r["sessions"] for r in tables("materials")[1]["rows"]},
      lacking)

programmes = records("programmes")
kinds = {}
for p in programmes:
    kinds.setdefault(p["unit"], set()).add(p["kind"])
both = [u for u in reporting if "study_plan" in kinds.get(u["id"], set())
        and kinds[u["id"]] & {"programme", "plan"}]
same("programmes", figures_of("programmes"), {
    "Done": ratio(sum(p["status"] == "done" for p in programmes), len(programmes)),
    "Units that have both": ratio(len(both), len(reporting))})
equal("programmes: lacking", [r["unit"] for r in tables("programmes")[1]["rows"]],
      [u["id"] for u in reporting if u not in both])

# How complete the data are. A reference to nothing is none.

WANTED = {
    "sessions": ["organizer", "format", "starts_at", "venue", "chair", "audiences", "topics"],
    "units": ["kind", "secretary", "contact"], "people": ["status", "positions"],
    "attendance": ["person", "mode"], "tasks": ["unit", "status", "output"],
    "reports": ["submitted_on", "members_summoned", "members_attended", "member_percent"],
    "programmes": ["status", "submitted_on", "targets", "roadmap"],
    "materials": ["audiences", "topics"], "audiences": ["category", "duty"],
    "logistics": ["unit", "due"], "budget": ["amount"],
}
counts, filled, cells = [], 0, 0
for name, fields in WANTED.items():
    rows = sharded(name) if name in ("people", "attendance") else records(name)
    for field in fields:
        has = sum(1 for r in rows if r.get(field) not in (None, "", [])
                  and (field != "person" or r[field] in person_by_id))
        filled, cells = filled + has, cells + len(rows)
        if rows and has < len(rows):
            counts.append((len(rows), has, len(rows) - has))
equal("data-quality", [(r["records"], r["filled"], r["missing"])
                       for r in tables("data-quality")[0]["rows"]], counts)
same("data-quality", figures_of("data-quality"), {
    "Cells that matter and are filled in": ratio(filled, cells)})
problems = sum(
    (u.get("members_exempt") or 0) + (u.get("members_away") or 0) > (u.get("members_total") or 0)
    for u in units)
problems += sum((r.get("attended") or 0) > (r.get("summoned") or 0) for r in attendance)
problems += sum(
    (r.get("members_attended") or 0) > (r.get("members_summoned") or 0)
    or (r.get("mass_attended") or 0) > (r.get("mass_summoned") or 0) for r in reports.values())
problems += sum(day(s["starts_at"]) >= day(s["complete_before"]) for s in sessions
                if s.get("starts_at") and s.get("complete_before"))
problems += sum(t.get("status") == "done" and not t.get("done_on") for t in tasks)
problems += sum(not (t.get("due_before") or t.get("due_on") or t.get("trigger"))
                and t.get("status") != "done" for t in tasks)
equal("data-quality: problems", len(tables("data-quality")[1]["rows"]), problems)

print(f"the figures of 13 scripts agree with {store}")
