"""python3 group_python.py json|orjson FILE...: the figures of ../group.lua in Python."""

import importlib
import sys

loads = importlib.import_module(sys.argv[1]).loads
sums = {}
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        rows = loads(file.read())
    for row in rows:
        total = sums.setdefault((row["unit"], row["category"]), [0, 0])
        total[0] += row["summoned"]
        total[1] += row["attended"]
for key, total in sums.items():
    print(*key, *total, sep="\t")
