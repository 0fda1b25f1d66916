#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Write a file's bytes as the inside of a C array, so that warden.so needs no file beside it.

usage: embed.py INPUT OUTPUT
"""
import pathlib
import sys

content = pathlib.Path(sys.argv[1]).read_bytes()
rows = [",".join(map(str, content[i : i + 40])) for i in range(0, len(content), 40)]
pathlib.Path(sys.argv[2]).write_text("/* Made by embed.py. */\n" + ",\n".join(rows) + "\n")
