#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Report and block in the real Pidgin: on a server that takes reports, one that only blocks, and one that does neither.

usage: test-report.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import re
import sys

from clients import Desktop, Pidgin
from duties import SPIM
from processes import stays_false, wait_for
from profile import write_profile
from server import HOST, lua_name
from stage import COLLEAGUE, ME, expect, main

REPORTS = ("mam", "warden_reports")
BLOCKS = ("blocklist",)
HELLO = "I sell posters, are you interested?"


def jid(name):
    return f"{name}@{HOST}"


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.server = stage.server
        self.desktop = Desktop(stage.base)
        stage.endings.append(self.desktop.stop)
        self.desktop.start()
        self.profile = write_profile(stage.base / "pidgin", "pidgin", stage.server, "dana",
                                     stage.modules("warden.so", "warden-pidgin.so"))
        self.client = Pidgin(self.desktop, self.profile)
        stage.endings.append(self.client.quit)
        self.client.start()

    def change_server(self, modules):
        self.client.quit()
        self.server.stop()
        self.server.modules = modules
        self.server.start()
        self.stage.colleague = self.stage.peers.add("anna")
        self.client.start()

    def hold_spim(self, name):
        peer = self.stage.peers.add(name)
        peer.say(ME, SPIM)
        row = wait_for(lambda: self.stage.find_held(self.profile, "im", jid(name)), 20, "the message is held")
        return peer, row

    def report(self, row):
        status, output = self.stage.wardenctl(self.profile, "queue", "report", row["id"])
        expect(status == 0 and "blocks the sender" in output, f"queue report ends with {status}: {output}")

    def reports(self, name):
        """The blocks of one sender that the server's module saw, as XML."""
        return [line for line in self.server.read_reports() if f"'{jid(name)}'" in line]

    def is_blocked_by_server(self, name):
        path = self.server.base / "data" / lua_name(HOST) / "blocklist" / "dana.dat"
        return path.exists() and jid(name) in path.read_text()

    def expect_silence(self, peer, name):
        """What the blocked one sends now is nowhere to be seen."""
        n_rows = len(self.stage.queue(self.profile))
        peer.say(ME, SPIM)
        peer.say(ME, "Why do you not answer?")
        expect(stays_false(lambda: self.client.bus.find_conversation(jid(name)) is not None or
                           len(self.stage.queue(self.profile)) != n_rows, 3), "a message of the blocked one got through")


def test_the_server_gets_the_report(scene):
    windows = scene.desktop.windows()
    scene.peer, row = scene.hold_spim("winner")
    scene.report(row)
    [block] = wait_for(lambda: scene.reports("winner"), 20, "the server sees the block")
    expect("reason='urn:xmpp:reporting:spam'" in block and "urn:xmpp:reporting:1" in block, block)
    expect(re.search(r"<stanza-id[^>]* by='" + re.escape(ME) + "'", block), block)
    wait_for(lambda: scene.is_blocked_by_server("winner"), 20, "the server has it on the block list")
    expect(scene.desktop.windows() == windows, scene.desktop.windows())


def test_the_next_message_does_not_get_through(scene):
    scene.expect_silence(scene.peer, "winner")
    wait_for(lambda: scene.peer.errors, 20, "the server gives the message back")
    expect(len(scene.reports("winner")) == 1, scene.reports("winner"))


def test_what_was_reported_while_nobody_ran(scene):
    _, row = scene.hold_spim("thief")
    scene.client.quit()
    scene.report(row)
    expect(not scene.reports("thief"), "reported by nobody")
    scene.client.start()
    wait_for(lambda: scene.reports("thief"), 20, "the next client reports")
    wait_for(lambda: scene.is_blocked_by_server("thief"), 20, "the server has it on the block list")
    expect(scene.is_blocked_by_server("winner"), "an earlier block went")
    scene.client.quit()
    scene.client.start()
    expect(stays_false(lambda: len(scene.reports("thief")) != 1, 3), "it was reported again")


def test_the_menu_of_a_conversation(scene):
    scene.stage.peers.add("emil").say(ME, HELLO)
    wait_for(lambda: scene.client.bus.find_conversation(jid("emil")), 20, "the message is shown")
    scene.desktop.press("^emil@", (140, 10), *["Up"] * 4, "Return")  # the fourth from the end of Options
    wait_for(lambda: "Report and Block" in scene.desktop.windows(), 10, "the question")
    scene.desktop.screenshot(scene.stage.artefacts / "pidgin-report.png")
    expect(not scene.reports("emil"), "reported without an answer")
    scene.desktop.press("^Report and Block$", "alt+r")
    [block] = wait_for(lambda: scene.reports("emil"), 20, "the server sees the block")
    expect("<stanza-id" in block, block)
    expect("Report and Block" not in scene.desktop.windows(), "a question is left")


def test_a_server_that_only_blocks(scene):
    scene.change_server(BLOCKS)
    n_reports = len(scene.server.read_reports())
    peer, row = scene.hold_spim("faker")
    scene.report(row)
    wait_for(lambda: scene.is_blocked_by_server("faker"), 20, "the server has it on the block list")
    expect(len(scene.server.read_reports()) == n_reports, scene.server.read_reports())
    scene.expect_silence(peer, "faker")


def test_the_contact_of_the_policy(scene):
    scene.client.quit()
    (scene.profile / "warden" / "settings.conf").write_text(f"[Contacts]\nReportTo=xmpp:{COLLEAGUE}\n")
    scene.client.start()
    _, row = scene.hold_spim("crook")
    scene.report(row)
    wait_for(lambda: "Report unwanted messages" in scene.desktop.windows(), 20, "the report is shown")
    scene.desktop.screenshot(scene.stage.artefacts / "pidgin-report-text.png")
    expect(not scene.stage.colleague.got, scene.stage.colleague.got)
    scene.desktop.press("^Report unwanted messages$", "alt+s")
    [text] = wait_for(lambda: scene.stage.colleague.got, 20, "the contact gets it")
    expect(jid("crook").replace("@", "[@]") in text and "hxxp" in text and "http:" not in text, text)
    expect("Report unwanted messages" not in scene.desktop.windows(), "a question is left")


def test_a_server_that_does_neither(scene):
    scene.change_server(())
    peer, row = scene.hold_spim("rogue")
    windows = scene.desktop.windows()
    scene.report(row)
    wait_for(lambda: "Report unwanted messages" in scene.desktop.windows(), 20, "the report is shown")
    scene.desktop.press("^Report unwanted messages$", "Escape")
    expect(stays_false(lambda: scene.desktop.windows() != windows, 3), f"a dialog: {scene.desktop.windows()}")
    scene.expect_silence(peer, "rogue")


def test_the_trail_says_how(scene):
    scene.client.quit()
    trail = "".join(path.read_text() for path in (scene.profile / "warden" / "audit").glob("*.jsonl"))
    lines = [line for line in trail.splitlines() if '"report.blocked"' in line]
    for way, n in (("server-report", 3), ("server-block", 2), ("privacy-list", 6)):
        found = [line for line in lines if f'"way":"{way}"' in line]
        expect(len(found) == n and all('"outcome":"success"' in line for line in found), f"{way}: {found}")
    expect("winner" not in trail, "a name in the trail")


CASES = [
    test_the_server_gets_the_report,
    test_the_next_message_does_not_get_through,
    test_what_was_reported_while_nobody_ran,
    test_the_menu_of_a_conversation,
    test_a_server_that_only_blocks,
    test_the_contact_of_the_policy,
    test_a_server_that_does_neither,
    test_the_trail_says_how,
]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES, REPORTS, ["thief", "emil", "faker", "crook", "rogue"]))
