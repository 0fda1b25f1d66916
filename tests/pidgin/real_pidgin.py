# SPDX-License-Identifier: GPL-2.0-or-later
"""The real Pidgin in a throw-away profile, on a display and a session bus of its own.

Pidgin runs beside openbox under Xvfb and dbus-daemon, all started and ended here by process id.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

# No icon in a tray: there is none, and Pidgin presents its buddy list when it has waited five seconds for one.
PREFERENCES = """<?xml version='1.0' encoding='UTF-8' ?>
<pref version='1' name='/'>
 <pref name='pidgin'>
  <pref name='plugins'><pref name='loaded' type='pathlist'>{items}</pref></pref>
  <pref name='docklet'><pref name='show' type='string' value='never'/></pref>
  <pref name='blist'><pref name='list_visible' type='bool' value='1'/></pref>
  <pref name='conversations'><pref name='im'><pref name='default_width' type='int' value='{width}'/></pref></pref>
 </pref>
 <pref name='purple'><pref name='logging'>
  <pref name='log_ims' type='bool' value='{log_ims}'/><pref name='log_chats' type='bool' value='0'/>
  <pref name='log_system' type='bool' value='0'/></pref></pref>
</pref>
"""
PATIENCE = 30  # seconds until a thing that must happen counts as missing
COMPLAINT = re.compile(r"(Gtk|Gdk|GLib|GLib-GObject|GdkPixbuf|Pango|wd|warden)[A-Za-z-]*-(WARNING|CRITICAL|ERROR)|^==|runtime error")


class Failure(Exception):
    pass


def wait_for(what, check, patience=None):
    """Polls until check() is true; there is no event to wait for in another process."""
    patience = patience or PATIENCE
    end = time.monotonic() + patience
    while True:
        result = check()
        if result:
            return result
        if time.monotonic() > end:
            raise Failure(f"waited {patience} s for {what}")
        time.sleep(0.02)


class Display:
    """Xvfb, a session bus and openbox."""

    def __init__(self, folder, size="1280x900x24"):
        self.processes = []
        self.folder = pathlib.Path(folder)
        read, write = os.pipe()
        self._start(["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp",
                     "-noreset"],  # a reset would throw openbox out when a first xprop is quicker and ends
                    folder, pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as numbers:
            self.name = ":" + numbers.readline().strip()
        bus = subprocess.run(["dbus-daemon", "--session", "--fork", "--print-address=1", "--print-pid=1"],
                             capture_output=True, text=True, check=True).stdout.split("\n")
        self.bus_address, self.bus_pid = bus[0], int(bus[1])
        self.environment = dict(os.environ, DISPLAY=self.name, DBUS_SESSION_BUS_ADDRESS=self.bus_address, LC_ALL="C.UTF-8",
                                HOME=str(folder), XDG_RUNTIME_DIR=str(folder), GTK2_RC_FILES="/dev/null", GSETTINGS_BACKEND="memory")
        self._start(["openbox", "--sm-disable"], folder, env=self.environment)

    def wait_ready(self):
        try:
            wait_for("openbox", lambda: self._is_managed() or self.processes[-1].poll() is not None)
            if not self._is_managed():
                raise Failure("openbox could not start")
        except Failure as failure:
            logs = [f"{path.name}: {path.read_text(errors='replace')}" for path in self.folder.glob("*.log")]
            states = [f"{process.args[0]} {process.poll()}" for process in self.processes]
            raise Failure(f"{failure}: {states} {logs}") from failure

    def _start(self, command, folder, **options):
        log = open(pathlib.Path(folder) / (command[0] + ".log"), "wb")
        self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, **options))

    def _is_managed(self):
        root = subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], env=self.environment, capture_output=True, text=True)
        return "window id" in root.stdout

    def take_picture(self, path, window="root"):
        subprocess.run(["import", "-window", window, "-strip", "-quality", "95", str(path)], env=self.environment, check=True)

    def tool(self, *words):
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True).stdout.strip()

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        os.kill(self.bus_pid, signal.SIGTERM)


class Pidgin:
    """Pidgin with some modules, told what to do through the stand-in's pipe."""

    def __init__(self, display, folder, modules, load=None, environment=None, width=420, prefix=(), settings=None,
                 managed=None, owner="0", is_logging=False):
        self.folder = pathlib.Path(folder)
        self.profile = self.folder / "profile"
        plugins = self.profile / "plugins"
        plugins.mkdir(parents=True)
        for module in modules:
            shutil.copy(module, plugins)
        names = [pathlib.Path(m).name for m in modules] if load is None else load
        items = "".join(f"<item value='{plugins / name}'/>" for name in names)
        (self.profile / "prefs.xml").write_text(
            PREFERENCES.format(items=items, width=width, log_ims=int(is_logging)))
        if settings is not None:  # the person's own, of Warden
            (self.profile / "warden").mkdir(mode=0o700)
            (self.profile / "warden" / "settings.conf").write_text(settings)
        # Words before the command, such as those of valgrind.
        self.prefix = [*(self.manage(managed, owner) if managed is not None else []), *prefix]
        self.pipe = self.folder / "commands"
        os.mkfifo(self.pipe)
        self.seen = self.folder / "seen"
        self.log = self.folder / "pidgin.log"
        self.n_read = 0
        self.environment = dict(display.environment, WARDEN_TEST_COMMANDS=str(self.pipe), WARDEN_TEST_LOG=str(self.seen),
                                **(environment or {}))
        self.start()

    def manage(self, policy, owner):
        """A policy where device management puts it, /run/warden/policy, for this process alone: needs root."""
        path = self.folder / "50-corp.conf"
        path.write_text(policy)
        script = ("mount -t tmpfs -o mode=755 none /run && mkdir -p /run/warden/policy/managed.d && "
                  f'cp "$0" /run/warden/policy/managed.d && chown {owner} /run/warden/policy/managed.d/* && exec "$@"')
        return ["unshare", "--mount", "sh", "-c", script, str(path)]

    def start(self):
        """Starts Pidgin in this profile; once more after quit()."""
        self.n_read = len(self.lines())
        self.process = subprocess.Popen([*self.prefix, "pidgin", "-c", str(self.profile), "-n", "-m"],
                                        env=self.environment, stdout=open(self.log, "ab"), stderr=subprocess.STDOUT)

    def lines(self):
        return self.seen.read_text(errors="replace").split("\n")[:-1] if self.seen.exists() else []

    def check_alive(self):
        if self.process.poll() is not None:
            raise Failure(f"Pidgin ended with {self.process.returncode}:\n{self.log.read_text(errors='replace')}")

    def wait_line(self, line):
        def found():
            self.check_alive()
            return line in self.lines()[self.n_read:]
        wait_for(repr(line), found)

    def do(self, *words):
        """Gives a command; returns the lines that it caused."""
        self.check_alive()
        self.n_read = len(self.lines())
        with open(self.pipe, "w") as pipe:
            pipe.write("\t".join(words) + "\n")
        self.wait_line("done " + words[0])
        return self.lines()[self.n_read:-1]

    def quit(self):
        with open(self.pipe, "w") as pipe:
            pipe.write("quit\n")
        return self.process.wait(PATIENCE)

    def complaints(self):
        return [line for line in self.log.read_text(errors="replace").split("\n") if COMPLAINT.search(line)]

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Stage:
    """A display and the folder for one test; with-statement."""

    def __init__(self, size="1280x900x24"):
        self.size = size

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="warden-pidgin-")
        self.clients = []
        self.open_display()
        return self

    def open_display(self):
        for attempt in range(3):
            self.display = Display(self.folder, self.size)
            try:
                return self.display.wait_ready()
            except Failure as failure:
                # An X server that ends takes the socket of its number along, also when another one has the number by then.
                print(f"# {failure}")
                self.display.close()
        raise Failure("no display")

    def start(self, modules, **options):
        pidgin = Pidgin(self.display, tempfile.mkdtemp(dir=self.folder), modules, **options)
        self.clients.append(pidgin)
        return pidgin

    def __exit__(self, *exception):
        for pidgin in self.clients:
            pidgin.close()
        self.display.close()
        shutil.rmtree(self.folder, ignore_errors=True)
