#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The headless rehearsal as a person starts it: the real module, the real tool; prints TAP.

usage: test-rehearse.py WARDEN_REHEARSE
"""
import json
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
SPIM = "CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money: http://claim.example"


def play(scenes, *arguments):
    """Plays scenes and returns (exit status, output)."""
    with tempfile.TemporaryDirectory(prefix="warden-test-") as folder:
        script = pathlib.Path(folder) / "play.json"
        script.write_text(scenes if isinstance(scenes, str) else json.dumps({"contacts": CONTACTS, "scenes": scenes}))
        return run("--script", script, *arguments)


def run(*arguments):
    result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)
    return result.returncode, result.stdout + result.stderr


CONTACTS = [{"name": "anna@office.example", "online": True}]


def scene(name, actor, action, expect, **more):
    return {"id": name, "actor": actor, "action": action, "expect": expect, "title": name, "delay_ms": 300, **more}


def test_built_in_comes_out_as_expected():
    status, output = run("--headless")
    assert status == 0, output
    assert ", 0 different" in output, output


def test_the_score_is_in_the_audit_trail():
    """Every trap of the script is met, and the person of the script falls for none."""
    with tempfile.TemporaryDirectory(prefix="warden-test-") as folder:
        run("--headless", "--profile", folder)
        lines = [json.loads(line) for path in sorted((pathlib.Path(folder) / "warden" / "audit").glob("*.jsonl"))
                 for line in path.read_text().splitlines()]
    results = [line for line in lines if line["ev"] == "training.completed"]
    assert len(results) == 1, results
    avoided, met = results[0]["data"]["score"].split("/")
    assert avoided == met and int(met) >= 5, results[0]
    assert results[0]["outcome"] == "success", results[0]


def test_a_difference_is_named():
    status, output = play([scene("prize", "x@prizes.example", "message", "shown", text=SPIM)])
    assert status == 1, output
    assert '"prize" should have been shown' in output, output


def test_a_card_that_should_have_left_is_named():
    status, output = play([scene("card", "me", "say", "sent", to="anna@office.example", text="4111 1111 1111 1111")])
    assert status == 1, output
    assert '"card" should have been sent' in output, output


def test_a_review_of_what_was_not_held_fails():
    status, output = play([
        scene("hello", "anna@office.example", "message", "shown", text="Hello Bea"),
        scene("release", "me", "release", "delivered", of="hello"),
    ])
    assert status == 1, output
    assert 'nothing of scene "hello" is in the review queue' in output, output


def test_a_malformed_script_is_refused():
    status, output = play('{"contacts": [], "scenes": [{}]}')
    assert status == 3, output
    assert "scene 1" in output, output


def test_a_missing_module_is_no_success():
    status, output = run("--headless", "--module", "/nonexistent/warden.so")
    assert status == 1, output
    assert "did not load" in output, output


def test_a_profile_with_accounts_is_left_alone():
    with tempfile.TemporaryDirectory(prefix="warden-test-") as folder:
        accounts = pathlib.Path(folder) / "accounts.xml"
        accounts.write_text("<account><account><protocol>prpl-jabber</protocol></account></account>")
        status, output = run("--headless", "--profile", folder)
        assert status == 3, output
        assert [p.name for p in pathlib.Path(folder).iterdir()] == ["accounts.xml"]


def test_a_throw_away_profile_is_thrown_away():
    with tempfile.TemporaryDirectory(prefix="warden-test-") as folder:
        result = subprocess.run([PROGRAM, "--headless", "--module", "/nonexistent/warden.so"], capture_output=True,
                                stdin=subprocess.DEVNULL, env={"TMPDIR": folder, "PATH": "/usr/bin:/bin"}, timeout=60)
        assert result.returncode == 1
        assert not list(pathlib.Path(folder).iterdir())


def test_an_unknown_option_is_a_usage_error():
    assert run("--dance")[0] == 2
    assert run("--prepare", "pidgin")[0] == 2


CASES = [value for name, value in list(globals().items()) if name.startswith("test_")]


def main():
    print(f"1..{len(CASES)}", flush=True)
    n_failed = 0
    for i, case in enumerate(CASES, 1):
        name = case.__name__.removeprefix("test_").replace("_", "-")
        try:
            case()
            print(f"ok {i} {name}", flush=True)
        except Exception as problem:
            n_failed += 1
            print(f"not ok {i} {name}", flush=True)
            print("\n".join("# " + line for line in f"{type(problem).__name__}: {problem}".splitlines()), flush=True)
    return 1 if n_failed else 0


sys.exit(main())
