#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Files over a real XMPP server: SOCKS5 and in-band bytestreams, both ways, and what may go wrong between.

usage: test-transfers.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import shutil
import sys

from file_peer import IN_BAND, SOCKS5, Inbox, let_stream, offer
from processes import stays_false, wait_for
from server import PASSWORD
from stage import COLLEAGUE, ME, STRANGER, expect, main
from transfers import Client, is_saved, make_content

CONTENT = make_content(200_000)
METHODS = {"socks5": SOCKS5, "in-band": IN_BAND}


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.saved = stage.base / "saved"
        self.saved.mkdir()
        self.client = None
        self.n = 0
        stage.endings.append(lambda: self.client.quit())
        self.start()

    def start(self):
        folder = self.stage.base / "headless"
        trusted = folder / "certificates" / "x509" / "tls_peers"
        trusted.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.stage.server.certificate, trusted / "127.0.0.1")
        self.client = Client(self.stage, folder, [
            "prpl-jabber", f"{ME}/desk", PASSWORD, "connect_server=127.0.0.1", f"port={self.stage.server.port}",
            "connection_security=require_tls"])
        self.client.wait("^signed-on")
        self.client.do(f"talk {COLLEAGUE}")

    def offer(self, peer, name, method, **options):
        """An offer, and the place in the client's lines from where on it is told of."""
        mark = self.client.mark()
        return offer(peer, f"{ME}/desk", name, CONTENT, METHODS[method], **options), mark

    def new_path(self, name):
        self.n += 1
        folder = self.saved / str(self.n)
        folder.mkdir()
        return folder / name

    def wait_state(self, one, prefix):
        wait_for(lambda: one.state.startswith(prefix), 15, f"the offer is {prefix} (it is {one.state})")

    def wait_held(self, state="waiting"):
        return wait_for(lambda: self.client.held(state), 30, f"a file is {state} in the queue")[-1]

    def decide(self, decision, row):
        status, output = self.stage.wardenctl(self.client.folder, "queue", decision, row["id"])
        expect(status == 0, f"queue {decision} ends with {status}: {output}")

    def expect_quarantine_empty(self):
        wait_for(lambda: not self.client.quarantine(), 20, f"the quarantine is empty: {self.client.quarantine()}")


def receives(scene, method):
    path = scene.new_path("notes.txt")
    one, mark = scene.offer(scene.stage.colleague, "notes.txt", method)
    scene.client.accept(path, mark)
    scene.wait_state(one, "sent")
    wait_for(lambda: is_saved(path, CONTENT), 30, "the file is at its place")
    scene.expect_quarantine_empty()
    scene.client.wait(f"said .*file://{path}", mark)
    expect(not scene.client.find("said .*complete", mark), scene.client.lines[mark:])


def test_receives_over_socks5(scene):
    receives(scene, "socks5")


def test_receives_in_band(scene):
    receives(scene, "in-band")


def denies(scene, method):
    one, mark = scene.offer(scene.stage.colleague, "notes.txt", method)
    found = scene.client.wait(r"^asked (\d+) .*wants to send", mark)
    scene.client.do(f"answer {found[1]} Cancel")
    scene.wait_state(one, "refused")
    scene.expect_quarantine_empty()


def test_denies_socks5(scene):
    denies(scene, "socks5")


def test_denies_in_band(scene):
    denies(scene, "in-band")


def holds_and_accepts(scene, method):
    """A stranger's program: held by its name, released by the person, then received as any file."""
    path = scene.new_path("invoice.pdf.exe")
    one, mark = scene.offer(scene.stage.stranger, "invoice.pdf.exe", method)
    row = scene.wait_held()
    expect(one.state == "open", one.state)
    expect(not scene.client.find("asked|place|said", mark), scene.client.lines[mark:])
    scene.decide("release", row)
    scene.client.accept(path, mark)
    scene.wait_state(one, "sent")
    wait_for(lambda: is_saved(path, CONTENT), 30, "the file is at its place")
    scene.expect_quarantine_empty()


def test_holds_then_accepts_socks5(scene):
    holds_and_accepts(scene, "socks5")


def test_holds_then_accepts_in_band(scene):
    holds_and_accepts(scene, "in-band")


