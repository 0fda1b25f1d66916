#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""RequireEndToEnd with the real pidgin-otr and the real purple-lurch, against a real server: no words go in the clear.
And whether what OTR keeps private is logged.

usage: test-encryption.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import base64
import contextlib
import pathlib
import re
import sqlite3
import subprocess
import sys

from clients import Desktop, Finch, Pidgin
from otr_peer import OtrPeer
from processes import Failed, stays_false, wait_for
from profile import find_plaintext, write_profile
from server import HOST
from stage import COLLEAGUE, expect, main

POLICY = f"[Encryption]\nRequireEndToEnd=*@{HOST}\n"
ERIN = f"erin@{HOST}"
OTTO = f"otto@{HOST}"
DANA = f"dana@{HOST}"
IM = 1  # PURPLE_CONV_TYPE_IM
PRIVATE = ("the mole is in the tunnel", "the badger digs on")
SETTLE_S = 4  # in which a message would have arrived


def find_plugin(package, name):
    """Packages differ in whether the machine's triplet is part of the folder."""
    folder = subprocess.run(["pkg-config", "--variable=plugindir", package], capture_output=True, text=True,
                            check=True).stdout.strip()
    for place in (pathlib.Path(folder), pathlib.Path("/usr/lib") / pathlib.Path(folder).name):
        if (place / name).exists():
            return place / name
    raise Failed(f"{name} is not installed")


def open_conversation(client, peer):
    [account] = client.bus.call_list("PurpleAccountsGetAll")
    return client.bus.call_int("PurpleConversationNew", IM, account, peer)


def say(client, peer, text):
    """As somebody who writes in a conversation."""
    client.bus.call("PurpleConvImSend", client.bus.call_int("PurpleConvIm", open_conversation(client, peer)), text)


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.n_clients = 0
        self.lurch = find_plugin("purple", "lurch.so")
        self.otr = find_plugin("pidgin", "pidgin-otr.so")
        stage.server.add_person("dana", ["anna", "erin", "otto"])
        stage.server.add_person("erin", ["dana"])
        stage.server.add_person("otto", ["dana"])
        self.desktop = Desktop(stage.base)
        stage.endings.append(self.desktop.stop)
        self.desktop.start()

    def warden(self, *names):
        return self.stage.modules(*names)

    def start(self, client, name, modules, policy=POLICY, is_strict=True):
        """A new profile of one person, with these plugins in this order."""
        self.n_clients += 1
        base = self.stage.base / f"client{self.n_clients}"
        base.mkdir()
        profile = write_profile(base / "profile", client, self.stage.server, name, modules)
        if policy is not None:
            (profile / "warden").mkdir(mode=0o700)
            (profile / "warden" / "settings.conf").write_text(policy)
        started = Finch(base, profile) if client == "finch" else Pidgin(self.desktop, profile, is_strict)
        self.stage.endings.append(started.quit)
        return started.start()

    def is_on_wire(self, text):
        return any(text in line for line in self.stage.server.read_wire())

    def expect_silence(self, text):
        expect(stays_false(lambda: self.is_on_wire(text), SETTLE_S), f"{text!r} went over the wire")
        expect(not any(text in got for got in self.stage.colleague.got), f"{text!r} arrived")


def check_plain(scene, client, modules, text):
    """To somebody whose client cannot encrypt: nothing goes, and the text is not lost."""
    dana = scene.start(client, "dana", modules)
    try:
        say(dana, COLLEAGUE, text)
        scene.expect_silence(text)
        lines = dana.bus.find_conversation(COLLEAGUE) or []
        expect(any("Not sent" in line for line in lines), f"nobody was told: {lines}")
    finally:
        dana.quit()


def test_otr_loaded_first(scene):
    check_plain(scene, "pidgin", [scene.otr, *scene.warden("warden.so", "warden-pidgin.so")], "the otter is first")


def test_otr_loaded_last(scene):
    check_plain(scene, "pidgin", [*scene.warden("warden.so", "warden-pidgin.so"), scene.otr], "the otter is last")


def test_omemo_loaded_first(scene):
    check_plain(scene, "finch", [scene.lurch, *scene.warden("warden.so")], "the lurch is first")


def test_omemo_loaded_last(scene):
    check_plain(scene, "finch", [*scene.warden("warden.so"), scene.lurch], "the lurch is last")


def knows_device(client, peer):
    """Whether lurch has written down a device of the peer."""
    path = next(client.profile.glob("*_omemo_db.sqlite"), None)
    if path is None:
        return False
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return any(peer in str(row) for table in tables for row in database.execute(f"SELECT * FROM {table}"))


