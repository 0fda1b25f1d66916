# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of transfers share: a libpurple client without windows, and files."""
import os
import pathlib
import re
import shutil
import subprocess
import threading
from xml.etree import ElementTree

from processes import Failed, wait_for


class Client:
    """transfer-client: says what it is asked, and does what it is told."""

    def __init__(self, stage, folder, arguments):
        self.stage = stage
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lines = []
        self.log = open(f"{self.folder}.log", "ab")
        program = stage.build / "tests" / "real" / "transfer-client"
        module = stage.build / "plugin" / "warden.so"
        self.process = subprocess.Popen(
            [*self._get_watcher(), program, self.folder, module, *arguments], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=self.log, text=True, bufsize=1, start_new_session=True,
            env={**os.environ, "G_SLICE": "always-malloc", "LC_ALL": "C.UTF-8", "HOME": str(stage.base)})
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _get_watcher(self):
        """In a long run valgrind watches: what it finds in our code is a failure at the end."""
        self.report = None
        if not os.environ.get("WARDEN_LONG") or shutil.which("valgrind") is None:
            return []
        self.report = f"{self.folder}-{len(os.listdir(self.folder.parent))}.xml"
        return ["valgrind", "--leak-check=full", "--show-leak-kinds=definite", "--num-callers=24",
                "--child-silent-after-fork=yes", "--xml=yes", f"--xml-file={self.report}"]

    def find_errors(self):
        """What valgrind saw, where warden.so had a hand in it; what a protocol does wrong by itself is not ours."""
        if self.report is None:
            return []
        errors = []
        for error in ElementTree.parse(self.report).getroot().findall("error"):
            frames = error.findall("stack/frame")
            if any((frame.findtext("obj") or "").endswith("warden.so") for frame in frames):
                errors.append(error.findtext("kind") + ": " +
                              " < ".join(str(frame.findtext("fn")) for frame in frames[:8]))
        return errors

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def find(self, pattern, start=0):
        """The first line from a mark on that matches."""
        for line in self.lines[start:]:
            found = re.search(pattern, line)
            if found:
                return found
        return None

    def wait(self, pattern, start=0, patience=30):
        patience *= 4 if self.report else 1  # valgrind takes its time
        def look():
            if self.process.poll() is not None:
                raise Failed(f"the client ended with {self.process.poll()}: {self.tail()}")
            return self.find(pattern, start)

        try:
            return wait_for(look, patience, f"{pattern!r}")
        except Failed as problem:
            raise Failed(f"{problem}\n" + "\n".join(self.lines[-15:])) from None

    def tail(self):
        return "".join(open(f"{self.folder}.log", errors="replace").readlines()[-10:])

    def mark(self):
        return len(self.lines)

    def do(self, line):
        mark = self.mark()
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        self.wait("^done$", mark)

    def accept(self, path, mark, patience=30):
        """Says yes to the stock question, if it comes, and chooses a place."""
        found = self.wait(r"^(?:asked (\d+) .*wants to send|place (\d+) )", mark, patience)
        if found[1]:
            self.do(f"answer {found[1]} Accept")
            found = self.wait(r"^(place) (\d+) ", mark)
        self.do(f"save {found[2]} {path}")

    def quit(self):
        """Ends as a person ends it, and with what status."""
        if self.process.poll() is None:
            try:
                self.process.stdin.write("quit\n")
                self.process.stdin.close()
                self.process.wait(60)
            except (BrokenPipeError, subprocess.TimeoutExpired):
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    def kill(self):
        """As a crash does it."""
        self.process.kill()
        self.process.wait()

    def quarantine(self):
        folder = self.folder / "warden" / "quarantine"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    def count_arrived(self):
        """Bytes of what is on its way."""
        folder = self.folder / "warden" / "quarantine"
        return sum(path.stat().st_size for path in folder.glob("*.part"))

    def held(self, state="waiting"):
        return [row for row in self.stage.queue(self.folder) if row["kind"] == "file" and row["state"] == state]


def make_content(n_bytes):
    """Text that is nobody's and of any length."""
    line = "The quick brown fox jumps over the lazy dog, line {:08d}.\n"
    return "".join(line.format(i) for i in range(n_bytes // 60 + 1)).encode()[:n_bytes]


def is_saved(path, content):
    """Whole, for nobody else, and not executable."""
    path = pathlib.Path(path)
    return path.is_file() and path.read_bytes() == content and path.stat().st_mode & 0o7777 == 0o600
