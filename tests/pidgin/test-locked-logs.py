#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Encrypted logs in Pidgin's own viewer and its History plugin: read, locked, unlocked, locked again by themselves.

usage: test-locked-logs.py BUILD_FOLDER [CASE...]

WARDEN_TEST_PICTURES names a folder for screenshots.
"""
import os
import pathlib
import subprocess
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import real_pidgin  # noqa: E402
from real_pidgin import Failure, wait_for  # noqa: E402

PEER = "otter"
SECRET = "the heron lands at dusk"
NOTICE = "encrypted and locked"
SPIM = ("CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money "
        "today: http://claim-prize.example/win or call +1-900-555-0134")
PASSPHRASE = "correct horse"
PICTURES = os.environ.get("WARDEN_TEST_PICTURES")
RELOCK_S = 3
SETTINGS = f"[Logs]\nRelockAfter=PT{RELOCK_S}S\n"


def find_plugin(name):
    folder = subprocess.run(["pkg-config", "--variable=plugindir", "pidgin"], capture_output=True, text=True,
                            check=True).stdout.strip()
    return str(pathlib.Path(folder) / name)


class Scene:
    """A profile with one log, whose key a passphrase protects."""

    def __init__(self, stage, build, history_first=False, is_protected=True):
        self.stage, self.build = stage, build
        modules = [build / "plugin" / "warden.so", build / "plugin" / "warden-pidgin.so",
                   build / "tests" / "pidgin" / "pidgin-probe.so"]
        history = [find_plugin("history.so")]
        ours = ["warden.so", "warden-pidgin.so"]
        load = [*history, *ours] if history_first else [*ours, *history]
        self.pidgin = stage.start(modules, load=[*load, "pidgin-probe.so"], settings=SETTINGS,
                                  is_logging=True)
        self.settle()
        self.first_windows = self.windows()
        self.pidgin.do("receive", PEER, SECRET)
        self.pidgin.do("receive", "winner7731", SPIM)
        self.quit()
        if is_protected:
            self.protect()
        self.pidgin.start()
        self.settle()

    def settle(self):
        wait_for("the probe", lambda: self.pidgin.check_alive() or len(self.pidgin.lines()) > self.pidgin.n_read)
        self.pidgin.do("sign-on")
        self.pidgin.do("buddy", PEER)

    def protect(self):
        done = subprocess.run(
            [self.build / "plugin" / "ctl" / "wardenctl", "key", "protect", "--profile", self.pidgin.profile, "passphrase"],
            input=PASSPHRASE + "\n", capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"the key was not protected: {done.stderr}")

    def windows(self):
        return self.pidgin.do("windows")

    def shown(self):
        return "\n".join(self.pidgin.do("history", PEER))

    def viewer(self):
        """What the log viewer shows, opened anew."""
        self.pidgin.do("view-log", PEER)
        text = wait_for("the viewer", lambda: next(
            (line for line in self.windows() if "log_viewer" in line), None))
        self.dismiss("log_viewer")
        return text

    def dismiss(self, role):
        self.pidgin.do("dismiss", role)
        wait_for(f"the end of {role}", lambda: not any(f"window {role} " in line for line in self.windows()))

    def picture(self, name):
        if PICTURES:
            real_pidgin.time.sleep(0.5)
            self.stage.display.take_picture(pathlib.Path(PICTURES) / f"logs-{name}.png")

    def unlock(self):
        """In the window about logs, as a person does."""
        self.pidgin.do("action", "Logs")
        wait_for("the window about logs", lambda: any("window warden active=1" in line for line in self.windows()))
        self.picture("locked")
        self.stage.display.tool("type", "--delay", "20", PASSPHRASE)
        self.stage.display.tool("key", "Return")
        wait_for("unlocking", lambda: any("you can read them" in line for line in self.windows()))
        self.picture("unlocked")
        self.dismiss("warden")

    def quit(self):
        if self.pidgin.quit() != 0:
            raise Failure(f"Pidgin ended with {self.pidgin.process.returncode}")
        self.pidgin.process.wait()


def check_no_prompt(scene):
    """No window that nobody asked for."""
    for line in scene.windows():
        if not any(role in line for role in ("window buddy_list", "window conversation")):
            raise Failure(f"a window nobody asked for: {line}")


def check_history(scene, wanted, unwanted):
    scene.pidgin.do("receive", PEER, "hello again")
    wait_for(f"{wanted!r} in the conversation", lambda: wanted in scene.shown())
    if unwanted in scene.shown():
        raise Failure(f"{unwanted!r} in the conversation")


def history_shows_the_last_log(stage, build):
    scene = Scene(stage, build, is_protected=False)
    check_history(scene, SECRET, NOTICE)
    check_no_prompt(scene)
    scene.picture("history")
    scene.quit()


def history_loaded_first(stage, build):
    scene = Scene(stage, build, history_first=True, is_protected=False)
    check_history(scene, SECRET, NOTICE)
    check_no_prompt(scene)
    scene.quit()


def history_while_locked(stage, build):
    scene = Scene(stage, build)
    check_history(scene, NOTICE, SECRET)
    check_no_prompt(scene)
    scene.picture("history-locked")
    scene.quit()


def viewer_locked_and_unlocked(stage, build):
    scene = Scene(stage, build)
    text = scene.viewer()
    if NOTICE not in text or SECRET in text:
        raise Failure(f"the viewer shows {text}")
    check_no_prompt(scene)
    scene.unlock()
    text = scene.viewer()
    if SECRET not in text:
        raise Failure(f"the viewer shows {text}")
    real_pidgin.time.sleep(RELOCK_S + 2)  # without a look, which would begin the time anew
    text = scene.viewer()
    if NOTICE not in text or SECRET in text:
        raise Failure(f"it did not lock itself: {text}")
    scene.quit()


def review_locked_and_unlocked(stage, build):
    """What was held is as locked as the logs are, and unlocked where it is looked at."""
    scene = Scene(stage, build)
    scene.pidgin.do("action", "Review Held Items")
    wait_for("the review", lambda: any("window warden active=1" in line for line in scene.windows()))
    locked = next(line for line in scene.windows() if "window warden " in line)
    if "held for you is locked" not in locked or "You have WON" in locked:
        raise Failure(f"the review shows {locked}")
    scene.picture("review-locked")
    x, y = next(line.split()[1:3] for line in scene.pidgin.do("widget", "warden", "warden-unlock-passphrase")
                if line.startswith("at "))
    stage.display.tool("mousemove", x, y, "click", "1", "type", "--delay", "20", PASSPHRASE)
    stage.display.tool("key", "Return")
    wait_for("the held message", lambda: any("You have WON" in line for line in scene.windows()))
    scene.picture("review-unlocked")
    real_pidgin.time.sleep(RELOCK_S + 2)
    if any("You have WON" in line for line in scene.windows()):
        raise Failure("what was held is still shown when the key has gone")
    scene.quit()


def logs_in_the_clear_stay_off(stage, build):
    """The History plugin is told that there is logging; libpurple itself must not hear of it."""
    scene = Scene(stage, build, is_protected=False)
    check_history(scene, SECRET, NOTICE)
    scene.pidgin.do("close", PEER)
    scene.quit()
    clear = [path for path in (scene.pidgin.profile / "logs").rglob("*") if path.is_file()]
    preferences = (scene.pidgin.profile / "prefs.xml").read_text()
    if clear or "name='log_ims' type='bool' value='1'" in preferences:
        raise Failure(f"in the clear: {clear}, or switched on in the preferences")


CASES = [
    history_shows_the_last_log,
    history_loaded_first,
    history_while_locked,
    viewer_locked_and_unlocked,
    review_locked_and_unlocked,
    logs_in_the_clear_stay_off,
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
