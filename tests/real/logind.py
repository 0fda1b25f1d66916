#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A system bus of its own, with one on it that announces sleep as logind does.

usage: logind.py, which obeys lines of standard input: "sleep", "wake"
"""
import os
import subprocess
import sys

from processes import Failed, Process, wait_for

PATH = "/org/freedesktop/login1"
NAME = "org.freedesktop.login1"


class Logind:
    def __init__(self, base):
        self.bus = Process(["dbus-daemon", "--session", "--nofork", f"--address=unix:path={base}/system-bus"], base / "bus.log")
        self.address = f"unix:path={base}/system-bus"
        self.process = None
        self.base = base

    def start(self):
        wait_for((self.base / "system-bus").exists, 10, "the bus", self.bus)
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.address})
        if self.process.stdout.readline() != "ready\n":
            raise Failed("the bus has no logind")
        return self

    def say(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def stop(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait(10)
        self.bus.stop()


def serve():
    import dbus
    import dbus.service
    from dbus.mainloop.glib import DBusGMainLoop
    from gi.repository import GLib

    class Manager(dbus.service.Object):
        @dbus.service.method(NAME + ".Manager", in_signature="ssss", out_signature="h")
        def Inhibit(self, what, who, why, mode):
            read_end, write_end = os.pipe()  # nobody waits for it here
            os.set_blocking(read_end, False)
            return dbus.types.UnixFd(write_end)

        @dbus.service.signal(NAME + ".Manager", signature="b")
        def PrepareForSleep(self, begins):
            pass

    DBusGMainLoop(set_as_default=True)
    bus = dbus.SystemBus()
    name = dbus.service.BusName(NAME, bus)
    manager = Manager(bus, PATH)
    loop = GLib.MainLoop()

    def obey(source, condition):
        line = sys.stdin.readline()
        if line == "":
            loop.quit()
            return False
        manager.PrepareForSleep(line.strip() == "sleep")
        return True

    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, obey)
    print("ready", flush=True)
    loop.run()
    return 0 if name else 1


if __name__ == "__main__":
    sys.exit(serve())
