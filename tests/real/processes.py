# SPDX-License-Identifier: GPL-2.0-or-later
"""Processes that end with their test: each leads a group of its own and is ended by its pid."""
import os
import signal
import subprocess
import time


class Failed(AssertionError):
    """A test's expectation that did not come true."""


class Process:
    def __init__(self, command, log, env=None):
        self.log = log
        with open(log, "ab") as out:
            self.popen = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                env={**os.environ, **(env or {})},
            )

    def is_running(self):
        return self.popen.poll() is None

    def stop(self, patience=10):
        """Ask the whole group to end, then make it."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.popen.pid, number)
            except ProcessLookupError:
                break
            end = time.monotonic() + patience
            while self.popen.poll() is None and time.monotonic() < end:
                time.sleep(0.05)
        self.popen.wait()

    def tail(self):
        with open(self.log, errors="replace") as log:
            return "".join(log.readlines()[-20:])


def wait_for(condition, seconds, what, process=None):
    """Poll until the condition holds and return its value; fail with the process's last words."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        if process is not None and not process.is_running():
            raise Failed(f"{what}: the process ended\n{process.tail()}")
        time.sleep(0.1)
    raise Failed(f"{what}: not within {seconds} s\n{process.tail() if process else ''}")


def stays_false(condition, seconds):
    """Whether a condition does not come true for so long: for things that must not happen."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return False
        time.sleep(0.1)
    return True
