#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Stock Pidgin, without Warden: what the other tests measure against, and can be wrong about.

usage: test-stock.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import sys

from clients import Desktop, Pidgin
from processes import wait_for
from profile import find_plaintext, write_profile
from stage import COLLEAGUE, ME, STRANGER, expect, main


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.desktop = Desktop(stage.base)
        stage.endings.append(self.desktop.stop)
        self.desktop.start()
        profile = write_profile(stage.base / "pidgin", "pidgin", stage.server, "dana", [])
        self.pidgin = Pidgin(self.desktop, profile)
        stage.endings.append(self.pidgin.quit)
        self.pidgin.start()


def test_shows_a_stranger(scene):
    scene.stage.stranger.say(ME, "You have WON a prize")
    wait_for(lambda: scene.pidgin.bus.find_conversation(STRANGER), 10, "the message is shown")


def test_shows_a_colleague(scene):
    scene.stage.colleague.say(ME, "Lunch at noon?")
    lines = wait_for(lambda: scene.pidgin.bus.find_conversation(COLLEAGUE), 10, "the message is shown")
    expect(lines == ["Lunch at noon?"], lines)


def test_sends_what_is_typed(scene):
    scene.desktop.type_into("anna", "My card is 4111 1111 1111 1111")
    wait_for(lambda: "My card is 4111 1111 1111 1111" in scene.stage.colleague.got, 10, "the colleague got it")


def test_logs_in_the_clear(scene):
    found = find_plaintext(scene.pidgin.profile, ["Lunch at noon?", COLLEAGUE])
    expect(len(found) >= 2, found)


def test_quits(scene):
    scene.pidgin.quit()


CASES = [test_shows_a_stranger, test_shows_a_colleague, test_sends_what_is_typed, test_logs_in_the_clear, test_quits]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES))
