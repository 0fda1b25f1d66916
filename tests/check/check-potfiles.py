#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Translatable strings stand where they may, and translators get every file that has some.

usage: check-potfiles.py ROOT
"""
import pathlib
import re
import sys

import tree

MARKED = re.compile(r'(?<![\w])(?:_|N_|NP_|Q_|C_|NC_|g_dngettext|ngettext|dngettext)\(')
# libintl's own look in the client's catalogue, which is Pidgin's: never translated.
UNBOUND = re.compile(r"(?<![\w])(?:gettext|ngettext|dngettext|dgettext)\(")
# The engine's tables whose words a screen shows; see engine/wd-marked.h.
TABLES = re.compile(r"plugin/engine/wd-policy-(?:rows-[a-z]+|item)\.c")
FOLDERS = ("ui", "purple", "finch", "pidgin", "ctl", "rehearsal")


def main(root):
    root = pathlib.Path(root)
    problems = []
    listed = [line for line in (root / "po/POTFILES.in").read_text().splitlines() if line and not line.startswith("#")]
    if listed != sorted(listed):
        problems.append("po/POTFILES.in is not sorted")
    found = set()
    for path in tree.c_files(root, "plugin"):
        name = path.relative_to(root).as_posix()
        if UNBOUND.search(re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)):
            problems.append(f"{name}: plurals are g_dngettext(GETTEXT_PACKAGE, ...): others look in the client's catalogue")
        if TABLES.fullmatch(name) and re.search(r'\.doc = "', path.read_text(encoding="utf-8")):
            problems.append(f"{name}: a setting's .doc is shown to people: N_()")
        if not MARKED.search(re.sub(r"/\*.*?\*/|^[ \t]*#define[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)):
            continue
        found.add(name)
        parts = path.relative_to(root).parts
        if len(parts) > 2 and parts[1] not in FOLDERS and not TABLES.fullmatch(name):
            problems.append(f"{name}: only {', '.join(FOLDERS)} speak to people")
    problems += [f"{name} is missing in po/POTFILES.in" for name in sorted(found - set(listed))]
    problems += [f"po/POTFILES.in lists {name}, which has nothing to translate" for name in sorted(set(listed) - found)]
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
