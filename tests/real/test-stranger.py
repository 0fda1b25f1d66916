#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A stranger is asked a question by Warden in the real Finch, over a real server, and answers it.

usage: test-stranger.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import sys
from xml.etree.ElementTree import SubElement

from clients import Finch
from processes import stays_false, wait_for
from profile import find_plaintext, write_profile
from stage import ME, STRANGER, expect, main

POLICY = """[Contacts]
Strangers=challenge
ChallengeQuestions=What colour is fresh snow?=white|weiss
"""
OLD = "I wrote this before you came"
FIRST = "Hello, are the posters ready?"
SECOND = "I need them on Monday"


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.profile = write_profile(stage.base / "finch", "finch", stage.server, "dana", stage.modules("warden.so"))
        (self.profile / "warden").mkdir(mode=0o700)
        (self.profile / "warden" / "settings.conf").write_text(POLICY)
        stage.stranger.say(ME, OLD)  # nobody is there: the server keeps it
        self.client = Finch(stage.base, self.profile)
        stage.endings.append(self.client.quit)
        self.client.start()

    def held(self):
        return [row for row in self.stage.queue(self.profile)
                if row["peer"].split("/")[0] == STRANGER and row["state"] == "waiting"]

    def wait_for_held(self, n):
        wait_for(lambda: len(self.held()) == n, 20, f"{n} messages in the review queue")

    def conversation(self):
        return self.client.bus.find_conversation(STRANGER)

    def bounce(self):
        """What a server sends back for a message that it could not deliver."""
        async def send():
            message = self.stage.stranger.make_message(
                mto=ME + "/desk", mbody="What colour is fresh snow?", mtype="error")
            error = SubElement(message.xml, "error", type="cancel")
            SubElement(error, "{urn:ietf:params:xml:ns:xmpp-stanzas}service-unavailable")
            message.send()

        self.stage.peers.run(send())


def test_an_old_message_is_not_asked_back(scene):
    scene.wait_for_held(1)
    expect(stays_false(lambda: scene.stage.stranger.got, 2), scene.stage.stranger.got)


def test_a_stranger_is_asked_once(scene):
    scene.stage.stranger.say(ME, FIRST)
    wait_for(lambda: scene.stage.stranger.got, 20, "the stranger is asked")
    scene.stage.stranger.say(ME, SECOND)
    scene.wait_for_held(3)
    [question] = scene.stage.stranger.got
    expect("This is an automatic message." in question and "What colour is fresh snow?" in question, question)
    expect(stays_false(lambda: len(scene.stage.stranger.got) > 1, 2), scene.stage.stranger.got)
    expect(scene.conversation() is None, scene.conversation())


def test_its_bounce_is_not_shown(scene):
    scene.bounce()
    expect(stays_false(lambda: "Error" in scene.client.screen(), 2), scene.client.screen())


def test_a_right_answer_releases_what_was_held(scene):
    scene.stage.stranger.say(ME, "It is White!")
    wait_for(lambda: len(scene.stage.stranger.got) == 2, 20, "the stranger is thanked")
    lines = wait_for(scene.conversation, 20, "the messages are shown")
    expect(lines[:3] == [OLD, FIRST, SECOND], lines)
    expect(len(lines) == 4 and "answered the question" in lines[3], lines)
    expect(not scene.held(), scene.held())


def test_from_then_on_the_sender_is_let_in(scene):
    scene.stage.stranger.say(ME, "Thank you")
    wait_for(lambda: scene.conversation()[-1] == "Thank you", 20, "it is shown")
    expect(len(scene.stage.stranger.got) == 2, scene.stage.stranger.got)


def test_nothing_lies_in_the_clear(scene):
    scene.client.quit()
    found = find_plaintext(scene.profile, [OLD, FIRST, "fresh snow", "automatic message", "White", STRANGER])
    expect(not found, found)
    status, output = scene.stage.wardenctl(scene.profile, "audit", "verify")
    expect(status == 0, output)
    trail = "".join(path.read_text() for path in (scene.profile / "warden" / "audit").glob("*.jsonl"))
    for event in ("contact.challenge_sent", "contact.challenge_passed"):
        expect(trail.count(event) == 1, f"{event}: {trail.count(event)} times")


CASES = [
    test_an_old_message_is_not_asked_back,
    test_a_stranger_is_asked_once,
    test_its_bounce_is_not_shown,
    test_a_right_answer_releases_what_was_held,
    test_from_then_on_the_sender_is_let_in,
    test_nothing_lies_in_the_clear,
]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES))
