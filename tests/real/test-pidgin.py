#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Warden on duty in the real Pidgin, against a real server and a real peer.

usage: test-pidgin.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import sys
import time

import duties
from clients import Desktop, Pidgin
from processes import wait_for
from profile import write_profile
from stage import main

COLLEAGUE_TITLE = "anna"
WARDEN_TITLE = "Warden"


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.desktop = Desktop(stage.base)
        stage.endings.append(self.desktop.stop)
        self.desktop.start()
        self.profile = write_profile(stage.base / "pidgin", "pidgin", stage.server, "dana",
                                     stage.modules("warden.so", "warden-pidgin.so"))
        self.client = Pidgin(self.desktop, self.profile)
        stage.endings.append(self.client.quit)
        self.client.start()
        self.bus = self.client.bus

    def find_held(self, kind, peer):
        return self.stage.find_held(self.profile, kind, peer)

    def is_on_screen(self, word):
        return any(word in title for title in self.desktop.windows())

    def type_to_colleague(self, text):
        self.desktop.type_into(COLLEAGUE_TITLE, text)

    def is_asked_about_card(self):
        return self.is_on_screen(WARDEN_TITLE)

    def drop_draft(self):
        """Escape takes the safe choice: the text is back in the entry box, where it is deleted."""
        question = self.desktop.bring_up(WARDEN_TITLE, WARDEN_TITLE)
        self.desktop.xdotool("windowactivate", "--sync", question)
        self.desktop.xdotool("key", "Escape")
        wait_for(lambda: not self.is_asked_about_card(), 10, "the question closes")
        window = self.desktop.bring_up(COLLEAGUE_TITLE, "corp.test")
        self.desktop.xdotool("windowactivate", "--sync", window)
        time.sleep(0.5)  # the focus
        for keys in ("ctrl+a", "BackSpace"):
            self.desktop.xdotool("key", keys)

    def keep_a_picture(self, name):
        self.desktop.screenshot(self.stage.artefacts / f"pidgin-{name}.png")

    def quit(self):
        self.client.quit()


if __name__ == "__main__":
    sys.exit(main(Scene, duties.CASES))
