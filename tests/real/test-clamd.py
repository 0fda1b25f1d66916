#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A real clamd on signatures of ours, asked over its socket and over TCP, stopped, killed and absent.

usage: test-clamd.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import hashlib
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile

from processes import Failed, Process, wait_for
from server import free_port
from stage import expect, run_tap

# The EICAR test file, in two halves so that no scanner takes this source for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
SAMPLES = pathlib.Path("/usr/share/clamav-testfiles")
SOUGHT = 44  # samples; all of them hold the one program, and some versions of the package have a few more

CONFIG = """
LocalSocket {base}/clamd.sock
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {base}/db
TemporaryDirectory {base}
Foreground yes
SelfCheck 0
LogFile {base}/clamd.log
StreamMaxLength 1M
AllowAllMatchScan no
"""


def make_database(made_s):
    """A database of one signature in the form of ClamAV's own, unsigned, with a date: what tells the age of them all."""
    signature = b"0" * 32 + b":1:Warden.Unused\n"
    head = f"ClamAV-VDB:01 Jan 2020 00-00 +0000:25678:1:60:{{}}:X:warden:{int(made_s)}"
    about = f"{head.format('X')}\ndaily.hdb:{len(signature)}:{hashlib.sha256(signature).hexdigest()}\n".encode()
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w:gz", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in (("COPYING", b"none\n"), ("daily.info", about), ("daily.hdb", signature)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return head.format(hashlib.md5(body.getvalue()).hexdigest()).ljust(512).encode() + body.getvalue()


