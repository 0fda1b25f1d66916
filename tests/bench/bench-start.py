#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What Purple Warden adds to the start of the real Pidgin: time and memory, both sides in one run, in turns.

usage: bench-start.py MODULES_FOLDER STAND_INS_FOLDER

Each side has a profile of its own, which has been started once before.  A start is over when Pidgin's main loop has nothing more
to do and its buddy list is there.  Memory is looked at when the threads of the first seconds are done.  Prints the medians of the
differences between neighbours, so that what else the machine does weighs on both sides.
"""
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "pidgin"))
import real_pidgin  # noqa: E402

ROUNDS = 15
SETTLE = 2.5  # seconds
BAR_MS, BAR_MIB = 20, 10


def memory(pid):
    """Resident, and what of it no other process has; in MiB."""
    fields = {}
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value, *_ = line.replace(":", "").split()
        fields[name] = int(value) / 1024
    return fields["Rss"], fields["Private_Clean"] + fields["Private_Dirty"]


def start_once(pidgin, is_first=False):
    """Wall and processor time of a start, in ms, and its memory."""
    begin = time.monotonic()
    if not is_first:
        pidgin.start()
    idle = real_pidgin.wait_for("an idle Pidgin", lambda: next((line for line in pidgin.lines()[pidgin.n_read:] if line.startswith("idle ")), None))
    _, at_us, cpu_us = idle.split()
    time.sleep(SETTLE)
    resident, private = memory(pidgin.process.pid)
    pidgin.quit()
    return int(at_us) / 1000 - begin * 1000, int(cpu_us) / 1000, resident, private


def report(name, stock, ours, unit, bar=None):
    extra = statistics.median(b - a for a, b in zip(stock, ours))
    verdict = "" if bar is None else f"  bar {bar}  {'ok' if extra <= bar else 'MISSED'}"
    print(f"{name:<22} {extra:8.1f} {unit}  (stock {statistics.median(stock):.1f}, with Warden {statistics.median(ours):.1f}){verdict}", flush=True)


def main(modules, stand_ins):
    probe = stand_ins / "pidgin-probe.so"
    with real_pidgin.Stage() as stage:
        stock = stage.start([probe])
        start_once(stock, is_first=True)
        ours = stage.start([modules / "warden.so", modules / "warden-pidgin.so", probe], load=["warden-pidgin.so", "pidgin-probe.so"])
        start_once(ours, is_first=True)
        sides = ([], [])
        for number in range(ROUNDS):
            for i in (0, 1) if number % 2 else (1, 0):
                sides[i].append(start_once((stock, ours)[i]))
        if not (ours.profile / "warden/state.db").exists():
            raise real_pidgin.Failure("Warden was not loaded")
    columns = [list(zip(*side)) for side in sides]
    report("start.wall", columns[0][0], columns[1][0], "ms", BAR_MS)
    report("start.processor", columns[0][1], columns[1][1], "ms", BAR_MS)
    report("start.resident", columns[0][2], columns[1][2], "MiB", BAR_MIB)
    report("start.private", columns[0][3], columns[1][3], "MiB")


if __name__ == "__main__":
    main(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:3]))
