#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Warden on duty in the real Finch, in a terminal, against a real server and a real peer.

usage: test-finch.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import sys
import time

import duties
from clients import Finch
from processes import wait_for
from profile import write_profile
from stage import main


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.profile = write_profile(stage.base / "finch", "finch", stage.server, "dana", stage.modules("warden.so"))
        self.client = Finch(stage.base, self.profile)
        stage.endings.append(self.client.quit)
        self.client.start()
        self.bus = self.client.bus

    def find_held(self, kind, peer):
        return self.stage.find_held(self.profile, kind, peer)

    def is_on_screen(self, word):
        return word in self.client.screen()

    def turn_to(self, word):
        """Turns the windows until one with the word has the focus."""
        def is_there():
            if self.client.is_in_front(word):
                return True
            self.client.keys("M-n")
            time.sleep(0.3)
            return False

        wait_for(is_there, 15, f"a window with {word!r}\n{self.client.screen()}")

    def type_to_colleague(self, text):
        self.turn_to("anna")
        self.client.keys("-l", text)
        self.client.keys("Enter")

    def is_asked_about_card(self):
        return self.is_on_screen("1111)")  # the question names the last digits only

    def drop_draft(self):
        self.client.keys("Escape")
        time.sleep(0.5)

    def keep_a_picture(self, name):
        self.stage.artefacts.mkdir(parents=True, exist_ok=True)
        (self.stage.artefacts / f"finch-{name}.txt").write_text(self.client.screen())

    def quit(self):
        self.client.quit()


if __name__ == "__main__":
    sys.exit(main(Scene, duties.CASES))
