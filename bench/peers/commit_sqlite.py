"""One record of a million changed by SQLite in WAL mode with full synchronous: milliseconds.

commit_sqlite.py FILE TURNS [ROWS]; ROWS makes the file."""
import sqlite3
import sys
import time

path, turns = sys.argv[1], int(sys.argv[2])
db = sqlite3.connect(path, isolation_level=None)
db.execute("pragma journal_mode = wal")
db.execute("pragma synchronous = full")
if len(sys.argv) > 3:
    db.execute(
        "create table attendance (id text primary key, session text, unit text, category text,"
        " person text, summoned integer, attended integer, mode text)")
    db.execute("begin")
    rows = int(sys.argv[3])
    db.executemany(
        "insert into attendance values (?, ?, ?, ?, ?, 1, 1, ?)",
        ((f"dv-{n // 1700:03}-dd-{n % 1700:02}", f"lop-co-so-dv-{n // 1700:03}",
          f"dv-{n // 1700:03}", "member", f"dv-{n // 1700:03}-p{n % 1700:02}", "in_person")
         for n in range(rows)))
    db.execute("commit")
    db.execute("pragma wal_checkpoint(truncate)")
    sys.exit()


def change(turn):
    start = time.perf_counter()
    db.execute("begin immediate")
    db.execute(
        "update attendance set attended = ? where id = 'dv-300-dd-01'", (turn % 2,))
    db.execute("commit")
    return (time.perf_counter() - start) * 1000


change(1)
times = sorted(change(turn) for turn in range(turns))
print(f"{times[turns // 2]:.3f}\t{times[0]:.3f}")
