#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What people come for, in the real Finch under tmux: each with at most four lines typed in a conversation.

usage: test-finch-person.py BUILD_FOLDER ARTEFACTS_FOLDER

Under a company's policy, which is there for one process: needs root.
"""
import re
import sys
import time

from clients import Finch
from duties import HELLO, LOOKALIKE, SPIM, plain
from processes import wait_for
from profile import write_profile
from stage import COLLEAGUE, ME, STRANGER, expect, main

MOST_LINES = 4
POLICY = "[Meta]\nPolicyId=corp\nRevision=1\nOrganisation=Example Corp\n\n[Leaks]\nEnabled=true\n"


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.profile = write_profile(stage.base / "finch", "finch", stage.server, "dana", stage.modules("warden.so"))
        self.client = Finch(stage.base, self.profile, POLICY)
        stage.endings.append(self.client.quit)
        self.client.start()
        self.n_lines = 0
        stage.colleague.say(ME, HELLO)
        wait_for(lambda: self.client.bus.find_conversation(COLLEAGUE), 20, "a conversation to type in")

    def begin(self):
        """In front of the conversation."""
        def is_there():
            if self.client.is_in_front("anna"):
                return True
            self.client.keys("M-n")
            time.sleep(0.3)
            return False

        wait_for(is_there, 15, "the conversation")
        self.n_lines = 0

    def type(self, line):
        self.n_lines += 1
        self.client.keys("-l", line)
        self.client.keys("Enter")

    def read(self, part):
        """Waits for words, wherever Finch breaks its lines."""
        def find():
            return part in " ".join(self.client.screen().replace("│", " ").replace("▒", " ").split())

        wait_for(find, 15, f"{part!r}\n{self.client.screen()}")

    def end(self, name):
        print(f"# {name}: {self.n_lines} lines", flush=True)
        expect(self.n_lines <= MOST_LINES, f"{self.n_lines} lines")


def test_why_it_was_held_and_release(scene):
    scene.stage.stranger.say(ME, SPIM)
    row = wait_for(lambda: scene.stage.find_held(scene.profile, "im", STRANGER), 20, "it is held")
    scene.begin()
    scene.type("/warden list")
    scene.read("Looks like SPIM")
    shown = wait_for(lambda: re.search(r"\b(" + row["id"][:6] + r")\b", scene.client.screen()), 10, "its id")[1]
    scene.type("/warden why " + shown)
    scene.read("reads like unwanted advertising or fraud")
    scene.type("/warden release " + shown)
    wait_for(lambda: any(SPIM[:40] in line for line in scene.client.bus.find_conversation(STRANGER) or []), 20, "the message")
    scene.end("held message")


def test_buttons_are_words(scene):
    """Finch has no keys for buttons, and shows the underscores that others make keys of."""
    scene.stage.stranger.say(ME, SPIM + " Hurry!")
    wait_for(lambda: scene.stage.find_held(scene.profile, "im", STRANGER), 20, "it is held")
    scene.begin()
    scene.type("/warden review")
    scene.read("Apply")
    expect("_Apply" not in scene.client.screen() and "_Close" not in scene.client.screen(), scene.client.screen())
    scene.client.keys("Escape")
    scene.end("review")


def test_phishing_link_is_seen_through(scene):
    """There is nothing to click in a terminal: the mark stands beside the link before anybody copies it."""
    scene.stage.colleague.say(ME, LOOKALIKE)
    line = plain(wait_for(lambda: [text for text in scene.client.bus.find_conversation(COLLEAGUE) or [] if "/signin" in text], 20,
                          "the message")[0])
    expect("Purple Warden" in line, line)
    scene.begin()
    scene.read("Purple Warden:")
    scene.end("phishing link")


def test_typing_is_not_taken(scene):
    """A question comes while somebody types: no key lands in it, and none answers it."""
    sentence = "the quick brown fox jumps over the lazy dog"
    scene.begin()
    for i, letter in enumerate(sentence):
        scene.client.keys("-l", letter)
        if i == len("the quick"):
            sid = scene.stage.colleague.offer_file(ME + "/desk", "holiday.exe", 4096)
    scene.read("Accept this file?")  # in the list of windows
    scene.read(sentence)
    expect(scene.client.is_in_front("anna"), scene.client.screen())
    expect(scene.stage.colleague.offers[sid] == "open", scene.stage.colleague.offers)
    scene.client.keys("Enter")


def test_who_locked_a_switch(scene):
    scene.begin()
    scene.type("/warden set Leaks.Enabled")
    scene.read("Set by Example Corp.")
    scene.read("It stands in /run/warden/policy/managed.d/50-corp.conf:7.")
    scene.type("/warden set Leaks.Enabled false")
    scene.read("could not be changed")
    scene.end("locked switch")


if __name__ == "__main__":
    sys.exit(main(Scene, [test_why_it_was_held_and_release, test_buttons_are_words, test_phishing_link_is_seen_through, test_typing_is_not_taken,
                          test_who_locked_a_switch]))
