#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The audit trail on its way to a real rsyslog, and to collectors that are slow or never answer.

usage: test-collector.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from collector import Rsyslog, is_open, make_certificates
from processes import wait_for
from server import free_port
from stage import expect, run_tap

N_LINES = 100_000
RESTARTS = (10_000, 30_000)  # lines at the collector before it is stopped
MAX_WAITS = 3  # threads are started with the first line
N_STALLED = 20_000
N_SLOW = 2000
STALL_US = 1000  # what a line may cost the client's own thread, all of them


class Scene:
    def __init__(self, build):
        self.build = pathlib.Path(build)
        self.base = pathlib.Path(tempfile.mkdtemp(prefix="warden-forward-"))
        self.keys = make_certificates(self.base / "keys")
        self.port, self.tls_port = free_port(), free_port()
        self.events = self.base / "events.jsonl"
        self.collector = Rsyslog(self.base, "rsyslog-collector", {
            'port="514"': f'port="{self.port}" address="127.0.0.1"',
            'port="6514"': f'port="{self.tls_port}" address="127.0.0.1"',
            "/var/log/warden/events.jsonl": str(self.events),
            "/etc/warden/collector": str(self.keys),
        })
        self.endings = [self.collector.stop]

    def count(self):
        return self.events.read_bytes().count(b"\n") if self.events.exists() else 0

    def begin(self):
        self.collector.stop()
        self.events.unlink(missing_ok=True)
        self.collector.start()
        wait_for(lambda: is_open(self.port) and is_open(self.tls_port), 20, "rsyslog listens",
                 self.collector.process)

    def writer(self, name, target, n_lines):
        """A client that writes and forwards; its folder and its process."""
        folder = self.base / name / "warden"
        process = subprocess.Popen(
            [self.build / "tests" / "store" / "forward-writer", folder, target, str(n_lines)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.endings.append(lambda: process.poll() is None and process.kill())
        return folder, process

    def trail(self, folder):
        """The lines of a trail, as they are on disk."""
        return [line for path in sorted((folder / "audit").glob("*.jsonl")) for line in path.read_bytes().splitlines()]

    def arrived(self):
        """What the collector has, in order, each line once: it may come twice."""
        return list(dict.fromkeys(self.events.read_bytes().splitlines()))

    def stop(self):
        for ending in reversed(self.endings):
            ending()
        shutil.rmtree(self.base, ignore_errors=True)


def finish(process, seconds):
    output, _ = process.communicate(timeout=seconds)
    expect(process.returncode == 0, f"the writer ends with {process.returncode}")
    return json.loads(output)


def expect_quick(result):
    """A line, written and told to the forwarder, on the thread that a client has for its windows. What the machine gives
    to other programs in the middle of a line is none of ours; a wait is: for a lock, or for a disk."""
    print("# a line took {p50_us} us, {p999_us} at p99.9, {longest_us} at most, {longest_cpu_us} of processor; {waits} waits, "
          "{longest_wait_us} us at most; {preempted} lines in the middle of which other programs ran, {worst_us} us at "
          "most".format(**result), flush=True)
    expect(result["longest_us"] <= STALL_US, f"a line took {result['longest_us']} us")
    expect(result["longest_cpu_us"] <= STALL_US, f"a line took {result['longest_cpu_us']} us of processor")
    expect(result["waits"] <= MAX_WAITS, f"the client waited {result['waits']} times")


def test_nothing_is_lost(scene):
    """Two restarts in the middle: what the collector had not read is sent again, in order."""
    scene.begin()
    folder, process = scene.writer("lost", f"rfc5424+tcp://127.0.0.1:{scene.port}", N_LINES)
    for n_lines in RESTARTS:
        wait_for(lambda: scene.count() >= n_lines, 120, f"{n_lines} lines are there", scene.collector.process)
        expect(process.poll() is None, "the restart comes too late to say anything")
        scene.collector.stop()
        time.sleep(0.5)
        scene.collector.start()
    result = finish(process, 240)
    sent = scene.trail(folder)
    wait_for(lambda: scene.arrived()[-1:] == sent[-1:], 60, "the last line is there")
    arrived = scene.arrived()
    print(f"# {len(sent)} lines, {scene.count() - len(arrived)} came twice")
    expect(len(sent) >= N_LINES + 2, f"the trail has {len(sent)} lines")
    expect(arrived == sent, f"{len(set(sent) - set(arrived))} lines are lost, or the order is another one")
    expect(result["missing"] == 0 and result["certain"], f"{result}")
    expect_quick(result)
    scene.collector.stop()


def test_datagrams(scene):
    scene.begin()
    folder, process = scene.writer("udp", f"rfc5424+udp://127.0.0.1:{scene.port}", 300)
    result = finish(process, 60)
    sent = scene.trail(folder)
    wait_for(lambda: scene.arrived() == sent, 20, "all lines are there, in order")
    expect(not result["certain"], "a datagram cannot be certain")
    scene.collector.stop()


def test_through_the_desktop_with_tls(scene):
    scene.begin()
    desktop = Rsyslog(scene.base, "rsyslog-desktop", {
        "/run/warden/audit": f"{scene.base}/audit.sock",
        'target="collector.corp.example"': 'target="127.0.0.1"',
        'port="6514"': f'port="{scene.tls_port}"',
        "/etc/warden/collector": str(scene.keys),
    }).start()
    scene.endings.append(desktop.stop)
    wait_for((scene.base / "audit.sock").exists, 20, "the desktop's rsyslog listens", desktop.process)
    folder, process = scene.writer("tls", f"rfc5424+unix:{scene.base}/audit.sock", 300)
    finish(process, 60)
    sent = scene.trail(folder)
    wait_for(lambda: scene.events.exists() and scene.arrived() == sent, 30, "all lines are there, in order",
             desktop.process)
    scene.collector.stop()
    desktop.stop()


def test_a_client_forwards(scene):
    """A rehearsal in a real libpurple core, by its settings alone: all that it audits arrives."""
    scene.begin()
    profile = scene.base / "profile"
    (profile / "warden").mkdir(parents=True, mode=0o700)
    profile.chmod(0o700)
    (profile / "warden" / "settings.conf").write_text(f"[Audit]\nTarget=rfc5424+tcp://127.0.0.1:{scene.port}\n")
    subprocess.run([scene.build / "plugin" / "rehearsal" / "warden-rehearse", "--headless", "--profile", profile],
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    sent = scene.trail(profile / "warden")
    expect(len(sent) > 15, f"the trail has {len(sent)} lines")
    wait_for(lambda: scene.arrived() == sent, 20, "all lines are there, in order")
    words = [scene.build / "plugin" / "ctl" / "wardenctl", "audit", "verify", "--collector", scene.events]
    expect(subprocess.run(words, stdout=subprocess.DEVNULL).returncode == 0, "wardenctl finds fault with them")
    scene.collector.stop()


class Collector(threading.Thread):
    """Takes one connection after the other and reads as it is told."""

    def __init__(self, read):
        super().__init__(daemon=True)
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen()
        self.port = self.listener.getsockname()[1]
        self.read = read
        self.bytes = b""
        self.kept = []

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.kept.append(connection)
            self.read(self, connection)


def read_slowly(collector, connection):
    """A megabyte in more than ten seconds: twice the writer's patience."""
    while block := connection.recv(3000):
        collector.bytes += block
        time.sleep(0.03)
    connection.close()


def read_never(collector, connection):
    pass


def split_frames(octets):
    """RFC 6587, 3.4.1: the messages, and what is left over."""
    frames = []
    while octets:
        length, _, rest = octets.partition(b" ")
        if not length.isdigit() or len(rest) < int(length):
            break
        frames.append(rest[:int(length)])
        octets = rest[int(length):]
    return frames, octets


def test_slow_collector(scene):
    collector = Collector(read_slowly)
    collector.start()
    folder, process = scene.writer("slow", f"rfc5424+tcp://127.0.0.1:{collector.port}", N_SLOW)
    result = finish(process, 120)
    sent = scene.trail(folder)
    frames, rest = split_frames(collector.bytes)
    expect(not rest, "a frame is not whole")
    expect([b"{" + frame.partition(b"] ")[2].partition(b"{")[2] for frame in frames] == sent, "lines are missing")
    expect_quick(result)
    collector.listener.close()


def test_collector_that_never_answers(scene):
    collector = Collector(read_never)
    collector.start()
    _, process = scene.writer("never", f"rfc5424+tcp://127.0.0.1:{collector.port}", N_STALLED)
    time.sleep(7)  # longer than the writer's patience
    begun = time.monotonic()
    process.terminate()
    result = finish(process, 30)
    # The kernel took the first few lines, and nobody can know more; it does not pass for certain.
    expect(result["sent"] < 100 and not result["certain"], f"{result['sent']} lines count as arrived")
    expect(time.monotonic() - begun < 8, "it does not stop")
    expect_quick(result)
    collector.listener.close()


def test_stalled_journald(scene):
    """journald's own socket, in a mount namespace: it is there, its queue is full, and nobody reads."""
    as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    hold = ("import os, socket, subprocess, sys; os.makedirs('/run/systemd/journal'); "
            "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind('/run/systemd/journal/socket'); "
            "os.execv(sys.argv[1], sys.argv[1:]) if s.set_inheritable(True) is None else None")
    folder = scene.base / "journald" / "warden"
    process = subprocess.Popen(
        ["unshare", *as_root, "--mount", "sh", "-c", 'mount -t tmpfs none /run && exec "$@"', "sh", sys.executable, "-c",
         hold, scene.build / "tests" / "store" / "forward-writer", folder, "journald", str(N_STALLED)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    scene.endings.append(lambda: process.poll() is None and process.kill())
    wait_for(lambda: len(scene.trail(folder)) > N_STALLED, 60, "all lines are written")
    time.sleep(1)
    process.terminate()
    result = finish(process, 30)
    expect(result["sent"] < 100, f"{result['sent']} lines count as arrived")
    expect_quick(result)


def main():
    scene = Scene(sys.argv[1])
    try:
        return run_tap([test_nothing_is_lost, test_datagrams, test_through_the_desktop_with_tls,
                        test_a_client_forwards, test_slow_collector, test_collector_that_never_answers,
                        test_stalled_journald], scene)
    finally:
        scene.stop()


if __name__ == "__main__":
    sys.exit(main())
