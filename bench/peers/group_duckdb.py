"""python3 group_duckdb.py DIR: the figures of ../group.lua with DuckDB.

The columns' types are given, so that nothing is guessed, and all cores work. How long the
query alone took goes to standard error, in milliseconds.
"""

import os
import sys
import time

import duckdb

connection = duckdb.connect()
connection.execute(f"SET threads = {len(os.sched_getaffinity(0))}")
connection.execute("SET preserve_insertion_order = false")
query = f"""
    SELECT unit, category, sum(summoned)::BIGINT, sum(attended)::BIGINT
    FROM read_json('{sys.argv[1]}/*.json', format = 'array', columns = {{
      unit: 'VARCHAR', category: 'VARCHAR', summoned: 'BIGINT', attended: 'BIGINT'}})
    GROUP BY ALL
"""
start = time.perf_counter()
rows = connection.execute(query).fetchall()
print(f"{(time.perf_counter() - start) * 1000:.0f}", file=sys.stderr)
for row in rows:
    print(*row, sep="\t")
