#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""pidgin-otr beside Warden in the real Pidgin: switched on and off in every order, and ended in every order.

libotr takes over libgcrypt's allocator for the whole process, as soon as pidgin-otr is found: a plugin that keeps an
object of libgcrypt's across that crashes, and so does one that calls libgcrypt when libotr is gone. So that it happens in
mid-flight, pidgin-otr is hidden at first, as if it was installed later.

usage: test-otr-orders.py BUILD_FOLDER [CASE...]
       WARDEN_VALGRIND names valgrind: then it watches, and orders are gone through once
"""
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import xml.etree.ElementTree as xml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import real_pidgin  # noqa: E402
from real_pidgin import Failure, wait_for  # noqa: E402

PEER = "otter"
WARDEN, OTR = "core-warden", "otr"
QUERY = "?OTRv23?"
VALGRIND = os.environ.get("WARDEN_VALGRIND")
N_ROUNDS = 17 if os.environ.get("WARDEN_LONG") else 1  # of all six orders, in each of six clients
real_pidgin.PATIENCE *= 10 if VALGRIND else 1
NEAR = 12  # callers of a wrong access that are looked at
CONCERNED = ("warden", "libgcrypt", "libotr", "pidgin-otr")


def every_order():
    """The six ways to switch two plugins on and off again."""
    steps = [(WARDEN, "on"), (OTR, "on"), (WARDEN, "off"), (OTR, "off")]
    for order in itertools.permutations(steps):
        if all(order.index((plugin, "on")) < order.index((plugin, "off")) for plugin in (WARDEN, OTR)):
            yield order


ORDERS = list(every_order())


def find_otr():
    folder = subprocess.run(["pkg-config", "--variable=plugindir", "pidgin"], capture_output=True, text=True,
                            check=True).stdout.strip()
    for place in (pathlib.Path(folder), pathlib.Path("/usr/lib") / pathlib.Path(folder).name):
        if (place / "pidgin-otr.so").exists():
            return str(place / "pidgin-otr.so")
    raise Failure("pidgin-otr is not installed")


def hide(folder):
    """Words before a command that has an empty folder there: in a mount namespace of its own."""
    as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return ["unshare", *as_root, "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', folder]


class Scene:
    """A Pidgin with one conversation, and what must stand in its log."""

    def __init__(self, stage, build, load, is_hidden=False):
        self.build = build
        self.report = pathlib.Path(stage.folder) / "valgrind.xml"
        modules = [build / "plugin" / "warden.so", build / "plugin" / "warden-pidgin.so",
                   build / "tests" / "pidgin" / "pidgin-probe.so"]
        self.otr = shutil.copy(find_otr(), stage.folder)  # for who does not see the other
        hidden = hide(str(pathlib.Path(find_otr()).parent)) if is_hidden else []
        prefix = [VALGRIND, "--xml=yes", f"--xml-file={self.report}", "--num-callers=24"] if VALGRIND else []
        self.loaded = {OTR} if find_otr() in load else set()
        self.logged, self.unlogged = [], []
        self.is_installed = not is_hidden
        self.pidgin = stage.start(modules, load=[*load, "pidgin-probe.so"], prefix=[*hidden, *prefix],
                                  settings="[Logs]\nMode=always\n", environment={"G_SLICE": "always-malloc"} if VALGRIND else None)
        self.profile = self.pidgin.profile
        if "warden.so" in load:
            self.loaded.add(WARDEN)
        wait_for("the probe", lambda: self.pidgin.check_alive() or self.pidgin.lines())
        self.pidgin.do("sign-on")
        self.pidgin.do("buddy", PEER)

    def install_otr(self):
        if self.pidgin.do("probe", self.otr)[-1] != "probed 1":
            raise Failure("pidgin-otr was not found")
        self.is_installed = True

    def switch(self, plugin, way):
        lines = self.pidgin.do("plugin", way, plugin)
        if f"loaded {plugin} 1" not in lines:
            raise Failure(f"{plugin} was not switched {way}: {lines}")
        (self.loaded.add if way == "on" else self.loaded.discard)(plugin)

    def talk(self):
        """A message; and where OTR is on, the beginning of a private conversation, for which libotr makes a key."""
        text = f"word{len(self.logged) + len(self.unlogged):05}"
        self.pidgin.do("receive", PEER, text)
        (self.logged if WARDEN in self.loaded else self.unlogged).append(text)
        if OTR in self.loaded:
            self.pidgin.do("receive", PEER, QUERY)
            if not any(re.search(r"\?OTR:AA[MI]C", line) for line in self.pidgin.do("wire")):
                raise Failure("OTR did not answer")

    def quit(self):
        status = self.pidgin.quit()
        if status != 0:
            raise Failure(f"Pidgin ended with {status}:\n{self.pidgin.log.read_text(errors='replace')[-3000:]}")

    def ctl(self, *arguments):
        result = subprocess.run([self.build / "plugin" / "ctl" / "wardenctl", *arguments, "--profile", self.profile],
                                capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if result.returncode != 0:
            raise Failure(f"wardenctl {arguments} ends with {result.returncode}: {result.stdout}{result.stderr}")
        return result.stdout

    def check_logs(self):
        """Every log is whole, and holds what was said while Warden was on: all of it, nothing else."""
        for line in self.ctl("logs", "verify", "--json").splitlines():
            if json.loads(line).get("condition") != "complete":
                raise Failure(f"a log is not whole: {line}")
        with tempfile.TemporaryDirectory() as folder:
            self.ctl("logs", "export", "--output", f"{folder}/out")
            texts = [json.loads(line).get("text", "") for path in pathlib.Path(folder).rglob("*.jsonl")
                     for line in path.read_text().splitlines()]
        found = sorted(text for text in texts if text.startswith("word"))
        if found != self.logged:
            raise Failure(f"logged: {len(found)} of {len(self.logged)}, first difference "
                          f"{next(iter(set(found) ^ set(self.logged)), None)}")
        clear = [path for path in (self.profile / "logs").rglob("*") if path.is_file()]
        if clear:
            raise Failure(f"in the clear: {clear}")

    def check_valgrind(self):
        """No wrong access in which Warden, libgcrypt or libotr had a part; what GTK does by itself is not ours."""
        if not VALGRIND:
            return
        for error in xml.parse(self.report).getroot().findall("error"):
            frames = error.find("stack").findall("frame")[:NEAR]
            if not error.findtext("kind").startswith("Leak") and any(
                    name in (frame.findtext("obj") or "") for frame in frames for name in CONCERNED):
                raise Failure(error.findtext("kind") + ": " + " < ".join(
                    frame.findtext("fn") or frame.findtext("obj") or "?" for frame in frames))

    def finish(self):
        self.quit()
        self.check_logs()
        self.check_valgrind()


def go_through(scene, order):
    scene.talk()
    for plugin, way in order:
        if plugin == OTR and not scene.is_installed:
            scene.install_otr()
            scene.talk()
        scene.switch(plugin, way)
        scene.talk()


def check_orders(stage, build, first):
    """All orders one after the other, beginning with one of them: libgcrypt's allocator changes only once."""
    scene = Scene(stage, build, [], is_hidden=True)
    for i in range(6 * N_ROUNDS):
        go_through(scene, ORDERS[(first + i) % 6])
    scene.switch(WARDEN, "on")
    scene.talk()
    scene.pidgin.do("destroy", OTR)
    scene.talk()
    scene.finish()


