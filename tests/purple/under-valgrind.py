#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a test under valgrind: no invalid access by anybody, no leak of ours.

usage: under-valgrind.py VALGRIND TEST [ARGUMENT...]

libpurple leaks by itself at every start, and what an unanswered question points to; only blocks
that were allocated with our plugin among the nearest callers count.
"""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

NEAR = 10  # callers of the allocation that are looked at


def is_ours(stack):
    frames = stack.findall("frame")[:NEAR]
    return any("/plugin/" in (frame.findtext("dir") or "") + "/" for frame in frames)


def describe(error):
    frames = error.find("stack").findall("frame")[:NEAR]
    where = " < ".join(f"{f.findtext('fn')}:{f.findtext('line') or '?'}" for f in frames)
    return f"{error.findtext('kind')}: {where}"


def find_problems(path):
    problems = []
    for error in xml.parse(path).getroot().findall("error"):
        is_leak = error.findtext("kind").startswith("Leak_")
        if not is_leak or is_ours(error.find("stack")):
            problems.append(describe(error))
    return problems


def main(valgrind, *command):
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.xml")
        done = subprocess.run(
            [valgrind, "--leak-check=full", "--show-leak-kinds=definite", "--num-callers=24", "--xml=yes",
             f"--xml-file={report}", *command],
            env={**os.environ, "G_SLICE": "always-malloc"}, check=False)
        problems = find_problems(report)
    for problem in problems:
        print(f"# {problem}")
    return 1 if problems or done.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
