#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Warden's switches in the real Finch: found, read and set with the keyboard alone.

usage: test-finch-settings.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import pathlib
import shutil
import sys
import tempfile
import time

from clients import Finch
from processes import wait_for
from profile import PREFS
from stage import expect, run_cases

PATIENCE = 20


class Scene:
    def __init__(self, build, artefacts, size=(140, 50)):
        self.base = pathlib.Path(tempfile.mkdtemp(prefix="warden-finch-"))
        self.artefacts = pathlib.Path(artefacts)
        self.profile = self.base / "finch"
        self.profile.mkdir()
        module = pathlib.Path(build) / "plugin/warden.so"
        (self.profile / "prefs.xml").write_text(PREFS.format(client="finch", items=f"<item value='{module}'/>"))
        self.client = Finch(self.base, self.profile, size=size)
        self.client.start(is_connecting=False)
        wait_for(lambda: "New Account" in self.client.screen(), PATIENCE, "Finch starts")
        self.close("New Account")
        self.close("Accounts")

    def close(self, title):
        self.client.keys("M-c")
        wait_for(lambda: not self.client.is_in_front(title), PATIENCE, f"{title} closes")

    def screen(self):
        return self.client.screen()

    def open_switches(self):
        """The list of plugins, by the action list; ours in it; and its button."""
        self.client.keys("M-a")
        wait_for(lambda: self.client.is_in_front("Actions"), PATIENCE, "the actions")
        self.walk("Plugins")
        self.client.keys("Enter")
        wait_for(lambda: self.client.is_in_front("Plugins"), PATIENCE, "the plugins")
        for _ in range(40):
            if "Name: Purple Warden" in self.screen():
                break
            self.client.keys("Down")
            time.sleep(0.1)
        self.client.keys("BTab", "Enter")
        wait_for(lambda: self.client.is_in_front("Preferences"), PATIENCE, "the switches\n" + self.screen())

    def walk(self, entry):
        """Down to an entry of the action list, whose order is Finch's."""
        lines = self.screen().split("\n")
        lines = [line.strip("│ ") for line in lines[next(i for i, line in enumerate(lines) if "┤Actions├" in line) + 1:]]
        self.client.keys(*["Down"] * next(i for i, line in enumerate(lines) if line.startswith(entry)))

    def quit(self):
        self.client.quit()
        shutil.rmtree(self.base, ignore_errors=True)


def test_switches_are_found_and_read(scene):
    scene.open_switches()
    scene.artefacts.mkdir(parents=True, exist_ok=True)
    (scene.artefacts / "finch-switches.txt").write_text(scene.screen())
    for words in ("People who are not contacts", "Their messages:", "[X] Look for unwanted messages", "Files and links",
                  "Encrypted conversation logs:", "Save"):
        expect(words in scene.screen(), f"no {words!r}\n{scene.screen()}")


def test_a_switch_is_set_and_in_force_at_once(scene):
    settings = scene.profile / "warden/settings.conf"
    for _ in range(5):  # the five lists before it
        scene.client.keys("Tab")
    scene.client.keys("Space")
    wait_for(lambda: "[ ] Look for unwanted messages" in scene.screen(), PATIENCE, "the box is empty\n" + scene.screen())
    scene.client.keys(*["Tab"] * 9, "Enter")  # the eight below it, and "Save"
    wait_for(lambda: settings.exists() and "Enabled=false" in settings.read_text(), PATIENCE, "the setting is written")
    expect("[Spim]" in settings.read_text(), settings.read_text())


def test_small_frame_fits(scene):
    """Finch scrolls no frame: what is there is seen whole, with its buttons, and the rest is told of."""
    scene.open_switches()
    (scene.artefacts / "finch-switches-small.txt").write_text(scene.screen())
    for words in ("Files and links", "Watch for messages that spread by themselves", "There is more in the menu (F10)", "Save"):
        expect(words in scene.screen(), f"no {words!r}\n{scene.screen()}")
    scene.close("Preferences")
    scene.close("Plugins")


def test_rest_is_in_the_menu(scene):
    """Part by part, each with its buttons on the screen."""
    settings = scene.profile / "warden/settings.conf"
    scene.client.keys("F10")
    wait_for(lambda: "Accounts    Plugins" in scene.screen(), PATIENCE, "the menu")
    scene.client.keys("Right", "Right", "Enter")
    wait_for(lambda: "People who are not contacts" in scene.screen(), PATIENCE, "its entries\n" + scene.screen())
    scene.client.keys(*["Down"] * 6, "Enter")
    wait_for(lambda: "Apply" in scene.screen(), PATIENCE, "the form\n" + scene.screen())
    (scene.artefacts / "finch-part.txt").write_text(scene.screen())
    for words in ("People who are not contacts", "[X] Look for unwanted messages", "Cancel"):
        expect(words in scene.screen(), f"no {words!r}\n{scene.screen()}")
    scene.client.keys(*["Tab"] * 5, "Space")
    wait_for(lambda: "[ ] Look for unwanted messages" in scene.screen(), PATIENCE, "the box is empty\n" + scene.screen())
    scene.client.keys("Tab", "Enter")
    wait_for(lambda: settings.exists() and "Enabled=false" in settings.read_text(), PATIENCE, "the setting is written")
    expect(settings.read_text().split() == ["[Spim]", "Enabled=false"], settings.read_text())


SCENES = [({}, [test_switches_are_found_and_read, test_a_switch_is_set_and_in_force_at_once]),
          ({"size": (80, 24)}, [test_small_frame_fits, test_rest_is_in_the_menu])]


def main():
    cases, number, status = [case for _, some in SCENES for case in some], 0, 0
    print(f"1..{len(cases)}", flush=True)
    for options, some in SCENES:
        scene = Scene(*sys.argv[1:3], **options)
        try:
            status |= run_cases(some, scene, number + 1)
            number += len(some)
        finally:
            scene.quit()
    return status


if __name__ == "__main__":
    sys.exit(main())