def make_order_case(first):
    def case(stage, build):
        check_orders(stage, build, first)
    case.__name__ = "order_" + "_".join(f"{'otr' if plugin == OTR else 'warden'}_{way}" for plugin, way in ORDERS[first])
    return case


def both_from_the_start_otr_first(stage, build):
    scene = Scene(stage, build, [find_otr(), "warden.so", "warden-pidgin.so"])
    scene.talk()
    scene.finish()


def both_from_the_start_otr_last(stage, build):
    scene = Scene(stage, build, ["warden.so", "warden-pidgin.so", find_otr()])
    scene.talk()
    scene.finish()


def otr_in_mid_conversation(stage, build):
    scene = Scene(stage, build, ["warden.so", "warden-pidgin.so"])
    scene.talk()
    scene.switch(OTR, "on")
    scene.talk()
    scene.finish()


def otr_gone_in_mid_conversation(stage, build):
    scene = Scene(stage, build, [find_otr(), "warden.so", "warden-pidgin.so"])
    scene.talk()
    scene.switch(OTR, "off")
    scene.talk()
    scene.finish()


def warden_in_mid_conversation(stage, build):
    scene = Scene(stage, build, [find_otr()])
    scene.talk()
    scene.switch(WARDEN, "on")
    scene.talk()
    scene.finish()


CASES = [
    *(make_order_case(i) for i in range(6)),
    both_from_the_start_otr_first,
    both_from_the_start_otr_last,
    otr_in_mid_conversation,
    otr_gone_in_mid_conversation,
    warden_in_mid_conversation,
]


def main(build, *names):
    cases = [case for case in CASES if not names or case.__name__ in names]
    n_failed = 0
    print(f"1..{len(cases)}", flush=True)
    for number, case in enumerate(cases, 1):
        try:
            with real_pidgin.Stage() as stage:
                case(stage, pathlib.Path(build))
            print(f"ok {number} {case.__name__}", flush=True)
        except Exception:  # a broken harness is a failure of the test as well
            n_failed += 1
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} {case.__name__}", flush=True)
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
