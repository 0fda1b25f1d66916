#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Catalogues are installed where the modules look for them, one for each language.

usage: check-locale-place.py ROOT [BUILD]
"""
import json
import pathlib
import re
import sys

import tree


def main(root, build=None):
    root = pathlib.Path(root)
    build = pathlib.Path(build or root / "build")
    config = (build / "config.h").read_text()
    place, domain = (re.search(rf'#define {name} "(.*)"', config)[1] for name in ("WD_LOCALE_DIR", "GETTEXT_PACKAGE"))
    installed = set(json.loads((build / "meson-info/intro-installed.json").read_text()).values())
    wanted = {f"{place}/{language}/LC_MESSAGES/{domain}.mo" for language in (root / "po/LINGUAS").read_text().split()}
    problems = [f"{path} is not installed" for path in sorted(wanted - installed)]
    catalogues = {path for path in installed if path.endswith(".mo")}
    return tree.report(problems + [f"{path} is where nobody looks" for path in sorted(catalogues - wanted)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
