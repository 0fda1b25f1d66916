# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests with real clients share: a server, peers, a folder, TAP, and wardenctl."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

from peer import Peers
from processes import Failed
from server import HOST, Server

ME = f"dana@{HOST}"
COLLEAGUE = f"anna@{HOST}"
STRANGER = f"winner@{HOST}"


class Stage:
    """A server on which dana knows anna, and winner is a stranger; with both peers signed on."""

    def __init__(self, build, artefacts):
        self.build = pathlib.Path(build)
        self.artefacts = pathlib.Path(artefacts)
        self.base = pathlib.Path(tempfile.mkdtemp(prefix="warden-real-"))
        self.server = Server(self.base / "server")
        self.peers = None
        self.endings = []  # called in reverse order

    def start(self):
        self.server.add_person("dana", ["anna"])
        self.server.add_person("anna", ["dana"])
        self.server.add_person("winner")
        self.endings.append(self.server.stop)
        self.server.start()
        self.peers = Peers(self.server)
        self.endings.append(self.peers.stop)
        self.colleague = self.peers.add("anna")
        self.stranger = self.peers.add("winner")
        return self

    def modules(self, *names):
        return [self.build / "plugin" / name for name in names]

    def wardenctl(self, profile, *arguments):
        """Runs wardenctl on a profile: (exit status, standard output)."""
        result = subprocess.run([self.build / "plugin" / "ctl" / "wardenctl", *arguments, "--profile", profile],
                                capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return result.returncode, result.stdout

    def queue(self, profile):
        """The review queue: one dict a row."""
        status, output = self.wardenctl(profile, "queue", "list", "--json")
        if status != 0:
            raise Failed(f"wardenctl queue list ends with {status}")
        return json.loads(output)

    def find_held(self, profile, kind, peer):
        for row in self.queue(profile):
            if row["kind"] == kind and row["peer"].split("/")[0] == peer:
                return row
        return None

    def stop(self):
        for ending in reversed(self.endings):
            try:
                ending()
            except Exception:  # the others still have to end
                traceback.print_exc(file=sys.stderr)
        shutil.rmtree(self.base, ignore_errors=True)


def expect(is_true, what):
    if not is_true:
        raise Failed(what)


def run_tap(cases, scene):
    """Runs the cases on one scene and prints TAP."""
    print(f"1..{len(cases)}", flush=True)
    return run_cases(cases, scene, 1)


def run_cases(cases, scene, first):
    """Runs the cases on one scene, in order, counted from @first. A failed case does not stop the next."""
    n_failed = 0
    for i, case in enumerate(cases, first):
        name = case.__name__.removeprefix("test_").replace("_", "-")
        try:
            case(scene)
            print(f"ok {i} {name}", flush=True)
        except Exception as problem:  # a broken harness is a failure of the test as well
            n_failed += 1
            print(f"not ok {i} {name}", flush=True)
            for line in (traceback.format_exc() if not isinstance(problem, Failed) else str(problem)).splitlines():
                print(f"# {line}", flush=True)
    return 1 if n_failed else 0


def main(make_scene, cases, modules=(), people=()):
    """usage: TEST.py BUILD_FOLDER ARTEFACTS_FOLDER"""
    stage = Stage(*sys.argv[1:3])
    stage.server.modules = modules
    for name in people:  # strangers more
        stage.server.add_person(name)
    try:
        try:
            scene = make_scene(stage.start())
        except Exception:
            print("1..1\nnot ok 1 starts")
            print("\n".join("# " + line for line in traceback.format_exc().splitlines()))
            return 1
        return run_tap(cases, scene)
    finally:
        stage.stop()
