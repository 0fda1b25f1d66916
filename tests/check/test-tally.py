#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The counts at the end of ./dev test: one made-up log a row; prints TAP.

usage: test-tally.py TESTS_FOLDER
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import tally  # noqa: E402  the folder is known only now

# name, result, stdout, permitted skips, expected (passed, failed, skipped), number of problems
ROWS = [
    ("each-subtest-counts", "OK", "1..2\nok 1 /a/b\nok 2 /a/c\n", "", (2, 0, 0), 0),
    ("a-program-without-tap-is-one", "OK", "hello\n", "", (1, 0, 0), 0),
    ("a-failed-subtest", "FAIL", "1..2\nok 1 /a\nnot ok 2 /b\n", "", (1, 1, 0), 1),
    ("a-crash-is-a-failure", "FAIL", "1..2\nok 1 /a\n", "", (1, 1, 0), 1),
    ("a-time-out-is-a-failure", "TIMEOUT", "", "", (0, 1, 0), 1),
    ("an-error-is-a-failure", "ERROR", "1..1\nok 1 /a\nok 2 /b\n", "", (2, 1, 0), 1),
    ("a-silent-skip-is-a-problem", "OK", "1..1\nok 1 /a # SKIP no display\n", "", (0, 0, 1), 1),
    ("a-named-skip-is-none", "OK", "1..1\nok 1 /a # SKIP no display\n", "/a needs a display\n", (0, 0, 1), 0),
    ("a-skipped-program", "SKIP", "", "# nothing\n", (0, 0, 1), 1),
    ("a-todo-is-not-a-failure", "OK", "1..1\nnot ok 1 /a # TODO later\n", "", (1, 0, 0), 0),
    ("a-name-with-a-dash", "OK", "ok 1 - a-b: c\n", "", (1, 0, 0), 0),
    ("a-complaint-of-gtk", "OK", "1..1\nok 1 /a\n(x:1): Gtk-WARNING **: 10:00:00.000: no theme\n", "", (1, 0, 0), 1),
    ("a-warning-of-ours", "OK", "1..1\n# wd-WARNING: no icon is called x\nok 1 /a\n", "", (1, 0, 0), 0),
]


def run(row):
    name, result, stdout, skips, expected, n_problems = row
    log = json.dumps({"name": "suite / " + name, "result": result, "stdout": stdout})
    counts, problems = tally.tally(log, tally.read_skips(skips))
    return tuple(counts.values()) == expected and len(problems) == n_problems


def main():
    print(f"1..{len(ROWS) + 1}")
    results = [(row[0], run(row)) for row in ROWS]
    results.append(("nothing-ran-is-a-problem", len(tally.tally("", set())[1]) == 1))
    for i, (name, is_good) in enumerate(results, 1):
        print(f"{'ok' if is_good else 'not ok'} {i} {name}")
    return 0 if all(is_good for _, is_good in results) else 1


sys.exit(main())
