# SPDX-License-Identifier: GPL-2.0-or-later
"""A company's collector: a real rsyslog with the configuration of docs/."""
import pathlib
import socket
import subprocess

from processes import Process
from stage import expect

DOCS = pathlib.Path(__file__).parents[2] / "docs" / "collector"


class Rsyslog:
    """An rsyslogd of our own with a configuration of docs/, its places exchanged for ours."""

    def __init__(self, base, name, places):
        self.base = base / name
        (self.base / "spool").mkdir(parents=True)
        text = (DOCS / f"{name}.conf").read_text()
        for old, new in {"/var/spool/rsyslog": f"{self.base}/spool", **places}.items():
            expect(old in text, f"{name}.conf has no {old}")
            text = text.replace(old, new)
        self.conf = self.base / "rsyslog.conf"
        self.conf.write_text(text)
        self.process = None

    def start(self):
        self.process = Process(
            ["rsyslogd", "-n", "-C", "-f", self.conf, "-i", self.base / "pid"], self.base / "log")
        return self

    def stop(self):
        if self.process is not None:
            self.process.stop()
            self.process = None


def make_certificates(folder):
    """A small authority, and certificates of it for a collector and a desktop."""
    folder.mkdir()
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=folder)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
            "-subj", "/CN=test authority", "-days", "2")
    for name in ("collector", "desktop"):
        host = f"{name}.corp.example"
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", "request.pem", "-subj",
                f"/CN={host}")
        (folder / "names").write_text(f"subjectAltName=DNS:{host}\n")
        openssl("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-out", f"{name}.pem", "-days", "2", "-extfile", "names")
    return folder


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
