#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Files over IRC (DCC): a real server, irssi on the other side, and what may go wrong between.

usage: test-irc-transfers.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import sys

from irc import IrcServer, Irssi
from processes import wait_for
from stage import expect, main
from transfers import Client, is_saved, make_content

CONTENT = make_content(300_000)


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.saved = stage.base / "saved"
        self.saved.mkdir()
        self.server = IrcServer(stage.base / "irc")
        stage.endings.append(self.server.stop)
        self.server.start()
        self.peer = Irssi(stage.base / "irssi", self.server, "anna")
        stage.endings.append(self.peer.stop)
        self.peer.start()
        self.stranger = Irssi(stage.base / "stranger", self.server, "winner")
        stage.endings.append(self.stranger.stop)
        self.stranger.start()
        self.client = Client(stage, stage.base / "headless", [
            "prpl-irc", "dana@127.0.0.1", "", f"port={self.server.port}"])
        stage.endings.append(self.client.quit)
        self.client.wait("^signed-on")
        self.client.do("add anna")  # a contact; winner is a stranger
        self.client.do("talk anna")
        self.n = 0

    def new_path(self, name):
        self.n += 1
        folder = self.saved / str(self.n)
        folder.mkdir()
        return folder / name

    def offer(self, name, content=CONTENT, peer=None):
        source = self.new_path(name)
        source.write_bytes(content)
        mark = self.client.mark()
        (peer or self.peer).type(f"/dcc send dana {source}")
        return mark

    def wait_held(self):
        return wait_for(self.client.held, 30, "a file is in the queue")[-1]

    def expect_quarantine_empty(self):
        wait_for(lambda: not self.client.quarantine(), 20, f"the quarantine is empty: {self.client.quarantine()}")


def test_receives(scene):
    path = scene.new_path("notes.txt")
    mark = scene.offer("notes.txt")
    scene.client.accept(path, mark)
    wait_for(lambda: is_saved(path, CONTENT), 30, "the file is at its place")
    scene.expect_quarantine_empty()
    scene.client.wait(f"said .*file://{path}", mark)


def test_denies(scene):
    mark = scene.offer("notes.txt")
    found = scene.client.wait(r"^asked (\d+) .*wants to send", mark)
    scene.client.do(f"answer {found[1]} Cancel")
    scene.expect_quarantine_empty()
    scene.peer.type("/dcc close send dana")


def test_asks_about_a_program_and_accepts(scene):
    """From a contact: one question about the name, and none about what is known then."""
    path = scene.new_path("tool.exe")
    mark = scene.offer("tool.exe")
    found = scene.client.wait(r"^asked (\d+) .*may be harmful", mark)
    scene.client.do(f"answer {found[1]} Accept the File")
    scene.client.accept(path, mark)
    wait_for(lambda: is_saved(path, CONTENT), 30, "the file is at its place")
    scene.expect_quarantine_empty()


def test_holds_then_accepts(scene):
    path = scene.new_path("setup.exe")
    mark = scene.offer("setup.exe", peer=scene.stranger)
    row = scene.wait_held()
    expect(not scene.client.find("asked|place|said", mark), scene.client.lines[mark:])
    scene.stage.wardenctl(scene.client.folder, "queue", "release", row["id"])
    scene.client.accept(path, mark)
    wait_for(lambda: is_saved(path, CONTENT), 30, "the file is at its place")
    scene.expect_quarantine_empty()


def test_holds_then_peer_cancels(scene):
    """DCC has no word for it: the peer no longer listens where it said it would."""
    path = scene.new_path("late.exe")
    mark = scene.offer("late.exe", peer=scene.stranger)
    row = scene.wait_held()
    scene.stranger.type("/dcc close send dana")
    wait_for(lambda: "DCC SEND close" in scene.stranger.screen() or "dcc closed" in scene.stranger.screen().lower() or
             "closing" in scene.stranger.screen().lower(), 10, scene.stranger.screen())
    scene.stage.wardenctl(scene.client.folder, "queue", "release", row["id"])
    scene.client.accept(path, mark)
    scene.client.wait("^cancelled late.exe", mark, 60)
    scene.expect_quarantine_empty()
    expect(not path.exists(), "something was saved")


def test_sends(scene):
    source = scene.new_path("minutes.txt")
    source.write_bytes(CONTENT)
    scene.client.do(f"send anna {source}")
    wait_for(lambda: scene.peer.received("minutes.txt") == CONTENT, 60, "the peer has the file")
    scene.expect_quarantine_empty()


def test_breaks_off(scene):
    """The peer's program ends in mid-transfer."""
    content = make_content(200_000_000)
    path = scene.new_path("large.txt")
    mark = scene.offer("large.txt", content)
    scene.client.accept(path, mark)
    wait_for(lambda: any(name.endswith(".part") for name in scene.client.quarantine()), 20, "bytes arrive")
    scene.peer.stop()
    scene.client.wait("^cancelled large.txt", mark, 60)
    scene.expect_quarantine_empty()
    expect(not path.exists(), "half a file was saved")


def test_quits_clean(scene):
    expect(scene.client.quit() == 0, f"the client ends with {scene.client.process.returncode}")
    expect(not scene.client.find_errors(), "\n".join(scene.client.find_errors()))


CASES = [
    test_receives,
    test_denies,
    test_asks_about_a_program_and_accepts,
    test_holds_then_accepts,
    test_holds_then_peer_cancels,
    test_sends,
    test_breaks_off,
    test_quits_clean,
]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES))
