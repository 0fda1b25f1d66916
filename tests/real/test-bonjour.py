#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Files between two libpurple clients over Bonjour, where the machine can be its own network.

usage: test-bonjour.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import os
import shutil
import sys

from bonjour import Bonjour
from processes import Failed, wait_for
from stage import Stage, expect, run_tap
from transfers import Client, is_saved, make_content

CONTENT = make_content(300_000)


class Scene:
    """dana receives, anna sends; on Bonjour nobody is a saved contact, so both are strangers."""

    def __init__(self, stage, network):
        self.stage = stage
        self.saved = stage.base / "saved"
        self.saved.mkdir()
        os.environ.update(network.environment)
        self.client = self.sign_on("dana")
        self.peer = self.sign_on("anna")
        self.name = self.peer.wait(r"^seen (dana\S*)", 0, 60)[1]
        self.client.wait("^seen anna", 0, 60)
        self.n = 0

    def sign_on(self, name):
        client = Client(self.stage, self.stage.base / name, ["prpl-bonjour", name, ""])
        self.stage.endings.append(client.quit)
        client.wait("^signed-on")
        return client

    def new_path(self, name):
        self.n += 1
        folder = self.saved / str(self.n)
        folder.mkdir()
        return folder / name

    def offer(self, name, content=CONTENT):
        source = self.new_path(name)
        source.write_bytes(content)
        mark = self.client.mark()
        self.peer.do(f"send {self.name} {source}")
        return mark

    def wait_held(self):
        return wait_for(self.client.held, 30, "a file is in the queue")[-1]

    def release(self, row):
        self.stage.wardenctl(self.client.folder, "queue", "release", row["id"])

    def expect_quarantine_empty(self):
        wait_for(lambda: not self.client.quarantine(), 20, f"the quarantine is empty: {self.client.quarantine()}")


def test_receives(scene):
    path = scene.new_path("notes.txt")
    mark = scene.offer("notes.txt")
    scene.client.accept(path, mark, 60)
    wait_for(lambda: is_saved(path, CONTENT), 30, "the file is at its place")
    scene.expect_quarantine_empty()


def test_denies(scene):
    mark, peer_mark = scene.offer("notes.txt"), scene.peer.mark()
    found = scene.client.wait(r"^asked (\d+) .*wants to send", mark)
    scene.client.do(f"answer {found[1]} Cancel")
    scene.peer.wait("^cancelled notes.txt", peer_mark)
    scene.expect_quarantine_empty()


def test_holds_then_accepts(scene):
    path = scene.new_path("setup.exe")
    mark = scene.offer("setup.exe")
    row = scene.wait_held()
    expect(not scene.client.find("asked|place|said", mark), scene.client.lines[mark:])
    scene.release(row)
    scene.client.accept(path, mark)
    wait_for(lambda: is_saved(path, CONTENT), 30, "the file is at its place")
    scene.expect_quarantine_empty()


def test_holds_then_peer_cancels(scene):
    path = scene.new_path("late.exe")
    mark = scene.offer("late.exe")
    row = scene.wait_held()
    scene.peer.do("cancel")
    scene.release(row)
    scene.client.accept(path, mark)
    scene.client.wait("^cancelled late.exe", mark, 60)
    scene.expect_quarantine_empty()
    expect(not path.exists(), "something was saved")


def test_breaks_off(scene):
    path = scene.new_path("large.txt")
    mark = scene.offer("large.txt", make_content(200_000_000))
    scene.client.accept(path, mark, 60)
    wait_for(lambda: any(name.endswith(".part") for name in scene.client.quarantine()), 20, "bytes arrive")
    scene.peer.kill()
    scene.client.wait("^cancelled large.txt", mark, 60)
    scene.expect_quarantine_empty()
    expect(not path.exists(), "half a file was saved")


def test_quits_clean(scene):
    expect(scene.client.quit() == 0, f"the client ends with {scene.client.process.returncode}")
    expect(not scene.client.find_errors(), "\n".join(scene.client.find_errors()))


CASES = [
    test_receives,
    test_denies,
    test_holds_then_accepts,
    test_holds_then_peer_cancels,
    test_breaks_off,
    test_quits_clean,
]


def main():
    stage = Stage(*sys.argv[1:3])
    network = Bonjour(stage.base / "network")
    stage.endings.append(network.stop)
    try:
        if shutil.which("avahi-daemon", path="/usr/sbin:/usr/bin") is None or os.geteuid() != 0:
            print("1..0 # SKIP needs an Avahi daemon that it may start")
            return 0
        try:
            network.start()
        except Failed as problem:
            print("1..0 # SKIP no multicast on this machine: " + str(problem).splitlines()[0])
            return 0
        return run_tap(CASES, Scene(stage, network))
    finally:
        stage.stop()


if __name__ == "__main__":
    sys.exit(main())