def check_omemo(scene, modules, text):
    """To somebody whose client can: it goes, as cipher, and is read there."""
    erin = scene.start("finch", "erin", [scene.lurch], policy=None)
    dana = scene.start("finch", "dana", modules)

    def arrives():
        # Until the other one's devices are known, lurch sends in the clear, and Warden stops that.
        say(dana, ERIN, text)
        return not stays_false(
            lambda: any(text in line for line in erin.bus.find_conversation(f"dana@{HOST}") or []), 10)

    try:
        wait_for(lambda: knows_device(dana, ERIN), 40, "the other one's devices are known")
        wait_for(arrives, 60, "an encrypted message is read")
        expect(not scene.is_on_wire(text), f"{text!r} went over the wire")
        expect(scene.is_on_wire("eu.siacs.conversations.axolotl"), "nothing was encrypted")
    finally:
        dana.quit()
        erin.quit()


def test_omemo_is_read_loaded_first(scene):
    check_omemo(scene, [scene.lurch, *scene.warden("warden.so")], "the pike is in the reeds")


def test_omemo_is_read_loaded_last(scene):
    check_omemo(scene, [*scene.warden("warden.so"), scene.lurch], "the perch is in the reeds")


def read_log(scene, client):
    """All that stands in the encrypted logs of a client that has ended; and nothing lies beside them in the clear."""
    folder = client.profile.parent / "exported"
    status, _ = scene.stage.wardenctl(client.profile, "logs", "export", "--format", "txt", "--output", folder)
    expect(status == 0, f"the export ends with {status}")
    expect(not find_plaintext(client.profile, PRIVATE), "it lies there in the clear")
    return "".join(path.read_text() for path in folder.glob("*.txt"))


def reads(client, peer, text):
    return any(text in line for line in client.bus.find_conversation(peer) or [])


def talk_privately(scene, policy, with_otr):
    """A private conversation between two people with OTR, one of whom has Warden; returns its log."""
    # Not strict: with pidgin-otr alone Pidgin has a critical, too, when a key is made.
    erin = scene.start("pidgin", "erin", [scene.otr], policy=None, is_strict=False)
    dana = scene.start("pidgin", "dana", with_otr, policy=policy, is_strict=False)
    try:
        # The first message bears a mark by which erin's OTR sees that dana's is there. Both make their keys now.
        say(dana, ERIN, "is anybody there")
        wait_for(lambda: reads(dana, ERIN, "onversation with"), 60, "the conversation is private")
        say(dana, ERIN, PRIVATE[0])
        wait_for(lambda: reads(erin, f"dana@{HOST}", PRIVATE[0]), 20, "it is read")
        say(erin, f"dana@{HOST}", PRIVATE[1])
        wait_for(lambda: reads(dana, ERIN, PRIVATE[1]), 20, "the answer is read")
        expect(not any(scene.is_on_wire(text) for text in PRIVATE), "it went over the wire")
        told = reads(dana, ERIN, "marked as not to be logged")
        scene.desktop.screenshot(scene.stage.artefacts / f"otr-{'told' if told else 'untold'}.png")
    finally:
        dana.quit()
        erin.quit()
    return told, read_log(scene, dana)


def check_honoured(scene, with_otr):
    told, log = talk_privately(scene, None, with_otr)
    expect("is anybody there" in log, f"what was in the clear is not logged: {log}")
    expect(not any(text in log for text in PRIVATE), f"what was private is logged: {log}")
    expect(not told, "it is said to be logged")


def check_overridden(scene, with_otr):
    told, log = talk_privately(scene, "[Logs]\nHonourNoLog=false\n", with_otr)
    expect(all(text in log for text in PRIVATE), f"what was private is not logged: {log}")
    expect(told, "the person is not told that it is logged")


def test_otr_no_log_is_honoured_otr_first(scene):
    check_honoured(scene, [scene.otr, *scene.warden("warden.so", "warden-pidgin.so")])


def test_otr_no_log_is_honoured_otr_last(scene):
    check_honoured(scene, [*scene.warden("warden.so", "warden-pidgin.so"), scene.otr])


def test_otr_no_log_is_overridden_otr_first(scene):
    check_overridden(scene, [scene.otr, *scene.warden("warden.so", "warden-pidgin.so")])


def test_otr_no_log_is_overridden_otr_last(scene):
    check_overridden(scene, [*scene.warden("warden.so", "warden-pidgin.so"), scene.otr])