def holds_and_is_cancelled(scene, method):
    """Once it is accepted the peer does not want any more."""
    path = scene.new_path("setup.exe")
    one, mark = scene.offer(scene.stage.stranger, "setup.exe", method, stops_after=0)
    row = scene.wait_held()
    scene.decide("release", row)
    scene.client.accept(path, mark)
    scene.client.wait("^cancelled setup.exe", mark, 60)
    scene.expect_quarantine_empty()
    expect(not path.exists(), "something was saved")


def test_holds_then_peer_cancels_socks5(scene):
    holds_and_is_cancelled(scene, "socks5")


def test_holds_then_peer_cancels_in_band(scene):
    holds_and_is_cancelled(scene, "in-band")


def breaks_off(scene, method):
    path = scene.new_path("half.txt")
    one, mark = scene.offer(scene.stage.colleague, "half.txt", method, stops_after=100_000)
    scene.client.accept(path, mark)
    scene.client.wait("^cancelled half.txt", mark, 60)
    scene.expect_quarantine_empty()
    expect(not path.exists(), "half a file was saved")


def test_breaks_off_socks5(scene):
    breaks_off(scene, "socks5")


def test_breaks_off_in_band(scene):
    breaks_off(scene, "in-band")


def sends(scene, method):
    inbox = Inbox(scene.stage.colleague, METHODS[method])
    source = scene.new_path(f"minutes-{method}.txt")
    source.write_bytes(CONTENT)
    scene.client.do(f"send {COLLEAGUE}/peer {source}")
    wait_for(lambda: inbox.files.get(source.name) == CONTENT, 30, f"the peer has the file: {inbox.names}")
    scene.expect_quarantine_empty()
    expect(source.read_bytes() == CONTENT, "the person's own file was touched")


def test_sends_in_band(scene):
    sends(scene, "in-band")


def test_sends_over_socks5(scene):
    sends(scene, "socks5")


def test_does_not_send_what_is_no_file(scene):
    mark = scene.client.mark()
    scene.client.do(f"send {COLLEAGUE}/peer /dev/zero")
    scene.client.wait("cannot be sent|Error reading|said .*not sent", mark)
    scene.expect_quarantine_empty()


def test_the_server_goes_in_mid_transfer(scene):
    path = scene.new_path("cut.txt")
    one, mark = scene.offer(scene.stage.colleague, "cut.txt", "in-band", may_stream=False)
    scene.client.accept(path, mark)
    scene.wait_state(one, "accepted")
    scene.stage.server.stop()
    scene.client.wait("^disconnected", mark)
    scene.expect_quarantine_empty()
    expect(not path.exists(), "something was saved")
    scene.client.quit()
    expect(not scene.client.find_errors(), "\n".join(scene.client.find_errors()))


def test_is_killed_in_mid_transfer(scene):
    scene.stage.server.start()
    scene.stage.colleague = scene.stage.peers.add("anna")
    scene.start()
    path = scene.new_path("killed.txt")
    # An end of the stream would end the transfer, and with it what the test waits for.
    one, mark = scene.offer(scene.stage.colleague, "killed.txt", "in-band", claimed=len(CONTENT) * 2, stays_open=True)
    scene.client.accept(path, mark)
    wait_for(lambda: scene.client.count_arrived() > 0, 20, "bytes arrive")
    scene.client.kill()
    expect(not path.exists(), "half a file was saved")
    scene.start()
    row = scene.wait_held("expired")
    expect(row["file_name"] == "killed.txt" and row["findings"][0]["code"] == "file.incomplete", row)
    scene.decide("delete", row)
    scene.expect_quarantine_empty()


def test_quits_clean(scene):
    expect(scene.client.quit() == 0, f"the client ends with {scene.client.process.returncode}")
    expect(not scene.client.find_errors(), "\n".join(scene.client.find_errors()))


CASES = [
    test_receives_over_socks5,
    test_receives_in_band,
    test_denies_socks5,
    test_denies_in_band,
    test_holds_then_accepts_socks5,
    test_holds_then_accepts_in_band,
    test_holds_then_peer_cancels_socks5,
    test_holds_then_peer_cancels_in_band,
    test_breaks_off_socks5,
    test_breaks_off_in_band,
    test_sends_in_band,
    test_sends_over_socks5,
    test_does_not_send_what_is_no_file,
    test_the_server_goes_in_mid_transfer,
    test_is_killed_in_mid_transfer,
    test_quits_clean,
]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES))
