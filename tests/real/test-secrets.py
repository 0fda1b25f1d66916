#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Keys in the memory of a real Pidgin that logs, keeps for review and audits: where they lie, and how long objects of
libgcrypt's live.

usage: test-secrets.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import re
import sys
import time

from clients import Desktop, Pidgin
from duties import HELLO, SPIM
from processes import wait_for
from profile import write_profile
from stage import COLLEAGUE, ME, STRANGER, expect, main

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  # of bech32
KEY_AT, KEY_LEN = 48, 32  # of the next audit line, in audit/state


def read_identity(text):
    """The private key's 32 bytes. Its checksum is age's business."""
    numbers = [LETTERS.index(letter) for letter in text.rpartition("1")[2].lower()[:-6]]
    bits = "".join(f"{number:05b}" for number in numbers)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, 256, 8))


def read_mappings(pid):
    """Every mapping that can be written: (start, end, flags)."""
    found, place = [], None
    with open(f"/proc/{pid}/smaps") as smaps:
        for line in smaps:
            start = re.match(r"([0-9a-f]+)-([0-9a-f]+) (....)", line)
            if start:
                place = (int(start[1], 16), int(start[2], 16), start[3])
            elif line.startswith("VmFlags:") and place[2].startswith("rw"):
                found.append((place[0], place[1], line.split()[1:]))
    return found


def find_in_memory(pid, secret):
    """The flags of each mapping in which the bytes stand."""
    hits = []
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, flags in read_mappings(pid):
            try:
                memory.seek(start)
                block = memory.read(end - start)
            except OSError:
                continue  # it went while we looked
            hits += [flags] * block.count(secret)
    return hits


class Scene:
    """One that has logged a conversation and kept a message for review."""

    def __init__(self, stage):
        self.stage = stage
        self.desktop = Desktop(stage.base).start()
        stage.endings.append(self.desktop.stop)
        self.profile = write_profile(stage.base / "pidgin", "pidgin", stage.server, "dana",
                                     stage.modules("warden.so", "warden-pidgin.so"))
        self.counts = stage.base / "gcrypt-counts"
        self.pidgin = Pidgin(self.desktop, self.profile, is_strict=False, prefix=[
            "env", f"LD_PRELOAD={stage.build / 'tests' / 'real' / 'gcrypt-watch.so'}", f"WARDEN_GCRYPT_WATCH={self.counts}"])
        stage.endings.append(self.pidgin.quit)
        self.pidgin.start()
        stage.stranger.say(ME, SPIM)
        stage.colleague.say(ME, HELLO)
        wait_for(lambda: stage.find_held(self.profile, "im", STRANGER), 20, "the message is in the review queue")
        wait_for(lambda: self.pidgin.bus.find_conversation(COLLEAGUE), 20, "the message is shown")
        wait_for(lambda: list(self.profile.rglob("*.wdlog")), 20, "it is logged")
        self.pid = self.pidgin.bus.get_pid()


def read_key(scene, name):
    return (scene.profile / "warden" / "keys" / name).read_text().splitlines()[-1]


def expect_kept(scene, what, secret):
    """In memory at all, and nowhere but on pages that no core dump and no child has."""
    hits = find_in_memory(scene.pid, secret)
    print(f"# {what}: {len(hits)} times in memory", flush=True)
    bad = [flags for flags in hits if not {"dd", "wf"} <= set(flags)]
    expect(not bad, f"{what} would be in a core dump or a child: {bad}")
    return len(hits)


def test_a_key_is_found_at_all(scene):
    """The scan sees what it is to see: the public key is everywhere."""
    expect(find_in_memory(scene.pid, read_key(scene, "recipient.txt").encode()), "the scan is blind")


def test_private_key(scene):
    text = read_key(scene, "identity.txt")
    expect(text.startswith("AGE-SECRET-KEY-1"), "there is no private key")
    expect_kept(scene, "the private key", read_identity(text))
    expect(not find_in_memory(scene.pid, text.encode()), "the private key's text was left in memory")
    expect(not find_in_memory(scene.pid, text[20:].encode()), "a part of its text was left in memory")


def test_pseudonyms(scene):
    text = read_key(scene, "pseudonym.txt")
    expect(expect_kept(scene, "the secret of the pseudonyms", bytes.fromhex(text)) > 0, "it is not in use")
    expect(not find_in_memory(scene.pid, text.encode()), "its text was left in memory")


def test_audit_key(scene):
    """It is in audit/state, too, for the next start; a core dump goes further than that file."""
    state = scene.profile / "warden" / "audit" / "state"
    time.sleep(3)  # the last line is synced within one
    key = state.read_bytes()[KEY_AT:KEY_AT + KEY_LEN]
    expect(any(key), "there is no key")
    expect(expect_kept(scene, "the audit trail's key", key) > 0, "it is not in use")


def test_no_object_outlives_its_turn(scene):
    scene.pidgin.quit()
    n_opened, n_turns, n_alive = map(int, scene.counts.read_text().split())
    print(f"# {n_opened} objects of libgcrypt's in {n_turns} turns of the main loop, {n_alive} at the end", flush=True)
    expect(n_opened > 5 and n_turns > 100, "nothing was looked at")
    expect(n_alive == 0, f"{n_alive} are alive at the end")


if __name__ == "__main__":
    sys.exit(main(Scene, [test_a_key_is_found_at_all, test_private_key, test_pseudonyms, test_audit_key,
                          test_no_object_outlives_its_turn]))
