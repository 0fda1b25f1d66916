#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Who watches at a real collector, while a real Pidgin is ended, killed, stripped of Warden, cut and rolled back.

usage: test-watch.py BUILD_FOLDER ARTEFACTS_FOLDER [SECONDS]

SECONDS is the silence after which somebody is missed. The test takes a few, and a client that does not beat within them;
240 is what wardenctl takes by itself: then the whole way is measured, with heartbeats.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import time

from clients import Desktop, Pidgin
from collector import Rsyslog, is_open, make_certificates
from logind import Logind
from processes import Process, stays_false, wait_for
from profile import write_profile
from server import free_port
from stage import expect, main

SILENCE_S = int(sys.argv.pop()) if len(sys.argv) > 3 else 6
LOOK_S = 5  # from a row in the file, or a silence that is long enough, to its word, on a machine that does other things
PROMISED_S = 300


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.port, tls_port = free_port(), free_port()
        self.events = stage.base / "events.jsonl"
        self.words = stage.base / "watch.jsonl"
        self.n_read = 0
        self.rsyslog = Rsyslog(stage.base, "rsyslog-collector", {
            'port="514"': f'port="{self.port}" address="127.0.0.1"',
            'port="6514"': f'port="{tls_port}" address="127.0.0.1"',
            "/var/log/warden/events.jsonl": str(self.events),
            "/etc/warden/collector": str(make_certificates(stage.base / "keys")),
        }).start()
        stage.endings.append(self.rsyslog.stop)
        self.watch()
        wait_for(lambda: is_open(self.port), 20, "rsyslog listens", self.rsyslog.process)
        self.desktop = Desktop(stage.base).start()
        stage.endings.append(self.desktop.stop)
        self.profile = write_profile(stage.base / "pidgin", "pidgin", stage.server, "dana",
                                     stage.modules("warden.so"))
        (self.profile / "warden").mkdir(mode=0o700)
        (self.profile / "warden" / "settings.conf").write_text(
            f"[Audit]\nTarget=rfc5424+tcp://127.0.0.1:{self.port}\n")
        self.logind = Logind(stage.base).start()
        stage.endings.append(self.logind.stop)
        self.pidgin = None
        stage.endings.append(lambda: self.pidgin is not None and self.pidgin.quit())

    def watch(self):
        """Begins before there is anything to read."""
        with open(self.words, "wb") as out:
            popen = subprocess.Popen(
                [self.stage.build / "plugin" / "ctl" / "wardenctl", "audit", "watch", "--json", "--silence",
                 str(SILENCE_S), self.events], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL)
        self.stage.endings.append(lambda: popen.poll() is None and popen.kill())

    def start(self):
        self.pidgin = Pidgin(self.desktop, self.profile, is_strict=False, prefix=[
            "env", f"DBUS_SYSTEM_BUS_ADDRESS={self.logind.address}"]).start()
        self.sync()

    def sync(self):
        """Waits until the collector has the trail's last line."""
        def is_there():
            trail = [line for path in sorted((self.profile / "warden" / "audit").glob("*.jsonl"))
                     for line in path.read_bytes().splitlines()]
            return trail and self.events.exists() and trail[-1] in self.events.read_bytes().splitlines()

        wait_for(is_there, 30, "the trail is at the collector")

    def kill(self):
        os.killpg(self.pidgin.process.popen.pid, signal.SIGKILL)
        self.pidgin.process.stop()

    def quit(self):
        self.pidgin.quit()
        self.sync()

    def new_words(self):
        """What the watcher has said since this was asked last."""
        rows = self.words.read_text().splitlines()
        new, self.n_read = rows[self.n_read:], len(rows)
        return [json.loads(row) for row in new]

    def wait_for_word(self, kinds, seconds, since):
        """Prints the seconds from the deed to the word."""
        def find():
            return [word for word in self.new_words() if word["kind"] in kinds]

        word = wait_for(find, seconds, f"the watcher says {kinds}")[0]
        took = time.monotonic() - since
        print(f"# {word['kind']}: {took:.1f} s after the deed: {json.dumps(word)}", flush=True)
        expect(word["alarm"], word)
        expect(took <= seconds, f"it came after {took:.1f} s")


