#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the language of pseudo_locale from the sources of now and runs a program in it.

usage: run-pseudo.py ROOT PROGRAM [ARGUMENT]...
"""
import pathlib
import subprocess
import sys
import tempfile

import pseudo_locale


def main(root, *command):
    with tempfile.TemporaryDirectory(prefix="warden-pseudo-") as name:
        folder = pathlib.Path(name)
        pseudo_locale.make_catalogue(pathlib.Path(root), folder)
        return subprocess.run(command, env=pseudo_locale.environment(folder)).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
