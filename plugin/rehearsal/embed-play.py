#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Write a file's bytes as a C array, so that warden.so needs no file beside it.

usage: embed-play.py INPUT OUTPUT
"""
import pathlib
import sys

play = pathlib.Path(sys.argv[1]).read_bytes()
rows = [", ".join(str(byte) for byte in play[i : i + 20]) for i in range(0, len(play), 20)]
pathlib.Path(sys.argv[2]).write_text(
    "/* Made by embed-play.py. */\n#pragma once\n\n"
    "static const unsigned char wd_rehearsal_play[] = {\n\t" + ",\n\t".join(rows) + "};\n"
)