class Scene:
    def __init__(self, build):
        self.build = pathlib.Path(build)
        self.base = pathlib.Path(tempfile.mkdtemp(prefix="warden-clamd-"))
        self.port = free_port()
        self.process = None
        self.write_signatures()
        (self.base / "clamd.conf").write_text(CONFIG.format(base=self.base, port=self.port))
        (self.base / "eicar.com").write_bytes(EICAR)
        (self.base / "clean.txt").write_text("nothing to see\n")
        with zipfile.ZipFile(self.base / "eicar.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("folder/eicar.com", EICAR)

    def write_signatures(self):
        database = self.base / "db"
        database.mkdir()
        program = (SAMPLES / "clam.exe").read_bytes()
        rows = [f"{hashlib.md5(data).hexdigest()}:{len(data)}:{name}"
                for data, name in ((EICAR, "Warden.Eicar"), (program, "Warden.Program"))]
        (database / "warden.hdb").write_text("\n".join(rows) + "\n")

    def start(self):
        self.process = Process(["clamd", "--config-file", str(self.base / "clamd.conf")], self.base / "clamd.out")
        wait_for((self.base / "clamd.sock").exists, 60, "clamd listens", self.process)

    def restart_with(self, made_s):
        """clamd again, with signatures of a day."""
        self.process.stop()
        (self.base / "clamd.sock").unlink(missing_ok=True)
        (self.base / "db" / "daily.cud").write_bytes(make_database(made_s))
        self.start()

    def policy(self, **keys):
        path = self.base / "policy.conf"
        path.write_text("[Files]\n" + "".join(f"{key}={value}\n" for key, value in keys.items()))
        return path

    def run(self, *arguments, **options):
        return subprocess.run([self.build / "plugin/ctl/wardenctl", *arguments], capture_output=True, text=True, **options)

    def scan(self, scanner, *files, **keys):
        """What the scanner says of each file: (exit status, answers)."""
        result = self.run("file", "scan", "--json", "--policy", self.policy(Scanner=scanner, **keys), *files)
        return result.returncode, [json.loads(line)["scan"] for line in result.stdout.splitlines()]

    def judge(self, path, **keys):
        event = {"kind": "file", "direction": "in", "protocol": "prpl-jabber", "account": "me@corp.example",
                 "peer": "x@y.example", "known": True, "time_ms": int(time.time() * 1000),
                 "file": {"name": path.name, "path": str(path)}}
        result = self.run("judge", "--policy", self.policy(**keys), input=json.dumps(event) + "\n")
        expect(result.returncode == 0, f"judge: {result.stderr}")
        return json.loads(result.stdout)

    @property
    def ways(self):
        return {"socket": str(self.base / "clamd.sock"), "tcp": f"127.0.0.1:{self.port}"}

    def stop(self):
        if self.process is not None:
            try:
                os.kill(self.process.popen.pid, signal.SIGCONT)
            except ProcessLookupError:
                pass
            self.process.stop()
        shutil.rmtree(self.base, ignore_errors=True)


def found_over_both_ways(scene):
    for way, address in scene.ways.items():
        status, answers = scene.scan(address, scene.base / "eicar.com", scene.base / "eicar.zip", scene.base / "clean.txt")
        results = [answer["result"] for answer in answers]
        expect(results == ["infected", "infected", "clean"], f"{way}: {answers}")
        expect(answers[0]["name"].startswith("Warden.Eicar"), f"{way}: the name is {answers[0]}")
        expect(answers[0]["engine"].startswith("ClamAV"), f"{way}: the engine is {answers[0]}")
        expect(status == 1, f"{way}: exit status {status}")


def refused_by_policy(scene):
    for name in ("eicar.com", "eicar.zip"):
        verdict = scene.judge(scene.base / name, Scanner=scene.ways["socket"])
        codes = [finding["code"] for finding in verdict["findings"]]
        expect(verdict["action"] == "block" and "file.infected" in codes, f"{name}: {verdict}")
    verdict = scene.judge(scene.base / "clean.txt", Scanner=scene.ways["socket"])
    expect(verdict["action"] == "allow", f"clean: {verdict}")


def samples(scene):
    files = sorted(path for path in SAMPLES.iterdir() if path.name.startswith("clam"))
    _, answers = scene.scan(scene.ways["socket"], *files)
    missed = [path.name for path, answer in zip(files, answers) if answer["result"] != "infected"]
    print(f"# {len(files) - len(missed)} of {len(files)} found; missed: {' '.join(missed)}")
    expect(len(files) - len(missed) >= SOUGHT, f"missed {missed}")


def too_long(scene):
    path = scene.base / "long.bin"
    path.write_bytes(bytes(3 * 1024 * 1024))
    status, answers = scene.scan(scene.ways["tcp"], path)
    expect(answers[0]["result"] == "failed", f"clamd's own bound: {answers}")
    expect("limit" in answers[0]["reason"].lower(), f"its words: {answers}")
    expect(status == 3, f"exit status {status}")
    _, answers = scene.scan(scene.ways["socket"], path, ScannerMegabytes=2)
    expect("more than the scanner takes" in answers[0]["reason"], f"our bound: {answers}")


def stale(scene):
    """What clamd itself says of the age of its signatures is judged, and said to the person."""
    day_s = 24 * 3600
    made_s = int(time.time()) - 30 * day_s
    scene.restart_with(made_s)
    for address in scene.ways.values():
        status, answers = scene.scan(address, scene.base / "eicar.com", scene.base / "clean.txt")
        expect([answer["result"] for answer in answers] == ["infected", "clean"], f"{address}: {answers}")
        expect(abs(answers[1]["signatures_ms"] // 1000 - made_s) < 2 * day_s, f"{address}: their day: {answers[1]}")
        verdict = scene.judge(scene.base / "clean.txt", Scanner=address)
        codes = [finding["code"] for finding in verdict["findings"]]
        expect(verdict["action"] == "warn" and codes == ["file.scanner-stale"], f"{address}: {verdict}")
        expect("days" in verdict["findings"][0]["why"], f"{address}: {verdict}")
    verdict = scene.judge(scene.base / "clean.txt", Scanner=address, SignatureAge="P60D")
    expect(verdict["action"] == "allow", f"policy allows as much: {verdict}")
    scene.restart_with(time.time() - 3600)
    verdict = scene.judge(scene.base / "clean.txt", Scanner=address)
    expect(verdict["action"] == "allow", f"fresh again: {verdict}")


def restarted(scene):
    scene.process.stop()
    (scene.base / "clamd.sock").unlink(missing_ok=True)
    scene.start()
    status, answers = scene.scan(scene.ways["socket"], scene.base / "eicar.com")
    expect(answers[0]["result"] == "infected", f"{answers}")


def killed_in_mid_scan(scene):
    for address in scene.ways.values():
        pid = scene.process.popen.pid
        os.kill(pid, signal.SIGSTOP)  # it listens, and does not answer
        killer = threading.Timer(1.5, os.kill, (pid, signal.SIGKILL))
        killer.start()
        began = time.monotonic()
        status, answers = scene.scan(address, scene.base / "eicar.com", ScannerSeconds=30)
        killer.join()
        expect(answers[0]["result"] == "failed", f"{address}: {answers}")
        expect(status == 3, f"{address}: exit status {status}")
        expect(time.monotonic() - began < 20, f"{address}: waited {time.monotonic() - began:.0f} s")
        scene.process.stop()
        (scene.base / "clamd.sock").unlink(missing_ok=True)
        scene.start()


def never_answers(scene):
    pid = scene.process.popen.pid
    os.kill(pid, signal.SIGSTOP)
    status, answers = scene.scan(scene.ways["socket"], scene.base / "eicar.com", ScannerSeconds=2)
    os.kill(pid, signal.SIGCONT)
    expect(answers[0]["result"] == "failed" and "timed out" in answers[0]["reason"].lower(), f"{answers}")


def absent(scene):
    """The policy's choice, and said to the person."""
    scene.process.stop()
    (scene.base / "clamd.sock").unlink(missing_ok=True)
    for choice, action in (("allow", "note"), ("warn", "warn"), ("block", "block")):
        verdict = scene.judge(scene.base / "clean.txt", Scanner=scene.ways["socket"], OnScannerFailure=choice)
        codes = [finding["code"] for finding in verdict["findings"]]
        expect(verdict["action"] == action, f"{choice}: {verdict}")
        expect("file.scanner-failed" in codes, f"{choice}: {codes}")
        expect("scanner" in verdict["findings"][0]["why"], f"{choice}: {verdict}")


CASES = [found_over_both_ways, refused_by_policy, samples, too_long, stale, restarted, killed_in_mid_scan,
         never_answers, absent]


def main(build):
    scene = Scene(build)
    try:
        scene.start()
        return run_tap(CASES, scene)
    except Failed as failure:
        print(f"Bail out! {failure}")
        return 1
    finally:
        scene.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
