#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Sizes, complexity, and what else STYLE.md marks as enforced in the text of the sources.

usage: check-sizes.py ROOT
"""
import pathlib
import re
import subprocess
import sys

import tree

MAX_FILE_LINES = 1200
MAX_FUNCTION_LINES = 100
MAX_COMPLEXITY = 20
SPDX = "/* SPDX-License-Identifier: GPL-2.0-or-later */"
DEFINITION = re.compile(r"^(?!static\b)[A-Za-z_][\w \t\*]*\n(wd_\w+)\(", re.MULTILINE)
PROTOTYPE = re.compile(r"\b(wd_\w+)\(")


def functions(paths):
    """(file, name, lines, complexity) for every function, by pmccabe."""
    out = subprocess.run(["pmccabe"] + [str(p) for p in paths], check=True, capture_output=True, text=True).stdout
    for line in out.splitlines():
        fields = line.split("\t")
        if len(fields) >= 6:
            yield fields[5].split("(")[0], fields[5].split()[-1], int(fields[4]), int(fields[0])


def check_text(path, is_test):
    text = path.read_text(encoding="utf-8")
    if not text.startswith(SPDX):
        yield f"{path}: the first line is not {SPDX}"
    lines = text.count("\n")
    if lines > MAX_FILE_LINES:
        yield f"{path}: {lines} lines, {MAX_FILE_LINES} at most"
    if re.search(r"\bgoto\b(?![^\n]*\*/)", re.sub(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"", "", text, flags=re.DOTALL)):
        yield f"{path}: goto"
    if re.search(r"\b(TODO|FIXME|XXX)\b", text):
        yield f"{path}: what is open stands in CHANGELOG.md"
    if is_test:
        return
    for name in DEFINITION.findall(text) if path.suffix == ".c" else ():
        if not re.search(r"/\*\*\n \* " + name + r":\n(?: \*[^\n]*\n)+? \*/\n[^\n]*\n" + name + r"\(", text):
            yield f"{path}: {name} has no doc block above its definition"


def main(root):
    root = pathlib.Path(root)
    problems = []
    shipped = list(tree.c_files(root, "plugin"))
    for path in shipped:
        problems += check_text(path, False)
    for path in tree.c_files(root, "tests"):
        problems += check_text(path, True)
    declared = {name for p in tree.c_files(root, "plugin") if p.suffix == ".h" for name in PROTOTYPE.findall(p.read_text(encoding="utf-8"))}
    for path in shipped:
        for name in DEFINITION.findall(path.read_text(encoding="utf-8")) if path.suffix == ".c" else ():
            if name not in declared:
                problems.append(f"{path}: {name} is in no header and not static")
    for where, name, lines, complexity in functions([p for p in shipped if p.suffix == ".c"]):
        if lines > MAX_FUNCTION_LINES:
            problems.append(f"{where}: {name} has {lines} lines, {MAX_FUNCTION_LINES} at most")
        if complexity > MAX_COMPLEXITY:
            problems.append(f"{where}: {name} has complexity {complexity}, {MAX_COMPLEXITY} at most")
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
