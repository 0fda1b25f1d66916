#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever happens to Warden, nothing is logged in the clear: it is gone, broken, off, without a key or a disk.

A person had libpurple log conversations; Warden took that over and ran once. Then the failure, and another message.

usage: test-fail-closed.py BUILD_FOLDER [CASE...]
"""
import pathlib
import shutil
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import real_pidgin  # noqa: E402
from real_pidgin import Failure, wait_for  # noqa: E402

PEER = "nightjar"
BEFORE, AFTER = "the heron lands at dusk", "the badger digs on"


class Scene:
    def __init__(self, stage, build):
        modules = [build / "plugin" / "warden.so", build / "plugin" / "warden-pidgin.so",
                   build / "tests" / "pidgin" / "pidgin-probe.so"]
        self.pidgin = stage.start(modules, load=["warden.so", "warden-pidgin.so", "pidgin-probe.so"], is_logging=True)
        self.profile = self.pidgin.profile
        self.warden = self.profile / "warden"
        self.begin()
        self.pidgin.do("receive", PEER, BEFORE)

    def begin(self):
        wait_for("the probe", lambda: self.pidgin.check_alive() or len(self.pidgin.lines()) > self.pidgin.n_read)
        self.pidgin.do("sign-on")
        self.pidgin.do("buddy", PEER)

    def quit(self):
        if self.pidgin.quit() != 0:
            raise Failure(f"Pidgin ended with {self.pidgin.process.returncode}:\n{self.pidgin.log.read_text()[-2000:]}")

    def restart(self):
        self.pidgin.start()
        self.begin()

    def say_more(self):
        self.pidgin.do("receive", PEER, AFTER)

    def expect_banner(self, part):
        lines = self.pidgin.do("buddies")
        if not any(part in line for line in lines):
            raise Failure(f"the person is not told {part!r}: {lines}")

    def check(self):
        """No message and no name in the area of logs, by content or by name, and the switches off on the disk."""
        for folder in (self.profile / "logs", self.warden / "logs"):
            for path in [folder, *folder.rglob("*")] if folder.exists() else []:
                content = path.read_bytes() if path.is_file() else b""
                for secret in (BEFORE, AFTER, PEER):
                    if secret in str(path.relative_to(self.profile)) or secret.encode() in content:
                        raise Failure(f"{secret!r} in {path}")
        preferences = (self.profile / "prefs.xml").read_text()
        for name in ("log_ims", "log_chats", "log_system"):
            if f"name='{name}' type='bool' value='1'" in preferences:
                raise Failure(f"{name} is on in the preferences")


def not_installed(scene):
    scene.quit()
    for path in (scene.profile / "plugins").glob("warden*.so"):
        path.unlink()
    scene.restart()
    scene.say_more()


def broken_module(scene):
    scene.quit()
    (scene.profile / "plugins" / "warden.so").write_bytes(b"\\x7fELF and nothing that a linker knows")
    scene.restart()
    scene.say_more()


def unloaded(scene):
    scene.pidgin.do("plugin", "off", "core-warden")
    scene.say_more()
    scene.quit()
    scene.restart()
    scene.say_more()


def fips_mode(scene):
    scene.quit()
    scene.pidgin.environment["LIBGCRYPT_FORCE_FIPS_MODE"] = "1"
    scene.restart()
    scene.say_more()
    scene.expect_banner("FIPS")


def key_of_somebody_else(scene):
    scene.quit()
    other = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj\n"
    (scene.warden / "keys" / "recipient.txt").write_text(other)
    scene.restart()
    scene.say_more()
    scene.expect_banner("key")


def keys_are_gone_and_cannot_be_made(scene):
    scene.quit()
    shutil.rmtree(scene.warden / "keys")
    (scene.warden / "keys").write_text("a file in the folder's place")
    scene.restart()
    scene.say_more()
    scene.expect_banner("key")


def logs_cannot_be_written(scene):
    scene.quit()
    shutil.rmtree(scene.warden / "logs")
    (scene.warden / "logs").write_text("")
    scene.restart()
    scene.say_more()
    scene.expect_banner("no log is written")


def policy_wants_recovery_that_is_not_there(scene):
    scene.quit()
    (scene.warden / "settings.conf").write_text("[Logs]\nRequireEscrow=true\n")
    scene.restart()
    scene.say_more()
    scene.expect_banner("not logged")


def killed(scene):
    scene.pidgin.process.kill()
    scene.pidgin.process.wait()
    scene.restart()
    scene.say_more()


CASES = [
    not_installed,
    broken_module,
    unloaded,
    fips_mode,
    key_of_somebody_else,
    keys_are_gone_and_cannot_be_made,
    logs_cannot_be_written,
    policy_wants_recovery_that_is_not_there,
    killed,
]


def main(build, *names):
    cases = [case for case in CASES if not names or case.__name__ in names]
    n_failed = 0
    print(f"1..{len(cases)}", flush=True)
    for number, case in enumerate(cases, 1):
        try:
            with real_pidgin.Stage() as stage:
                scene = Scene(stage, pathlib.Path(build))
                case(scene)
                scene.quit()
                scene.check()
            print(f"ok {number} {case.__name__}", flush=True)
        except Exception:  # a broken harness is a failure of the test as well
            n_failed += 1
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} {case.__name__}", flush=True)
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
