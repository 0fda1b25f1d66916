#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The audit trail's names are a contract: each that the sources write is in plugin/store/README.md, and the other way round.

usage: check-audit-names.py ROOT
"""
import pathlib
import re
import sys

import tree

NAME = r"(?:account|ack|audit|contact|file|key|link|log|msg|plugin|policy|protection|queue|report|session|spam|training)\.[a-z_.]+"
WRITERS = ("plugin/purple", "plugin/store")
CODES = "plugin/ui/wd-phrases.c"  # a finding's code may look the same


def strings(path):
    text = re.sub(r"/\*.*?\*/|^[ \t]*#[ \t]*include[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(f'"({NAME})"', text))


def main(root):
    root = pathlib.Path(root)
    codes = strings(root / CODES)
    written = set().union(*(strings(path) for path in tree.c_files(root, *WRITERS))) - codes
    page = (root / "plugin/store/README.md").read_text(encoding="utf-8")
    named = set(re.findall(f"`({NAME})`", page))  # reasons, too
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in re.findall(f"`({NAME})`", row.split("|")[1])}
    problems = [f"plugin/store/README.md does not name {name}" for name in sorted(written - named)]
    problems += [f"plugin/store/README.md lists {name}, which nothing writes" for name in sorted(listed - written)]
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
