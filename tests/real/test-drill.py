#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The rehearsal as `./dev run` plays it: the real Pidgin, a throw-away profile, no server.

usage: test-drill.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import subprocess
import sys
import time

from clients import Desktop, Pidgin
from processes import wait_for
from profile import find_plaintext
from stage import expect, main

SPIM_BOT = "winner7731@prizes.example"
TAKEN_OVER = "carla@office.example"
COLLEAGUE = "anna@office.example"


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.desktop = Desktop(stage.base)
        stage.endings.append(self.desktop.stop)
        self.desktop.start()
        self.profile = stage.base / "pidgin"
        self.profile.mkdir()
        self.modules = stage.modules("warden.so", "warden-pidgin.so")
        self.rehearse("--prepare", "--pace", "25")
        self.client = Pidgin(self.desktop, self.profile)
        stage.endings.append(self.client.quit)
        self.client.start()

    def rehearse(self, verb, *options):
        subprocess.run([self.stage.build / "plugin" / "rehearsal" / "warden-rehearse", verb, "pidgin",
                        "--profile", self.profile, *options, *self.modules], check=True, stdin=subprocess.DEVNULL)

    def find(self, peer):
        return self.client.bus.find_conversation(peer) or []


def test_greets_with_no_account_editor(scene):
    expect("Accounts" not in scene.desktop.windows(), scene.desktop.windows())


def test_a_colleague_is_shown(scene):
    wait_for(lambda: any("planning at ten" in line for line in scene.find(COLLEAGUE)), 20, "the message is shown")


def test_a_taken_over_contact_is_marked(scene):
    wait_for(lambda: any("Purple Warden" in line for line in scene.find(TAKEN_OVER)), 20, "the mark is shown")


def test_four_things_are_held(scene):
    def kinds():
        return sorted(row["kind"] for row in scene.stage.queue(scene.profile))

    wait_for(lambda: kinds() == ["chat-invite", "contact-request", "file", "im"], 30, "the queue fills")
    expect(scene.client.bus.find_conversation(SPIM_BOT) is None, "the SPIM bot is shown")


def test_the_review_window_opens(scene):
    """One key in the contact list."""
    desktop = scene.desktop
    contacts = desktop.xdotool("search", "--onlyvisible", "--name", "^Buddy List$")[-1]
    desktop.xdotool("windowactivate", "--sync", contacts)
    desktop.xdotool("key", "ctrl+shift+w")
    wait_for(lambda: "Purple Warden" in desktop.windows(), 10, "the window")
    scene.review = desktop.xdotool("search", "--onlyvisible", "--name", "^Purple Warden$")[-1]


def test_a_picture_for_the_page(scene):
    desktop = scene.desktop
    conversation = desktop.bring_up("Carla", "office|partner|helpdesk|Anna|kitchen")
    offer = desktop.xdotool("search", "--onlyvisible", "--name", "^Pidgin$")[-1]
    for window, size, place in ((scene.review, ("980", "470"), ("280", "10")),
                                (conversation, ("560", "350"), ("280", "525")),
                                (offer, None, ("860", "600"))):
        if size is not None:
            desktop.xdotool("windowsize", window, *size)
        desktop.xdotool("windowmove", window, *place)
    desktop.xdotool("mousemove", "20", "880")
    time.sleep(1)  # until everything is drawn
    path = scene.stage.artefacts / "pidgin-drill.png"
    desktop.screenshot(path)
    expect(path.stat().st_size > 10000, "the picture is empty")


def test_nothing_is_left_behind(scene):
    scene.client.quit()
    scene.rehearse("--tidy")
    accounts = (scene.profile / "accounts.xml").read_text()
    contacts = (scene.profile / "blist.xml").read_text()
    prefs = (scene.profile / "prefs.xml").read_text()
    expect("rehearsal" not in accounts, accounts)
    expect("office.example" not in contacts, contacts)
    expect("warden.so" not in prefs, "the module is still in the list")
    found = find_plaintext(scene.profile, [COLLEAGUE, TAKEN_OVER, SPIM_BOT, "planning at ten", "cash prize"])
    expect(not found, found)


CASES = [test_greets_with_no_account_editor, test_a_colleague_is_shown, test_a_taken_over_contact_is_marked,
         test_four_things_are_held, test_the_review_window_opens, test_a_picture_for_the_page,
         test_nothing_is_left_behind]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES))
