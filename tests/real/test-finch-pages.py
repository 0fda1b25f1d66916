#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What Pidgin shows in a window, in the real Finch: /warden review, activity, logs, policy and status, by keyboard.

usage: test-finch-pages.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import sys
import time

from clients import Finch
from processes import wait_for
from profile import write_profile
from stage import COLLEAGUE, ME, STRANGER, expect, main

SPIM = ("CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money today: "
        "http://claim-prize.example/win or call +1-900-555-0134")
TITLE = "Purple Warden"
BIRD = "I saw a kestrel <b>above</b> the tower"


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.profile = write_profile(stage.base / "finch", "finch", stage.server, "dana", stage.modules("warden.so"))
        self.client = Finch(stage.base, self.profile)
        stage.endings.append(self.client.quit)
        self.client.start()
        self.bus = self.client.bus

    def turn_to(self, word):
        def is_there():
            if self.client.is_in_front(word):
                return True
            self.client.keys("M-n")
            time.sleep(0.3)
            return False

        wait_for(is_there, 15, f"a window with {word!r}\n{self.client.screen()}")

    def command(self, text):
        """Types a line into the colleague's conversation."""
        self.turn_to("anna")
        self.client.keys("-l", text)
        self.client.keys("Enter")

    def see(self, *words):
        """In a window of ours; Finch opens it behind the conversation in which somebody types."""
        def are_there():
            screen = self.client.screen()
            if self.client.is_in_front(TITLE) and all(word in screen for word in words):
                return True
            self.client.keys("M-n")
            time.sleep(0.3)
            return False

        wait_for(are_there, 20, f"{words}\n{self.client.screen()}")

    def close(self, key="M-c"):
        self.client.keys(key)
        wait_for(lambda: not self.client.is_in_front(TITLE), 10, f"the window closes\n{self.client.screen()}")

    def keep_a_picture(self, name):
        self.stage.artefacts.mkdir(parents=True, exist_ok=True)
        (self.stage.artefacts / f"finch-{name}.txt").write_text(self.client.screen())


def test_something_happens_first(scene):
    scene.stage.colleague.say(ME, BIRD)
    wait_for(lambda: scene.bus.find_conversation(COLLEAGUE), 20, "the colleague's message is shown")
    scene.stage.stranger.say(ME, SPIM)
    wait_for(lambda: scene.stage.find_held(scene.profile, "im", STRANGER), 20, "the stranger's message is in the queue")


def test_status(scene):
    scene.command("/warden status")
    scene.see("How things are", "The audit trail is kept.")
    scene.keep_a_picture("status")
    scene.close()


def test_policy_says_who_set_it(scene):
    scene.command("/warden policy contacts.refusedrequests")
    scene.see("Who set what", "Contacts.RefusedRequests = ignore (Default: Purple Warden)", "Values:")
    scene.keep_a_picture("policy")
    scene.close()


def test_activity_counts_and_lists(scene):
    scene.command("/warden activity")
    scene.see("What was stopped", "1 held, 0 blocked", "By day", "XMPP: 1")
    scene.keep_a_picture("activity")
    scene.close()
    scene.command("/warden activity xmpp")
    scene.see("Held: Unwanted messages and requests, XMPP")
    scene.close()


def test_a_word_is_found_in_the_logs(scene):
    scene.command("/warden logs kestrel")
    scene.see("1 message found.", "I saw a kestrel <b>above</b> the tower")
    scene.keep_a_picture("logs")
    scene.close()


def test_the_logs_form(scene):
    scene.command("/warden logs")
    scene.see("you can read them", "Words in all conversations")
    expect("_Go On" not in scene.client.screen() and "_Close" not in scene.client.screen(), scene.client.screen())
    scene.close()
    scene.command("/warden logs")  # closed without a button, and there again
    scene.see("Words in all conversations")
    scene.client.keys("-l", "osprey")
    scene.client.keys("Tab", "Tab", "Enter")
    scene.see("0 messages found.")
    scene.close()


def test_a_held_message_is_released(scene):
    scene.command("/warden review")
    scene.see("Review what was held", "CONGRATULATIONS")
    scene.keep_a_picture("review")
    scene.client.keys("Space", "Tab", "Down", "Down", "Enter", "Tab", "Enter")
    wait_for(lambda: scene.bus.find_conversation(STRANGER), 20, f"the message is shown\n{scene.client.screen()}")
    row = scene.stage.find_held(scene.profile, "im", STRANGER)
    expect(row is None or row["state"] != "waiting", row)


CASES = [
    test_something_happens_first,
    test_status,
    test_policy_says_who_set_it,
    test_activity_counts_and_lists,
    test_a_word_is_found_in_the_logs,
    test_the_logs_form,
    test_a_held_message_is_released,
]


if __name__ == "__main__":
    sys.exit(main(Scene, CASES))
