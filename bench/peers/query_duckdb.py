"""python3 query_duckdb.py DIR TURNS: the groups of ../query/main.swift with DuckDB.

The rows are in a table in memory before the clock starts, with keys as enumerations, and all
cores work. The best time of the query alone goes to standard error, in milliseconds.
"""

import os
import sys
import time

import duckdb

connection = duckdb.connect()
connection.execute(f"SET threads = {len(os.sched_getaffinity(0))}")
connection.execute(f"""
    CREATE TABLE read AS SELECT * FROM read_json('{sys.argv[1]}/*.json', format = 'array', columns = {{
      unit: 'VARCHAR', category: 'VARCHAR', summoned: 'BIGINT', attended: 'BIGINT'}})
""")
for key in ("unit", "category"):
    connection.execute(f"CREATE TYPE {key}_key AS ENUM (SELECT DISTINCT {key} FROM read)")
connection.execute(
    "CREATE TABLE attendance AS SELECT unit::unit_key AS unit, category::category_key AS category,"
    " summoned, attended FROM read"
)
query = """
    SELECT unit, category, count(*), sum(summoned)::BIGINT, sum(attended)::BIGINT
    FROM attendance GROUP BY ALL
"""
best = None
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    rows = connection.execute(query).fetchall()
    took = (time.perf_counter() - start) * 1000
    best = took if best is None else min(best, took)
print(f"duckdb\t{best:.3f}", file=sys.stderr)
for row in rows:
    print(*row, sep="\t")