def test_an_end_is_no_alarm(scene):
    scene.start()
    scene.quit()
    expect(stays_false(lambda: any(word["alarm"] for word in scene.new_words()), SILENCE_S + LOOK_S), "an alarm")


def test_killed(scene):
    scene.start()
    if SILENCE_S > 200:
        expect(stays_false(lambda: any(word["kind"] == "mute" for word in scene.new_words()), SILENCE_S + 30),
               "a client that beats is missed")
    size = scene.events.stat().st_size  # the worst case: killed just behind a heartbeat, which is not on the disk yet
    scene.logind.say("wake")
    wait_for(lambda: scene.events.stat().st_size > size, 10, "a heartbeat")
    scene.new_words()
    deed = time.monotonic()
    scene.kill()
    scene.wait_for_word(["mute"], min(SILENCE_S + LOOK_S, PROMISED_S), deed)


def test_asleep(scene):
    """The lid is closed: logind says so, nothing runs for a while, and nobody is missed. Then it is killed awake."""
    scene.start()
    scene.logind.say("sleep")
    wait_for(lambda: b'"ev":"audit.sleep"' in scene.events.read_bytes(), 10, "the collector is told")
    os.kill(scene.pidgin.bus.get_pid(), signal.SIGSTOP)
    scene.new_words()
    expect(stays_false(scene.new_words, SILENCE_S + LOOK_S), "one that sleeps is missed")
    os.kill(scene.pidgin.bus.get_pid(), signal.SIGCONT)
    size = scene.events.stat().st_size
    scene.logind.say("wake")
    wait_for(lambda: scene.events.stat().st_size > size, 10, "it is awake")
    expect(not scene.new_words(), "a word about who slept")
    deed = time.monotonic()
    scene.kill()
    scene.wait_for_word(["mute"], SILENCE_S + LOOK_S, deed)


def test_cut(scene):
    """The killed client's trail loses its last line. The next start misses it where its state was on the disk already;
    where not, another line comes under its number, or the next one does not follow from what the collector has."""
    path = sorted((scene.profile / "warden" / "audit").glob("*.jsonl"))[-1]
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    deed = time.monotonic()
    scene.start()
    scene.wait_for_word(["told-gap", "rewound", "changed"], 60, deed)
    scene.quit()


def test_rolled_back(scene):
    """The profile of a while ago is put back, with keys, state and what was forwarded."""
    kept = scene.stage.base / "kept"
    shutil.copytree(scene.profile, kept)
    scene.start()
    scene.quit()
    shutil.rmtree(scene.profile)
    shutil.copytree(kept, scene.profile)
    scene.new_words()
    deed = time.monotonic()
    scene.start()
    scene.wait_for_word(["rewound"], 60, deed)
    scene.quit()


def test_swapped(scene):
    """Another trail in its place: the folder is removed, and the next start begins one from zero."""
    for path in (scene.profile / "warden" / "audit").iterdir():
        path.unlink()
    scene.new_words()
    deed = time.monotonic()
    scene.start()
    scene.wait_for_word(["rewound"], 60, deed)
    scene.quit()


def test_switched_off(scene):
    """The person unticks Warden, and the client goes on. Last: it is not ticked at the next start either."""
    scene.start()
    scene.new_words()
    scene.desktop.press("Buddy List", "ctrl+u")
    wait_for(lambda: "Plugins" in scene.desktop.windows(), 10, "the list of plugins")
    scene.desktop.xdotool("type", "--delay", "100", "Purple Warden")  # the list looks for it
    scene.desktop.xdotool("key", "Escape")
    deed = time.monotonic()
    scene.desktop.xdotool("key", "space")
    scene.wait_for_word(["off"], LOOK_S + 3, deed)
    expect(scene.pidgin.process.is_running(), "Pidgin has ended")
    scene.pidgin.quit()


if __name__ == "__main__":
    sys.exit(main(Scene, [test_an_end_is_no_alarm, test_asleep, test_killed, test_cut, test_rolled_back, test_swapped,
                          test_switched_off]))
