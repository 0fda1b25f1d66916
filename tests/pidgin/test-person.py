#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What people come for, in the real Pidgin with the real core: each with at most four actions from the buddy list.

usage: test-person.py MODULES_FOLDER STAND_INS_FOLDER [CASE...]

An action is what a hand does: a click, a key with its modifiers, a word typed.  Needs root for a company's policy, which is there
for one process.  WARDEN_TEST_PICTURES names a folder for screenshots.
"""
import os
import pathlib
import subprocess
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import real_pidgin  # noqa: E402

MOST_ACTIONS = 4
SPIM = ("CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money today: "
        "http://claim-prize.example/win or call +1-900-555-0134")
LAST_MONTH = "<html><head><meta http-equiv='content-type' content='text/html; charset=UTF-8'><title>Conversation</title></head>" \
             "<body><h3>Conversation with friend</h3>\n" \
             "<font color=\"#A82F2F\"><font size=\"2\">(12:00:03)</font> <b>friend:</b></font> a kestrel sits on the roof<br/>\n" \
             "</body></html>\n"
POLICY = "[Meta]\nPolicyId=corp\nRevision=1\nOrganisation=Example Corp\n\n[Leaks]\nEnabled=true\n"


class Person:
    """Eyes that wait, and hands that are counted."""

    def __init__(self, stage, pidgin):
        self.stage = stage
        self.pidgin = pidgin
        self.n_actions = 0

    def begin(self):
        """In front of the buddy list, with nothing done yet."""
        self.pidgin.do("present")
        self.look("the buddy list", "buddy_list active=1")
        self.n_actions = 0

    def look(self, what, *parts):
        """Waits until all parts stand in one window."""
        def is_there():
            return any(all(part in line for part in parts) for line in self.pidgin.do("windows"))
        real_pidgin.wait_for(what, is_there)

    def read_row(self, what, *parts):
        """Waits until all parts stand in one line of a list."""
        real_pidgin.wait_for(what, lambda: any(all(part in line for part in parts) for line in self.pidgin.do("rows")))

    def enter(self, title):
        """A new window has the focus on a person's desktop; openbox may think that somebody types elsewhere."""
        self.stage.display.tool("search", "--sync", "--onlyvisible", "--name", title, "windowactivate", "--sync")

    def click(self, place):
        self.n_actions += 1
        self.stage.display.tool("mousemove", *place)
        time.sleep(0.3)
        self.stage.display.tool("click", "1")

    def press(self, key):
        self.n_actions += 1
        self.stage.display.tool("key", key)
        time.sleep(0.3)

    def type(self, words):
        self.n_actions += 1
        self.stage.display.tool("type", words)
        time.sleep(0.3)

    def picture(self, name):
        if os.environ.get("WARDEN_TEST_PICTURES"):
            time.sleep(0.5)
            self.stage.display.take_picture(pathlib.Path(os.environ["WARDEN_TEST_PICTURES"]) / f"person-{name}.png")


def place_in(lines, word):
    return next(line for line in lines if line.startswith(word + " ")).split()[1:]


def held_message(person):
    """Why it was held, and then it is released."""
    person.pidgin.do("sign-on")
    person.pidgin.do("receive", "winner7731", SPIM)
    person.begin()
    person.click(place_in(person.pidgin.do("bar"), "at"))
    person.look("why it was held", "window warden ", "You have WON", "reads like unwanted advertising")
    person.picture("held-message")
    person.enter("^Purple Warden$")
    person.look("the window", "window warden active=1")
    person.press("alt+r")
    real_pidgin.wait_for("the message", lambda: any("You have WON" in line for line in person.pidgin.do("history", "winner7731")))


