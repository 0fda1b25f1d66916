#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What packagers and software centres read: one version everywhere, metainfo and manual pages without a complaint.

usage: check-package.py ROOT [MANUAL_PAGE]...
"""
import pathlib
import re
import subprocess
import sys

import tree

METAINFO = "plugin/data/metainfo/org.purple_warden.pidgin_warden.metainfo.xml"
VERSIONS = {  # where the newest version stands
    "meson.build": r"^  version: '([^']+)'",
    "CHANGELOG.md": r"^## (\S+)",
    "debian/changelog": r"^purple-warden \(([^)]+)\)",
    METAINFO: r'<release version="([^"]+)"',
}


def find_versions(root):
    for name, pattern in VERSIONS.items():
        found = re.search(pattern, (root / name).read_text(encoding="utf-8"), re.MULTILINE)
        yield name, found and found.group(1)


def look_at_metainfo(path):
    command = ["appstreamcli", "validate", "--pedantic", "--no-net", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(("E:", "W:", "I:", "P:"))]


def look_at_page(path):
    command = ["man", "--warnings", "--local-file", "--encoding=UTF-8", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr.splitlines()


def main(root, *pages):
    root = pathlib.Path(root)
    versions = dict(find_versions(root))
    problems = []
    if len(set(versions.values())) != 1:
        problems += [f"{name}: version {version}" for name, version in versions.items()]
    problems += look_at_metainfo(root / METAINFO)
    for page in pages:
        problems += [f"{page}: {line}" for line in look_at_page(page)]
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
