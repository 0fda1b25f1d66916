#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A module shows the client one symbol, purple_init_plugin.

usage: check-exports.py MODULE.SO...
"""
import subprocess
import sys

import tree


def main(modules):
    problems = []
    for module in modules:
        out = subprocess.run(["nm", "-D", "--defined-only", module], check=True, capture_output=True, text=True).stdout
        names = {line.split()[-1] for line in out.splitlines()} - {"__odr_asan_gen_purple_init_plugin"}
        if names != {"purple_init_plugin"}:
            problems.append(f"{module} exports {', '.join(sorted(names)) or 'nothing'}")
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
