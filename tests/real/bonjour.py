# SPDX-License-Identifier: GPL-2.0-or-later
"""Bonjour on a machine of its own: an Avahi daemon on a system bus that is the test's."""
import os
import pathlib
import subprocess

from processes import Failed, Process, wait_for

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
<listen>unix:path={base}/bus</listen>
<auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><allow user="*"/>
</policy>
</busconfig>
"""

AVAHI = """[server]
host-name=warden-test
use-ipv4=yes
use-ipv6=no
enable-dbus=yes
disallow-other-stacks=no
[wide-area]
enable-wide-area=no
[publish]
publish-hinfo=no
publish-workstation=no
[reflector]
[rlimits]
"""


class Bonjour:
    def __init__(self, base):
        self.base = pathlib.Path(base)
        self.base.mkdir(parents=True)
        self.processes = []
        self.environment = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.base}/bus"}

    def is_up(self):
        reply = subprocess.run(["dbus-send", f"--bus=unix:path={self.base}/bus", "--print-reply=literal",
                                "--dest=org.freedesktop.Avahi", "/", "org.freedesktop.Avahi.Server.GetState"],
                               capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return reply.returncode == 0 and "int32 2" in reply.stdout

    def start(self):
        (self.base / "bus.conf").write_text(BUS.format(base=self.base))
        (self.base / "avahi.conf").write_text(AVAHI)
        self.processes.append(Process(
            ["dbus-daemon", f"--config-file={self.base}/bus.conf", "--nofork", "--nopidfile"], self.base / "bus.log"))
        wait_for((self.base / "bus").exists, 10, "the bus is there", self.processes[-1])
        self.processes.append(Process(
            ["/usr/sbin/avahi-daemon", "-f", str(self.base / "avahi.conf"), "--no-drop-root", "--no-chroot",
             "--no-rlimits"], self.base / "avahi.log", self.environment))
        wait_for(self.is_up, 30, "Avahi runs", self.processes[-1])
        return self

    def stop(self):
        for process in reversed(self.processes):
            process.stop()
