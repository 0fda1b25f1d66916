#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests and invitations of a stranger, held by Warden in the real Pidgin.

usage: test-gates.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import sys
from xml.etree.ElementTree import Element

from clients import Desktop, Pidgin
from processes import stays_false, wait_for
from profile import write_profile
from server import HOST
from stage import ME, STRANGER, expect, main

POLICY = """[Contacts]
Requests=hold
Invitations=hold
RefusedRequests=deny
"""
ROOM = f"lobby@rooms.{HOST}"


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.answers = []  # what the stranger heard about his requests
        for answer in ("subscribed", "unsubscribed"):
            stage.stranger.add_event_handler(
                f"presence_{answer}", lambda presence: self.answers.append(presence["type"]))
        self.desktop = Desktop(stage.base)
        stage.endings.append(self.desktop.stop)
        self.desktop.start()
        self.profile = write_profile(stage.base / "pidgin", "pidgin", stage.server, "dana",
                                     stage.modules("warden.so", "warden-pidgin.so"))
        (self.profile / "warden").mkdir(mode=0o700)
        (self.profile / "warden" / "settings.conf").write_text(POLICY)
        self.client = Pidgin(self.desktop, self.profile)
        stage.endings.append(self.client.quit)
        self.client.start()

    def request(self):
        async def send():
            self.stage.stranger.send_presence_subscription(pto=ME)

        self.stage.peers.run(send())

    def invite(self):
        async def send():
            message = self.stage.stranger.make_message(mto=ME)
            message.xml.append(Element("{jabber:x:conference}x", jid=ROOM, reason="free money"))
            message.send()

        self.stage.peers.run(send())

    def wait_for_row(self, kind):
        def find():
            return [row for row in self.stage.queue(self.profile)
                    if row["kind"] == kind and row["peer"].split("/")[0] == STRANGER and row["state"] == "waiting"]

        return wait_for(find, 20, f"the {kind} is in the review queue")[-1]

    def decide(self, decision, row):
        status, _ = self.stage.wardenctl(self.profile, "queue", decision, row["id"])
        expect(status == 0, f"queue {decision} ends with {status}")

    def n_windows(self):
        return len(self.desktop.windows())


def test_a_request_is_held_and_denied(scene):
    n_windows = scene.n_windows()
    scene.request()
    row = scene.wait_for_row("contact-request")
    expect(scene.n_windows() == n_windows, scene.desktop.windows())
    expect(not scene.answers, scene.answers)
    scene.decide("delete", row)
    wait_for(lambda: scene.answers == ["unsubscribed"], 20, "the stranger is told no")


def test_a_released_request_is_pidgins_question(scene):
    scene.answers.clear()
    scene.request()
    scene.decide("release", scene.wait_for_row("contact-request"))
    expect(stays_false(lambda: scene.answers, 2), f"answered without the person: {scene.answers}")
    scene.desktop.screenshot(scene.stage.artefacts / "pidgin-request.png")


def test_an_invitation_is_held_and_released(scene):
    n_windows = scene.n_windows()
    scene.invite()
    row = scene.wait_for_row("chat-invite")
    expect(scene.n_windows() == n_windows, scene.desktop.windows())
    scene.decide("release", row)
    wait_for(lambda: scene.n_windows() == n_windows + 1, 20, "Pidgin asks about the invitation")
    scene.desktop.screenshot(scene.stage.artefacts / "pidgin-invitation.png")


def test_a_released_file_asks_for_the_place_only(scene):
    windows = scene.desktop.windows()
    sid = scene.stage.stranger.offer_file(ME + "/desk", "invoice.pdf.exe", 4096)
    scene.decide("release", scene.wait_for_row("file"))
    wait_for(lambda: scene.n_windows() == len(windows) + 1, 20, "Pidgin asks where to save")
    [chooser] = [title for title in scene.desktop.windows() if title not in windows]
    scene.desktop.screenshot(scene.stage.artefacts / "pidgin-file.png")
    expect(scene.stage.stranger.offers[sid] == "open", scene.stage.stranger.offers)
    scene.desktop.xdotool("windowactivate", "--sync", scene.desktop.bring_up(chooser, chooser))
    scene.desktop.xdotool("key", "Escape")
    wait_for(lambda: scene.stage.stranger.offers[sid].startswith("refused"), 20, "the peer hears about it")


def test_quits_with_both_questions_open(scene):
    scene.invite()  # and a third thing that is still held
    row = scene.wait_for_row("chat-invite")
    scene.client.quit()
    [row] = [r for r in scene.stage.queue(scene.profile) if r["id"] == row["id"]]
    expect(row["state"] == "expired", row)


def test_the_server_asks_again_at_the_next_sign_on(scene):
    scene.client.start()
    scene.decide("trust", scene.wait_for_row("contact-request"))
    wait_for(lambda: "subscribed" in scene.answers, 20, "the stranger is told yes")
    scene.client.quit()


CASES = [
    test_a_request_is_held_and_denied,
    test_a_released_request_is_pidgins_question,
    test_an_invitation_is_held_and_released,
    test_a_released_file_asks_for_the_place_only,
    test_quits_with_both_questions_open,
    test_the_server_asks_again_at_the_next_sign_on,
]

if __name__ == "__main__":
    sys.exit(main(Scene, CASES))
