#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What is inside files that come and go over a real XMPP server: a real clamd, and the real warden-inspect.

usage: test-file-scan.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import io
import pathlib
import shutil
import sys
import zipfile

from clamd import EICAR, Clamd
from file_peer import IN_BAND, Inbox, offer
from processes import stays_false, wait_for
from server import PASSWORD
from stage import COLLEAGUE, ME, expect, main
from transfers import Client, is_saved, make_content

PROGRAM = pathlib.Path("/bin/true").read_bytes()
CARD = b"Dear Anna, take the company card 4111 1111 1111 1111 and order them.\n"


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.saved = stage.base / "saved"
        self.saved.mkdir()
        self.clamd = Clamd(stage.base / "clamd")
        stage.endings.append(self.clamd.stop)
        self.clamd.start()
        folder = stage.base / "headless"
        trusted = folder / "certificates" / "x509" / "tls_peers"
        trusted.mkdir(parents=True)
        shutil.copy(stage.server.certificate, trusted / "127.0.0.1")
        (folder / "warden").mkdir(mode=0o700)
        (folder / "warden" / "settings.conf").write_text(f"[Files]\nScanner={self.clamd.address}\n")
        self.client = Client(stage, folder, [
            "prpl-jabber", f"{ME}/desk", PASSWORD, "connect_server=127.0.0.1", f"port={stage.server.port}",
            "connection_security=require_tls"])
        stage.endings.append(self.client.quit)
        self.client.wait("^signed-on")
        self.client.do(f"talk {COLLEAGUE}")
        self.inbox = Inbox(stage.colleague, IN_BAND)

    def receive(self, name, content):
        """The contact offers, the person says yes and where."""
        path = self.saved / name
        mark = self.client.mark()
        one = offer(self.stage.colleague, f"{ME}/desk", name, content, IN_BAND)
        self.client.accept(path, mark)
        wait_for(lambda: one.state == "sent", 30, f"all bytes are here ({one.state})")
        return path, mark

    def send(self, name, content):
        path = self.saved / name
        path.write_bytes(content)
        mark = self.client.mark()
        self.client.do(f"send {COLLEAGUE}/peer {path}")
        return mark

    def wait_row(self, name):
        def find():
            return [row for row in self.client.held() if row["file_name"] == name]

        return wait_for(find, 30, f"{name} is in the queue")[0]

    def expect_never_saved(self, path, mark):
        expect(not path.exists(), f"{path.name} was saved")
        expect(not self.client.find("said .*file://", mark), self.client.lines[mark:])

    def queue(self, *words):
        status, output = self.stage.wardenctl(self.client.folder, "queue", *words)
        expect(status == 0, f"queue {words} ends with {status}: {output}")
        return output


def codes(row):
    return [finding["code"] for finding in row["findings"]]


def test_clean_is_saved(scene):
    content = make_content(100_000)
    path, mark = scene.receive("minutes.txt", content)
    wait_for(lambda: is_saved(path, content), 30, "the file is at its place")
    scene.client.wait("said .*minutes.txt.*has arrived", mark)
    expect(not scene.client.find("^asked .*harmful", mark), scene.client.lines[mark:])


def test_eicar_ends_in_the_queue(scene):
    path, mark = scene.receive("notes.txt", EICAR)
    row = scene.wait_row("notes.txt")
    scene.expect_never_saved(path, mark)
    expect("file.infected" in codes(row) and row["virus"] == "Warden.Eicar.UNOFFICIAL", row)
    expect(f"{row['id']}.file" in scene.client.quarantine(), scene.client.quarantine())
    page = scene.queue("show", row["id"])
    expect("found Warden.Eicar" in page and str(path) in page, page)
    scene.client.wait("said .*was refused", mark)
    scene.queue("delete", row["id"])
    wait_for(lambda: not scene.client.quarantine(), 20, "the quarantine is empty")


def test_eicar_in_a_zip_ends_in_the_queue(scene):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pictures/notes.txt", EICAR)
    path, mark = scene.receive("pictures.zip", packed.getvalue())
    row = scene.wait_row("pictures.zip")
    scene.expect_never_saved(path, mark)
    expect("file.infected" in codes(row), row)
    scene.queue("delete", row["id"])


def test_a_program_called_a_picture(scene):
    path, mark = scene.receive("holiday.jpg", PROGRAM)
    found = scene.client.wait(r"^asked (\d+) .*may be harmful", mark)
    scene.expect_never_saved(path, mark)
    scene.client.do(f"answer {found[1]} Decide Later")
    row = scene.wait_row("holiday.jpg")
    expect("file.contradicts" in codes(row) and row["file_class"] == "program", row)
    scene.expect_never_saved(path, mark)
    scene.queue("release", row["id"])
    wait_for(lambda: is_saved(path, PROGRAM), 30, "the file is at its place")


def test_eicar_does_not_leave(scene):
    mark = scene.send("report.txt", EICAR)
    scene.client.wait("said .*not sent", mark)
    expect(stays_false(lambda: scene.inbox.names, 2), scene.inbox.names)


def test_a_card_number_does_not_leave_in_a_file(scene):
    mark = scene.send("order.txt", CARD)
    found = scene.client.wait(r"^asked (\d+) .*order.txt", mark)
    expect(stays_false(lambda: scene.inbox.names, 2), f"the name left: {scene.inbox.names}")
    scene.client.do(f"answer {found[1]} Don't Send")
    expect(stays_false(lambda: scene.inbox.names, 2), f"the name left: {scene.inbox.names}")


def test_it_leaves_when_the_person_wants_it(scene):
    mark = scene.send("order.txt", CARD)
    found = scene.client.wait(r"^asked (\d+) .*order.txt", mark)
    (scene.saved / "order.txt").write_bytes(b"exchanged meanwhile")
    scene.client.do(f"answer {found[1]} Send Anyway")
    wait_for(lambda: scene.inbox.files.get("order.txt") == CARD, 30, "what was looked at is what left")


def test_without_its_scanner(scene):
    scene.clamd.stop()
    path, mark = scene.receive("later.txt", make_content(1000))
    found = scene.client.wait(r"^asked (\d+) .*may be harmful", mark)
    expect(scene.client.find("scanner", mark), scene.client.lines[mark:])
    scene.expect_never_saved(path, mark)
    scene.client.do(f"answer {found[1]} Delete It")
    wait_for(lambda: not scene.client.quarantine(), 20, "the quarantine is empty")


def test_quits_clean(scene):
    expect(scene.client.quit() == 0, f"the client ends with {scene.client.process.returncode}")
    expect(not scene.client.find_errors(), "\n".join(scene.client.find_errors()))


CASES = [
    test_clean_is_saved,
    test_eicar_ends_in_the_queue,
    test_eicar_in_a_zip_ends_in_the_queue,
    test_a_program_called_a_picture,
    test_eicar_does_not_leave,
    test_a_card_number_does_not_leave_in_a_file,
    test_it_leaves_when_the_person_wants_it,
    test_without_its_scanner,
    test_quits_clean,
]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES))
