# SPDX-License-Identifier: GPL-2.0-or-later
"""A real IRC server and a real IRC client on the other side: ngIRCd and irssi."""
import pathlib
import shlex
import socket
import subprocess

from processes import Process, wait_for
from server import free_port

CONFIG = """
[Global]
Name = irc.corp.test
Info = test
Listen = 127.0.0.1
Ports = {port}
PidFile = {base}/ngircd.pid
[Limits]
MaxConnectionsIP = 0
[Options]
DNS = no
Ident = no
PAM = no
"""

IRSSI = """
settings = {{
  core = {{ real_name = "{nick}"; user_name = "{nick}"; nick = "{nick}"; }};
  "fe-text" = {{ actlist_sort = "refnum"; }};
  "irc/dcc" = {{ dcc_own_ip = "127.0.0.1"; dcc_download_path = "{folder}/in"; dcc_autoget = "yes";
                dcc_autoget_masks = "*!*@*"; dcc_file_create_mode = "600"; }};
}};
"""


class IrcServer:
    def __init__(self, base):
        self.base = pathlib.Path(base)
        self.base.mkdir(parents=True)
        self.port = free_port()
        self.process = None

    def is_listening(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    def start(self):
        config = self.base / "ngircd.conf"
        config.write_text(CONFIG.format(base=self.base, port=self.port))
        config.chmod(0o644)
        self.base.chmod(0o755)
        self.process = Process(["/usr/sbin/ngircd", "--nodaemon", "--config", str(config)], self.base / "ngircd.log")
        wait_for(self.is_listening, 30, "ngIRCd listens", self.process)
        return self

    def stop(self):
        if self.process is not None:
            self.process.stop()


class Irssi:
    """irssi in tmux: typed at, and read from its screen."""

    def __init__(self, base, server, nick):
        self.folder = pathlib.Path(base)
        (self.folder / "in").mkdir(parents=True)
        self.server, self.nick = server, nick
        self.socket = str(self.folder / "tmux")
        (self.folder / "config").write_text(IRSSI.format(nick=nick, folder=self.folder))

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null", *arguments], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)

    def start(self):
        command = shlex.join(["irssi", f"--home={self.folder}", "-c", "127.0.0.1", "-p", str(self.server.port),
                              "-n", self.nick])
        self.tmux("new-session", "-d", "-x", "160", "-y", "50", f"env TERM=screen LC_ALL=C.UTF-8 {command}")
        wait_for(lambda: "Welcome" in self.screen() or "welcome" in self.screen(), 30, "irssi is on the server")
        return self

    def screen(self):
        return self.tmux("capture-pane", "-p", "-S", "-200").stdout

    def type(self, line):
        self.tmux("send-keys", "-l", line)
        self.tmux("send-keys", "Enter")

    def received(self, name):
        path = self.folder / "in" / name
        return path.read_bytes() if path.exists() else None

    def stop(self):
        self.tmux("kill-server")
