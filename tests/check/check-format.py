#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""clang-format decides the layout.

usage: check-format.py ROOT
"""
import subprocess
import sys

import tree


def main(root):
    paths = [str(p) for p in tree.c_files(root)]
    done = subprocess.run(["clang-format", "--dry-run", "--Werror", "--ferror-limit=3", *paths], check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
