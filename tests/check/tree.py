#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What every check needs: the project's C files and their includes."""
import pathlib
import re

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def c_files(root, *folders):
    for folder in folders or ("plugin", "tests"):
        yield from sorted(p for p in (pathlib.Path(root) / folder).rglob("*.[ch]"))


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def report(problems):
    for problem in problems:
        print(problem)
    return 1 if problems else 0
