#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every test that lies in tests/ is one that runs: a list that was written twice forgets its first half.

usage: check-registered.py ROOT [BUILD_FOLDER]
"""
import json
import pathlib
import re
import sys

import tree

PROGRAM = re.compile(r"(?:test|fuzz|bench|check)-.*\.(?:c|py)")
NEEDS_PIDGIN = re.compile(r"tests/pidgin/|tests/fuzz/fuzz-gtk-")


def read_sources(build):
    """The sources of all programs, their names, and the scripts in the command lines of tests."""
    facts = build / "meson-info"
    targets = json.loads((facts / "intro-targets.json").read_text(encoding="utf-8"))
    names = {source for target in targets for part in target["target_sources"] for source in part.get("sources", [])}
    programs = {name for target in targets for name in target["filename"]}
    commands = set()
    for kind in ("tests", "benchmarks"):
        for test in json.loads((facts / f"intro-{kind}.json").read_text(encoding="utf-8")):
            commands.update(str((build / word).resolve()) for word in test["cmd"] if word.endswith(".py"))
    return names, programs, commands


def main(root, build=None):
    root = pathlib.Path(root).resolve()
    names, programs, commands = read_sources(pathlib.Path(build) if build else root / "build")
    has_pidgin = any("/warden-pidgin.so" in program for program in programs)
    problems = []
    for path in sorted(path for path in (root / "tests").rglob("*") if PROGRAM.fullmatch(path.name)):
        name = path.relative_to(root).as_posix()
        if NEEDS_PIDGIN.match(name) and not has_pidgin:
            continue
        if str(path) not in names | commands:
            problems.append(f"{name}: no test of the build runs it")
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