def test_otr_to_its_end(scene):
    """Begun by the other side, used, ended by the other side: from then on nothing goes, and after a new start neither."""
    otto = scene.stage.peers.add("otto", OtrPeer)
    modules = [scene.otr, *scene.warden("warden.so", "warden-pidgin.so")]
    dana = scene.start("pidgin", "dana", modules)
    try:
        open_conversation(dana, OTTO)  # without one pidgin-otr has XMPP's protocol complain
        otto.invite(DANA)
        wait_for(lambda: otto.is_private(DANA), 60, "the conversation is private")
        say(dana, OTTO, "the heron is asleep")
        wait_for(lambda: any("the heron is asleep" in text for text in otto.read), 20, "the private message is read")
        expect(not scene.is_on_wire("the heron is asleep"), "a private message went in the clear")
        otto.end(DANA)
        wait_for(lambda: reads(dana, OTTO, "has ended"), 20, "the end is seen")
        say(dana, OTTO, "the heron is awake")
        scene.expect_silence("the heron is awake")
        expect(not any("the heron is awake" in text for text in otto.read + otto.got), "it arrived")
    finally:
        dana.quit()
    dana = scene.start("pidgin", "dana", modules)
    try:
        say(dana, OTTO, "the heron has flown")
        scene.expect_silence("the heron has flown")
        expect(reads(dana, OTTO, "Not sent"), "nobody was told")
    finally:
        dana.quit()


def test_omemo_device_that_is_new(scene):
    """The other side signs on with another device: said in the conversation, and kept by the trail."""
    erin = scene.start("finch", "erin", [scene.lurch], policy=None)
    dana = scene.start("finch", "dana", [scene.lurch, *scene.warden("warden.so")], policy="")
    try:
        wait_for(lambda: knows_device(dana, ERIN), 40, "the other one's device is known")
        say(dana, ERIN, "hello")
        erin.quit()
        erin = scene.start("finch", "erin", [scene.lurch], policy=None)
        wait_for(lambda: reads(dana, ERIN, "device that was not there"), 60, "the new device is told about")
        trail = "".join(path.read_text() for path in (dana.profile / "warden" / "audit").glob("*.jsonl"))
        expect('"peer.key-changed"' in trail and '"omemo"' in trail, "the trail does not have it")
    finally:
        dana.quit()
        erin.quit()


def run_gpg(home, *arguments, data=None):
    result = subprocess.run(["gpg", "--homedir", home, "--batch", "--quiet", *arguments], input=data, capture_output=True)
    if result.returncode != 0:
        raise Failed(f"gpg {arguments[0]}: {result.stderr.decode()}")
    return result.stdout


def end_gpg(home):
    subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False)


def read_openpgp(home, wire, element):
    """What the stanzas of one form on the wire say."""
    texts = []
    for body in re.findall(rf"<{element} xmlns=['\"][^'\"]*['\"]>([^<]+)</{element}>", "\n".join(wire)):
        data = base64.b64decode("".join(line for line in body.split("\n") if not line.startswith("=")))
        texts.append(run_gpg(home, "--decrypt", data=data).decode())
    return texts


def check_openpgp(scene, mode, text):
    dana = scene.start("finch", "dana", [scene.stage.build / "tests" / "real" / "openpgp-plugin.so", *scene.warden("warden.so")])
    home = dana.profile / "gnupg"
    home.mkdir(mode=0o700)
    try:
        run_gpg(home, "--passphrase", "", "--quick-generate-key", "dana", "default", "default", "never")
        (dana.profile / "openpgp").write_text(mode)
        say(dana, COLLEAGUE, text)
        if mode == "both":
            scene.expect_silence(text)
            return
        element = "openpgp" if mode == "ox" else "x"
        wait_for(lambda: any(text in got for got in read_openpgp(home, scene.stage.server.read_wire(), element)), 20,
                 "the cipher is on the wire")
        expect(not scene.is_on_wire(text), f"{text!r} went over the wire")
        (dana.profile / "openpgp").write_text("")  # the plugin stops encrypting, and nobody says so
        say(dana, COLLEAGUE, f"{text}, in the clear")
        scene.expect_silence("in the clear")
    finally:
        end_gpg(home)
        dana.quit()


def test_openpgp_old_form(scene):
    check_openpgp(scene, "x", "the stork has landed")


def test_openpgp_new_form(scene):
    check_openpgp(scene, "ox", "the crane has landed")


def test_openpgp_beside_the_words(scene):
    check_openpgp(scene, "both", "the goose has landed")


CASES = [
    test_otr_loaded_first,
    test_otr_loaded_last,
    test_omemo_loaded_first,
    test_omemo_loaded_last,
    test_omemo_is_read_loaded_first,
    test_omemo_is_read_loaded_last,
    test_otr_no_log_is_honoured_otr_first,
    test_otr_no_log_is_honoured_otr_last,
    test_otr_no_log_is_overridden_otr_first,
    test_otr_no_log_is_overridden_otr_last,
    test_omemo_device_that_is_new,
    test_otr_to_its_end,
    test_openpgp_old_form,
    test_openpgp_new_form,
    test_openpgp_beside_the_words,
]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES, modules=("pep", "warden_wire")))
