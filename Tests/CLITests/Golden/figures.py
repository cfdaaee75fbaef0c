#!/usr/bin/env python3
"""The figures of footnote 2, computed from the JSON files alone and held against a golden file.

    python3 figures.py STORE summary.en.json by-class.en.json

Nothing here comes from planscript: it reads the store with Python's own JSON reader.
"""
import glob
import json
import sys

store, summary, by_class = sys.argv[1:4]


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


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


rows = [row for path in glob.glob(f"{store}/attendance/*.json") for row in load(path)]


def total(category, field, **wanted):
    return sum(
        row.get(field) or 0
        for row in rows
        if row["category"] == category and all(row.get(k) == v for k, v in wanted.items())
    )


def figures(**wanted):
    b, c = total("member", "summoned", **wanted), total("member", "attended", **wanted)
    d, e = total("mass", "summoned", **wanted), total("mass", "attended", **wanted)
    return {"b": b, "c": c, "member_rate": ratio(c, b), "d": d, "e": e, "mass_rate": ratio(e, d)}


def roster(units):
    names = {"members": "members_total", "exempt": "members_exempt", "away": "members_away"}
    return {name: sum(unit.get(field) or 0 for unit in units) for name, field in names.items()}


def tables(path):
    return [block for block in load(path)["blocks"] if block["type"] == "table"]


def same(what, golden, computed):
    for name, value in computed.items():
        if golden.get(name) != value:
            sys.exit(f"{what}: {name} is {golden.get(name)} in the golden file, computed {value}")


units = [unit for unit in load(f"{store}/units.json") if unit.get("reports_back")]
table = tables(summary)[0]
assert [row["unit"] for row in table["rows"]] == [unit["id"] for unit in units]
for unit, row in zip(units, table["rows"]):
    same(unit["id"], row, {**roster([unit]), **figures(unit=unit["id"])})
same("total", table["total"], {**roster(units), **figures()})

for category, table in zip(("member", "mass"), tables(by_class)):
    for row in table["rows"]:
        session = row["session"]
        whole = total(category, "summoned", session=session)
        part = total(category, "attended", session=session)
        same(session, row, {"summoned": whole, "attended": part, "rate": ratio(part, whole)})

print(f"{len(units)} units and both tables by class agree with {store}")
