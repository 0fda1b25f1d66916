#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How ./dev treats packages and words, with stand-ins for the package tools; prints TAP.

usage: test-dev.py DEV
"""
import os
import pathlib
import stat
import subprocess
import sys
import tempfile

DEV = sys.argv[1]
QUERY = '#!/bin/sh\nfor last; do :; done\ncase " $MISSING " in *" $last "*) exit 1 ;; esac\nprintf installed\n'
APT = '#!/bin/sh\necho "$*" >> "$CALLS"\n[ "$1" = update ] || [ -z "$FAILS_ONCE" ] || [ "$(grep -c install "$CALLS")" -gt 1 ]\n'
SUDO = '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n'


def dev(*arguments, missing="", fails_once=""):
    """Runs ./dev with stand-ins: (exit status, output, calls of apt-get)."""
    with tempfile.TemporaryDirectory(prefix="warden-test-") as folder:
        for name, text in (("dpkg-query", QUERY), ("apt-get", APT), ("sudo", SUDO)):
            path = pathlib.Path(folder) / name
            path.write_text(text)
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        calls = pathlib.Path(folder) / "calls"
        env = {"PATH": folder + ":/usr/bin:/bin", "MISSING": missing, "FAILS_ONCE": fails_once, "CALLS": str(calls)}
        result = subprocess.run([DEV, *arguments], capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL)
        return result.returncode, result.stdout + result.stderr, calls.read_text() if calls.exists() else ""


def test_nothing_is_installed_when_all_is_there():
    status, output, calls = dev("deps")
    assert status == 0 and calls == "", (output, calls)


def test_only_what_is_missing_is_installed():
    status, output, calls = dev("deps", missing="age prosody")
    assert status == 0, output
    installs = [line for line in calls.splitlines() if line.startswith("install")]
    assert len(installs) == 1 and installs[0].endswith("prosody age"), calls
    assert "update" not in calls, calls


def test_lists_are_updated_once_when_needed():
    status, output, calls = dev("deps", missing="age", fails_once="yes")
    assert status == 0, output
    assert [line.split()[0] for line in calls.splitlines()] == ["install", "update", "install"], calls


def test_help_names_every_verb():
    status, output, _ = dev("--help")
    assert status == 0
    for verb in ("run", "build", "test", "check", "bench", "fuzz", "install", "package", "deps"):
        assert f"\n  {verb} " in output, output


def test_an_unknown_verb_is_a_usage_error():
    assert dev("dance")[0] == 2
    assert dev("run", "--dance")[0] == 2



CASES = [value for name, value in list(globals().items()) if name.startswith("test_")]


def main():
    print(f"1..{len(CASES)}", flush=True)
    n_failed = 0
    for i, case in enumerate(CASES, 1):
        try:
            case()
            result = "ok"
        except Exception as problem:
            n_failed += 1
            result = "not ok"
            print("\n".join("# " + line for line in f"{problem!r}".splitlines()))
        print(f"{result} {i} {case.__name__.removeprefix('test_').replace('_', '-')}", flush=True)
    return 1 if n_failed else 0


sys.exit(main())
