#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""wardenctl in the language that nobody speaks; prints TAP.

usage: test-pseudo-ctl.py ROOT WARDENCTL
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import pseudo_locale


def run(folder, *arguments):
    done = subprocess.run([sys.argv[2], *arguments], env=pseudo_locale.environment(folder), capture_output=True, encoding="utf-8")
    return done.stdout + done.stderr


def test_help_is_translated(folder):
    lines = run(folder, "--help").splitlines()
    commands = [line for line in lines if re.match(r"  [a-z]+( [a-z]+)? {2,}", line)]
    assert len(commands) > 30, lines
    for line in commands:
        said = line[20:].strip()
        assert said.startswith(pseudo_locale.OPEN) and not re.search("[A-Za-z]", said), line


def test_a_number_finds_its_form(folder):
    for n, form in ((1, "entry"), (2, "entries")):
        sites, made = folder / f"{n}.txt", folder / f"{n}.wdlist"
        sites.write_text("".join(f"evil{i}.example\n" for i in range(n)))
        said = run(folder, "lists", "compile", "--output", str(made), str(sites))
        accented = pseudo_locale.accent(f"%s: %u {form} from %u lines").replace("%s", str(made)).replace("%u", str(n))
        assert accented in said, (said, accented)


def test_what_doctor_says_stands_in_columns(folder):
    lines = [line for line in run(folder, "doctor", "--profile", str(folder)).splitlines() if line.strip()]
    starts = {len(re.match(rf"{pseudo_locale.OPEN}[^{pseudo_locale.CLOSE}]*{pseudo_locale.CLOSE} *", line).group()) for line in lines}
    assert len(lines) > 10 and starts == {15}, lines


def test_an_unknown_command_is_told_in_it(folder):
    said = run(folder, "dance")
    assert pseudo_locale.accent("wardenctl: no command \u201c%s\u201d").replace("%s", "dance") in said, said


def main(root):
    failures = 0
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    with tempfile.TemporaryDirectory(prefix="warden-pseudo-") as name:
        folder = pathlib.Path(name)
        pseudo_locale.make_catalogue(pathlib.Path(root), folder)
        for number, (label, test) in enumerate(tests, 1):
            try:
                test(folder)
                print(f"ok {number} /pseudo/ctl/{label[5:]}")
            except AssertionError as error:
                failures += 1
                print(f"not ok {number} /pseudo/ctl/{label[5:]}\n# " + str(error).replace("\n", "\n# "))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
