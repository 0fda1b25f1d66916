# SPDX-License-Identifier: GPL-2.0-or-later
"""Real clients: Pidgin on an X server of its own, Finch in a terminal of its own."""
import os
import pathlib
import re
import shlex
import subprocess
import time

from processes import Failed, Process, wait_for
from server import HOST

COMPLAINT = re.compile(r".*\b(?:Gtk|Gdk|GdkPixbuf|Pango)-(?:WARNING|CRITICAL) \*\*.*")
SERVICE = "im.pidgin.purple.PurpleService"
OBJECT = "/im/pidgin/purple/PurpleObject"


class Bus:
    """The client's own D-Bus interface: what a person would see, as text."""

    def __init__(self, address_file, process):
        self.address = wait_for(lambda: address_file.exists() and address_file.read_text().strip(), 20,
                                "session bus", process)

    def call(self, method, *arguments):
        """One call of libpurple over the bus; integers and strings only."""
        typed = [f"int32:{a}" if isinstance(a, int) else f"string:{a}" for a in arguments]
        reply = subprocess.run(
            ["dbus-send", f"--bus={self.address}", "--print-reply=literal", f"--dest={SERVICE}", OBJECT,
             f"{SERVICE}.{method}", *typed], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return reply.stdout.strip() if reply.returncode == 0 else None

    def get_pid(self):
        """The client's own process, behind what started it."""
        reply = subprocess.run(
            ["dbus-send", f"--bus={self.address}", "--print-reply=literal", "--dest=org.freedesktop.DBus",
             "/org/freedesktop/DBus", "org.freedesktop.DBus.GetConnectionUnixProcessID", f"string:{SERVICE}"],
            capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return int(reply.stdout.split()[-1])

    def call_list(self, method, *arguments):
        return [int(n) for n in re.findall(r"\b\d+\b", re.sub(r"int32|uint32", "", self.call(method, *arguments) or ""))]

    def call_int(self, method, *arguments):
        numbers = self.call_list(method, *arguments)
        return numbers[0] if numbers else 0

    def conversations(self):
        """{name of the other side: [what stands in the conversation, oldest first]}"""
        return {
            self.call("PurpleConversationGetName", number): [
                self.call("PurpleConversationMessageGetMessage", message) or ""
                for message in reversed(self.call_list("PurpleConversationGetMessageHistory", number))
            ]
            for number in self.call_list("PurpleGetConversations")
        }

    def find_conversation(self, peer):
        """The lines of the conversation with one peer, whatever resource it is bound to; or None."""
        for name, lines in self.conversations().items():
            if name is not None and name.split("/")[0] == peer:
                return lines
        return None

    def is_signed_on(self):
        return any(self.call_int("PurpleAccountIsConnected", account)
                   for account in self.call_list("PurpleAccountsGetAll"))


class Desktop:
    """An X server with a window manager."""

    def __init__(self, base):
        self.base = pathlib.Path(base)
        self.processes = []
        self.display = None

    def start(self):
        read_end, write_end = os.pipe()
        with open(self.base / "xvfb.log", "ab") as log:
            popen = subprocess.Popen(
                ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=[write_end], start_new_session=True)
        os.close(write_end)
        server = Process.__new__(Process)
        server.popen, server.log = popen, self.base / "xvfb.log"
        self.processes.append(server)
        with os.fdopen(read_end) as pipe:
            self.display = ":" + pipe.readline().strip()
        if self.display == ":":
            raise Failed("Xvfb did not start\n" + server.tail())
        self.processes.append(Process(["openbox", "--sm-disable"], self.base / "openbox.log", self.environment()))
        return self

    def environment(self):
        return {"DISPLAY": self.display, "HOME": str(self.base), "XDG_RUNTIME_DIR": str(self.base), "LC_ALL": "C.UTF-8",
                "NO_AT_BRIDGE": "1", "GTK2_RC_FILES": "/dev/null"}

    def xdotool(self, *arguments):
        result = subprocess.run(["xdotool", *arguments], env={**os.environ, **self.environment()}, capture_output=True,
                                text=True, stdin=subprocess.DEVNULL)
        return result.stdout.split()

    def windows(self):
        """The titles of what is on the screen."""
        titles = []
        for window in self.xdotool("search", "--onlyvisible", "--name", ".+"):
            name = subprocess.run(["xdotool", "getwindowname", window], env={**os.environ, **self.environment()},
                                  capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout.strip()
            titles.append(name)
        return titles

    def bring_up(self, title, among):
        """Turns the tabs of a conversation window, as a person does, until the title is the wanted one."""
        def is_up():
            windows = self.xdotool("search", "--onlyvisible", "--name", title)
            if windows:
                return windows[-1]
            for window in self.xdotool("search", "--onlyvisible", "--name", among)[-1:]:
                self.xdotool("windowactivate", "--sync", window)
                self.xdotool("key", "ctrl+Tab")
            time.sleep(0.3)
            return None

        return wait_for(is_up, 10, f"window {title!r}")

    def type_into(self, title, text, among=HOST):
        """Types a line into a conversation, as a person does."""
        self.xdotool("windowactivate", "--sync", self.bring_up(title, among))
        time.sleep(0.5)  # the first key goes where the focus was before
        self.xdotool("type", "--delay", "20", text)
        self.xdotool("key", "Return")

    def press(self, title, *keys):
        """Presses keys, or the mouse at a place (x, y), in the window with that title."""
        windows = wait_for(lambda: self.xdotool("search", "--onlyvisible", "--name", title), 10, f"window {title!r}")
        self.xdotool("windowactivate", "--sync", windows[-1])
        self.xdotool("windowfocus", "--sync", windows[-1])
        for key in keys:
            time.sleep(0.5)  # a menu opens
            if isinstance(key, tuple):  # a place in the window
                self.xdotool("mousemove", "--window", windows[-1], *map(str, key), "click", "1")
            else:
                self.xdotool("key", key)

    def screenshot(self, path):
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-window", "root", str(path)], env={**os.environ, **self.environment()}, check=True,
                       stdin=subprocess.DEVNULL)

    def stop(self):
        for process in reversed(self.processes):
            process.stop()


def on_a_bus(address_file, command):
    """A command line that runs a command on a session bus of its own and tells where that is."""
    script = 'printf %s "$DBUS_SESSION_BUS_ADDRESS" > "$0.new" && mv "$0.new" "$0" && exec "$@"'
    return ["dbus-run-session", "--", "sh", "-c", script, str(address_file), *command]


class Pidgin:
    def __init__(self, desktop, profile, is_strict=True, prefix=()):
        self.debug = "fatal-criticals" if is_strict else ""
        self.desktop = desktop
        self.prefix = prefix  # of the command, on its bus
        self.profile = pathlib.Path(profile)
        self.process = None
        self.bus = None

    def start(self):
        address = self.profile.parent / "pidgin.bus"
        address.unlink(missing_ok=True)
        self.process = Process(
            on_a_bus(address, [*self.prefix, "pidgin", "-c", str(self.profile), "-m"]),
            self.profile.parent / "pidgin.log", {**self.desktop.environment(), "G_DEBUG": self.debug})
        self.bus = Bus(address, self.process)
        wait_for(self.bus.is_signed_on, 60, "Pidgin signs on", self.process)
        return self

    def quit(self):
        """Ends as a person ends it, so that what is written at the end is written."""
        if self.process is not None and self.process.is_running():
            self.bus.call("PurpleCoreQuit")
            try:
                wait_for(lambda: not self.process.is_running(), 20, "Pidgin quits")
            finally:
                self.process.stop()
            complaints = COMPLAINT.findall(self.process.log.read_text(errors="replace"))
            if complaints:
                raise Failed("\n".join(complaints))


class Finch:
    """Finch in tmux: a screen that can be read and typed at."""

    def __init__(self, base, profile, managed=None, size=(140, 50)):
        self.base = pathlib.Path(base)
        self.size = size
        self.profile = pathlib.Path(profile)
        self.prefix = [] if managed is None else self.manage(managed)
        self.socket = str(self.base / "tmux")
        self.status = self.base / "finch.status"
        self.bus = None

    def manage(self, policy):
        """A policy where device management puts it, for this process alone: needs root."""
        path = self.base / "50-corp.conf"
        path.write_text(policy)
        script = ("mount -t tmpfs -o mode=755 none /run && mkdir -p /run/warden/policy/managed.d && "
                  'cp "$0" /run/warden/policy/managed.d && exec "$@"')
        return ["unshare", "--mount", "sh", "-c", script, str(path)]

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null", *arguments], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, env={**os.environ, "HOME": str(self.base), "LC_ALL": "C.UTF-8",
                                                             "TERM": "xterm", "TMUX": ""})

    def start(self, is_connecting=True):
        address = self.base / "finch.bus"
        address.unlink(missing_ok=True)
        client = shlex.join(["env", "TERM=screen",  # no fatal criticals: Finch's own start has one
                             *on_a_bus(address, [*self.prefix, "finch", "-c", str(self.profile)])])
        log = shlex.quote(str(self.base / "finch.log"))
        self.status.unlink(missing_ok=True)
        self.tmux("new-session", "-d", "-x", str(self.size[0]), "-y", str(self.size[1]),
                  f"{client} 2> {log}; echo $? > {shlex.quote(str(self.status))}")
        self.bus = Bus(address, None)
        if is_connecting:
            try:
                wait_for(self.bus.is_signed_on, 60, "Finch signs on")
            except Failed as failure:
                raise Failed(f"{failure}, its screen:\n{self.screen()}") from failure
        return self

    def screen(self):
        return self.tmux("capture-pane", "-p").stdout

    def is_in_front(self, word):
        """Whether the title of a window that nothing covers has the word."""
        return re.search("┤[^├┤│]*" + re.escape(word), self.screen()) is not None

    def keys(self, *names):
        self.tmux("send-keys", *names)

    def is_running(self):
        return self.tmux("has-session").returncode == 0

    def quit(self):
        """Ends as a person ends it. Told to over the bus, it tears everything down in the middle of its main loop
        and goes on: then it leaves by a crash, or never."""
        if self.is_running():
            self.keys("M-q")
            try:
                wait_for(lambda: not self.is_running(), 20, "Finch quits")
            finally:
                self.tmux("kill-server")
            status = self.status.read_text().strip()
            if status != "0":
                raise Failed(f"Finch ends with {status}")