def phishing_click(person):
    """A link that is not what it says: one click, and the safe answer to it."""
    person.pidgin.do("sign-on")
    person.pidgin.do("catch-links")
    person.pidgin.do("receive", "friend", "sign in: <a href='http://www.bank.example@files.example.org/a'>http://www.bank.example@files.example.org/a</a>")
    person.begin()
    person.n_actions += 1  # to the conversation
    person.enter("^friend$")
    person.look("the conversation", "conversation active=1")
    person.click(place_in(person.pidgin.do("place", "friend", "files.example.org"), "place"))
    person.look("the question", "warden-question active=1", "files.example.org")
    person.picture("phishing-click")
    person.press("Return")
    real_pidgin.wait_for("its end", lambda: not any("warden-question" in line for line in person.pidgin.do("windows")))
    person.pidgin.do("settle")
    if any(line.startswith("opened ") for line in person.pidgin.lines()):
        raise real_pidgin.Failure("it was opened")


def word_in_logs(person):
    """A word that somebody wrote last month."""
    person.begin()
    person.press("ctrl+shift+w")
    person.enter("^Purple Warden$")
    person.look("the window", "window warden active=1")
    person.press("alt+l")
    person.type("kestrel")
    person.press("Return")
    person.read_row("what was found", "friend", "a kestrel sits on the roof")
    person.picture("word-in-logs")


def locked_switch(person):
    """Who set what cannot be changed."""
    person.begin()
    person.press("ctrl+shift+w")
    person.enter("^Purple Warden$")
    person.look("the window", "window warden active=1")
    person.press("alt+y")
    person.type("leaks.enabled")
    person.read_row("who locked it", "Example Corp", "Locked")
    person.look("where", "window warden ", "It stands in /run/warden/policy/managed.d/50-corp.conf:7.")
    person.picture("locked-switch")


def prepare_logs(pidgin):
    """Old logs of last month's, taken over by wardenctl while Pidgin is not running."""
    pidgin.wait_line("core on")
    pidgin.do("windows")
    pidgin.quit()
    last_month = time.gmtime(time.time() - 30 * 24 * 3600)
    folder = pidgin.profile / "logs/fake/me/friend"
    folder.mkdir(parents=True)
    (folder / time.strftime("%Y-%m-%d.120000+0000UTC.html", last_month)).write_text(LAST_MONTH)
    wardenctl = MODULES / "ctl/wardenctl"
    subprocess.run([wardenctl, "logs", "import", "--profile", pidgin.profile], check=True, stdout=subprocess.DEVNULL)
    pidgin.start()


CASES = [(held_message, {}, None), (phishing_click, {}, None), (word_in_logs, {}, prepare_logs), (locked_switch, {"managed": POLICY}, None)]


def run(case, options, prepare, stand_ins):
    files = [MODULES / "warden.so", MODULES / "warden-pidgin.so", stand_ins / "pidgin-probe.so"]
    with real_pidgin.Stage() as stage:
        pidgin = stage.start(files, load=["warden-pidgin.so", "pidgin-probe.so"], **options)
        try:
            if prepare is not None:
                prepare(pidgin)
            pidgin.wait_line("core on")
            pidgin.do("windows")
            person = Person(stage, pidgin)
            case(person)
            print(f"# {case.__name__}: {person.n_actions} actions")
            if person.n_actions > MOST_ACTIONS:
                raise real_pidgin.Failure(f"{person.n_actions} actions")
            if pidgin.quit() != 0 or pidgin.complaints():
                raise real_pidgin.Failure("\n".join(["ended badly", *pidgin.complaints()]))
        except Exception:
            print("# " + pidgin.log.read_text(errors="replace").replace("\n", "\n# "))
            raise


def main(stand_ins, names):
    cases = [row for row in CASES if not names or row[0].__name__ in names]
    n_failed = 0
    print(f"1..{len(cases)}", flush=True)
    for number, (case, options, prepare) in enumerate(cases, 1):
        try:
            run(case, options, prepare, stand_ins)
            print(f"ok {number} {case.__name__}", flush=True)
        except Exception:
            n_failed += 1
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} {case.__name__}", flush=True)
    return 1 if n_failed else 0


MODULES = pathlib.Path(sys.argv[1]).resolve()

if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:]))
