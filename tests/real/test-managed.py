#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A managed desktop: nobody ticked Warden, and it is on duty when the first message comes.

usage: test-managed.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import shutil
import sys

from clients import Desktop, Finch, Pidgin
from duties import SPIM
from processes import stays_false, wait_for
from profile import write_profile
from stage import ME, STRANGER, expect, main


class Scene:
    """The message waits on the server before the client starts: it comes with the sign-on."""

    def __init__(self, stage):
        self.stage = stage
        self.desktop = Desktop(stage.base)
        stage.endings.append(self.desktop.stop)
        self.desktop.start()

    def start(self, client, make, *names, settings=None):
        profile = write_profile(self.stage.base / client, client, self.stage.server, "dana", [])
        (profile / "plugins").mkdir()
        for module in self.stage.modules("warden-managed.so", "warden.so", *names):
            shutil.copy(module, profile / "plugins")
        if settings is not None:
            (profile / "warden").mkdir(mode=0o700)
            (profile / "warden" / "settings.conf").write_text(settings)
        self.stage.stranger.say(ME, SPIM)
        running = make(profile)
        self.stage.endings.append(running.quit)
        if settings is None:
            running.start()
        else:
            running.start(is_connecting=False)  # or the bus says nothing of it
        return running


def check(scene, running):
    wait_for(lambda: scene.stage.find_held(running.profile, "im", STRANGER), 20, "the message is held")
    expect(stays_false(lambda: running.bus.find_conversation(STRANGER) is not None, 2), "it is shown")
    running.quit()


def test_pidgin(scene):
    check(scene, scene.start("pidgin", lambda profile: Pidgin(scene.desktop, profile), "warden-pidgin.so"))


def test_pidgin_without_its_half(scene):
    shutil.rmtree(scene.stage.base / "pidgin")
    check(scene, scene.start("pidgin", lambda profile: Pidgin(scene.desktop, profile)))


def test_finch(scene):
    check(scene, scene.start("finch", lambda profile: Finch(scene.stage.base, profile)))


def test_off_the_bus(scene):
    """The message arrives and is held, and no program of the session can ask the client for anything."""
    shutil.rmtree(scene.stage.base / "finch")
    running = scene.start("finch", lambda profile: Finch(scene.stage.base, profile),
                          settings="[Enforce]\nBlockDBusMessages=true\n")
    wait_for((running.profile / "warden" / "state.db").exists, 30, "Warden starts")
    wait_for(lambda: scene.stage.find_held(running.profile, "im", STRANGER), 30, "the message is held")
    expect(running.bus.call("PurpleAccountsGetAll") is None, "nobody answers on the bus")
    running.quit()


def test_server_is_refused(scene):
    """An account on a server that is not named does not connect, and the audit trail has it."""
    shutil.rmtree(scene.stage.base / "finch")
    running = scene.start("finch", lambda profile: Finch(scene.stage.base, profile),
                          settings="[Accounts]\nAllowServers=elsewhere.example\n")
    trail = running.profile / "warden" / "audit"
    wait_for(lambda: any("account.blocked" in file.read_text() for file in trail.glob("*.jsonl")), 30, "it is refused")
    expect(stays_false(running.bus.is_signed_on, 2), "it signs on")
    expect(running.is_running(), "the client has crashed")
    running.quit()


if __name__ == "__main__":
    sys.exit(main(Scene, [test_pidgin, test_pidgin_without_its_half, test_finch, test_server_is_refused,
                          test_off_the_bus]))
