"""A new file with another's bytes, written and synced once: milliseconds.

write_once.py FILE FOLDER TURNS. Whoever writes a whole file durably cannot be faster."""
import os
import sys
import time

source, folder, turns = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(source, "rb") as file:
    content = file.read()


def write(turn):
    path = f"{folder}/write-once.{turn}"
    start = time.perf_counter()
    new = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(new, content)
    os.fsync(new)
    took = (time.perf_counter() - start) * 1000
    os.close(new)
    os.remove(path)
    return took


times = sorted(write(turn) for turn in range(turns))
print(f"{times[turns // 2]:.3f}\t{times[0]:.3f}")
