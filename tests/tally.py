#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Count what meson ran, subtest by subtest, and say it in one line.

usage: tally.py TESTLOG.JSON SKIPS.TXT
Prints "N passed, N failed, N skipped". Exits 1 if anything failed, or was skipped without standing
in SKIPS.TXT, if GTK complained anywhere, or if nothing ran at all.
"""
import json
import pathlib
import re
import sys

TAP_LINE = re.compile(r"^(not )?ok\b[ \t]*\d*[ \t]*-?[ \t]*([^#\n]*)(?:#[ \t]*(SKIP|TODO)\b.*)?$", re.MULTILINE | re.IGNORECASE)
GOOD = ("OK", "EXPECTEDFAIL")
COMPLAINT = re.compile(r"\b(?:Gtk|Gdk|GdkPixbuf|Pango)-(?:WARNING|CRITICAL) \*\*.*")


def subtests(test):
    """Yield (name, "passed" | "failed" | "skipped") for one meson test: its TAP lines, else itself."""
    found = []
    for wrong, name, directive in TAP_LINE.findall(test.get("stdout") or ""):
        state = "skipped" if directive.upper() == "SKIP" else "failed" if wrong and not directive else "passed"
        found.append((f"{test['name']}: {name.strip()}", state))
    if test["result"] == "SKIP" and all(state != "skipped" for _, state in found):
        found.append((test["name"], "skipped"))
    elif test["result"] not in GOOD + ("SKIP",) and all(state != "failed" for _, state in found):
        found.append((f"{test['name']} ({test['result']})", "failed"))  # crashed, timed out, or ended early
    elif not found:
        found.append((test["name"], "passed"))
    return found


def read_skips(text):
    lines = (line.strip() for line in text.splitlines())
    return {line.split()[0] for line in lines if line and not line.startswith("#")}


def complaints(test):
    """What GTK found wrong while one test ran, also one that passed."""
    return COMPLAINT.findall((test.get("stdout") or "") + (test.get("stderr") or ""))


def tally(log, permitted):
    """Return (counts, problems) of the tests in a testlog.json."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    problems = []
    for line in log.splitlines():
        test = json.loads(line)
        problems += [f"{test['name']}: {complaint}" for complaint in complaints(test)]
        for name, state in subtests(test):
            counts[state] += 1
            if state == "failed":
                problems.append(f"failed: {name}")
            elif state == "skipped" and name.split(": ")[-1] not in permitted:
                problems.append(f"skipped, and not in skips.txt: {name}")
    if sum(counts.values()) == 0:
        problems.append("nothing ran")
    return counts, problems


def main(log, skips):
    log = pathlib.Path(log)
    text = log.read_text(encoding="utf-8") if log.exists() else ""
    counts, problems = tally(text, read_skips(pathlib.Path(skips).read_text(encoding="utf-8")))
    for problem in problems:
        print(problem)
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**counts))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
