# SPDX-License-Identifier: GPL-2.0-or-later
"""What Warden owes in every client: the cases that Pidgin and Finch share."""
import re

from processes import stays_false, wait_for
from profile import find_plaintext
from stage import COLLEAGUE, ME, STRANGER, expect

SPIM = ("CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money today: "
        "http://claim-prize.example/win or call +1-900-555-0134")
HELLO = "Are you coming to the planning at ten?"
LOOKALIKE = "please sign in again at https://\u0440\u0430ypal.com/signin"
CARD = "4111 1111 1111 1111"
INNOCENT = "yes, see you at ten"


def plain(html):
    return re.sub(r"<[^>]*>", "", html)


def test_spim_is_held_and_nothing_is_shown(scene):
    scene.stage.stranger.say(ME, SPIM)
    row = wait_for(lambda: scene.find_held("im", STRANGER), 20, "the message is in the review queue")
    expect(row["state"] == "waiting", row)
    expect(stays_false(lambda: scene.bus.find_conversation(STRANGER) is not None, 2), "a conversation was opened")
    expect(not scene.is_on_screen("winner"), "the stranger's name is on the screen")


def test_a_colleague_passes(scene):
    scene.stage.colleague.say(ME, HELLO)
    lines = wait_for(lambda: scene.bus.find_conversation(COLLEAGUE), 20, "the message is shown")
    expect(lines == [HELLO], lines)


def test_a_lookalike_link_is_marked(scene):
    scene.stage.colleague.say(ME, LOOKALIKE)

    def find():
        return [line for line in scene.bus.find_conversation(COLLEAGUE) or [] if "/signin" in line]

    line = plain(wait_for(find, 20, "the message is shown")[0])
    expect("Purple Warden" in line, f"no mark in {line!r}")
    expect("paypal.com" in line, f"the imitated site is not named in {line!r}")


def test_an_offered_program_is_held_and_refused(scene):
    sid = scene.stage.stranger.offer_file(ME + "/desk", "invoice.pdf.exe", 4096)
    row = wait_for(lambda: scene.find_held("file", STRANGER), 20, "the file is in the review queue")
    expect(scene.stage.stranger.offers[sid] == "open", scene.stage.stranger.offers)
    expect(not scene.is_on_screen("invoice"), "the file is on the screen")
    status, _ = scene.stage.wardenctl(scene.profile, "queue", "delete", row["id"])
    expect(status == 0, f"queue delete ends with {status}")
    wait_for(lambda: scene.stage.stranger.offers[sid] != "open", 20, "the peer hears about it")
    expect(scene.stage.stranger.offers[sid].startswith("refused"), scene.stage.stranger.offers)


def test_a_card_number_does_not_leave(scene):
    scene.type_to_colleague("take the company card " + CARD)
    wait_for(scene.is_asked_about_card, 20, "the person is asked")
    expect(stays_false(lambda: any("4111" in body for body in scene.stage.colleague.got), 2),
           "the colleague got the number")
    scene.keep_a_picture("card")


def test_an_innocent_line_leaves(scene):
    scene.drop_draft()
    scene.type_to_colleague(INNOCENT)
    wait_for(lambda: INNOCENT in scene.stage.colleague.got, 20, "the colleague gets it")
    expect(not any("4111" in body for body in scene.stage.colleague.got), "the colleague got the number")


def test_a_released_message_appears_once(scene):
    row = scene.find_held("im", STRANGER)
    status, _ = scene.stage.wardenctl(scene.profile, "queue", "release", row["id"])
    expect(status == 0, f"queue release ends with {status}")

    def count():
        return sum("cash prize" in line for line in scene.bus.find_conversation(STRANGER) or [])

    wait_for(lambda: count() > 0, 20, "the message is shown")
    expect(stays_false(lambda: count() != 1, 2), f"it is shown {count()} times")


def test_nothing_lies_in_the_clear(scene):
    scene.quit()
    logs = list((scene.profile / "warden" / "logs").rglob("*.wdlog"))
    expect(logs, "there is no encrypted log")
    found = find_plaintext(scene.profile, [SPIM, HELLO, "/signin", "company card", CARD, INNOCENT, "invoice.pdf",
                                           ME, COLLEAGUE, STRANGER, "winner", "anna"])
    expect(not found, found)


def test_log_and_audit_trail_verify(scene):
    for command in (("logs", "verify"), ("audit", "verify")):
        status, output = scene.stage.wardenctl(scene.profile, *command)
        expect(status == 0, f"{' '.join(command)} ends with {status}: {output}")


CASES = [
    test_spim_is_held_and_nothing_is_shown,
    test_a_colleague_passes,
    test_a_lookalike_link_is_marked,
    test_an_offered_program_is_held_and_refused,
    test_a_card_number_does_not_leave,
    test_an_innocent_line_leaves,
    test_a_released_message_appears_once,
    test_nothing_lies_in_the_clear,
    test_log_and_audit_trail_verify,
]
