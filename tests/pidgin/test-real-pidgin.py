#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""warden-pidgin.so in the real Pidgin: over a stand-in for warden.so, and over the real one.

usage: test-real-pidgin.py MODULES_FOLDER STAND_INS_FOLDER [CASE...]

WARDEN_TEST_PICTURES names a folder for screenshots.
"""
import os
import pathlib
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import real_pidgin  # noqa: E402

PICTURES = os.environ.get("WARDEN_TEST_PICTURES")


def expect(lines, *wanted):
    for line in wanted:
        if line not in lines:
            raise real_pidgin.Failure(f"no {line!r} among {lines}")


def expect_part(lines, part):
    if not any(part in line for line in lines):
        raise real_pidgin.Failure(f"no {part!r} among {lines}")


def refuse_part(lines, part):
    if any(part in line for line in lines):
        raise real_pidgin.Failure(f"{part!r} among {lines}")


def same(lines, wanted):
    if lines != wanted:
        raise real_pidgin.Failure(f"{lines} instead of {wanted}")


def picture(stage, name):
    if PICTURES:
        real_pidgin.time.sleep(0.5)
        stage.display.take_picture(pathlib.Path(PICTURES) / (name + ".png"))


def handover(stage, pidgin):
    expect(pidgin.lines(), "core on")
    expect(pidgin.lines(), "ui on")
    pidgin.do("hold", "2")
    pidgin.do("banner", "disk", "The disk is full.")
    pidgin.do("ask-text")
    pidgin.do("review")
    lines = pidgin.do("plugin", "off", "gtk-warden")
    expect(lines, "ui off", "loaded gtk-warden 1", "answer cancel -")
    refuse_part(pidgin.do("buddies"), "The disk is full.")
    refuse_part(pidgin.do("windows"), "window warden")
    expect(pidgin.do("plugin", "on", "gtk-warden"), "ui on", "loaded gtk-warden 1")
    expect(pidgin.do("buddies"), "buddies 2 items held for review")
    expect(pidgin.do("plugin", "off", "core-warden"), "ui off", "core off")


def counter(stage, pidgin):
    refuse_part(pidgin.do("buddies"), "held for review")
    pidgin.do("hold", "1")
    expect(pidgin.do("buddies"), "buddies 1 item held for review")
    pidgin.do("hold", "6")
    lines = pidgin.do("buddies")
    expect(lines, "buddies 5 items held for review")
    if sum("held for review" in line for line in lines) != 1:
        raise real_pidgin.Failure(f"more than one counter: {lines}")
    pidgin.do("banner", "policy", "The policy cannot be read; the strict one is in force until it can.")
    expect(pidgin.do("buddies"), "buddies The policy cannot be read; the strict one is in force until it can.")
    expect(pidgin.do("urgency"), "urgent 0")
    refuse_part(pidgin.do("windows"), "window warden")
    picture(stage, "counter")
    pidgin.do("banner", "policy")
    refuse_part(pidgin.do("buddies"), "The policy")


def held_bar(stage, pidgin):
    """Gone when the person looks; there again for something new, and not for what was seen."""
    pidgin.do("sign-on")
    pidgin.do("hold", "2")
    expect(pidgin.do("buddies"), "buddies 2 items held for review")
    pidgin.do("present")
    picture(stage, "held-bar")
    pidgin.do("review")
    refuse_part(pidgin.do("buddies"), "held for review")
    pidgin.do("hold", "2")
    expect(pidgin.do("buddies"), "buddies 3 items held for review")
    for buddies in stage.display.tool("search", "--onlyvisible", "--name", "^Purple Warden$").split():
        stage.display.tool("windowactivate", "--sync", buddies, "key", "Escape")
    pidgin.do("present")
    real_pidgin.wait_for("focus", lambda: any("buddy_list active=1" in line for line in pidgin.do("windows")))
    button = [line for line in pidgin.do("bar") if line.startswith("at ")][0].split()[1:]
    stage.display.tool("mousemove", *button)
    stage.display.tool("click", "1")
    real_pidgin.wait_for("the review window", lambda: any("window warden " in line for line in pidgin.do("windows")))
    refuse_part(pidgin.do("buddies"), "held for review")
    expect(pidgin.do("urgency"), "urgent 0")
    pidgin.do("hold", "2")
    pidgin.do("plugin", "off", "gtk-warden")
    refuse_part(pidgin.do("buddies"), "held for review")


def shortcut(stage, pidgin):
    pidgin.do("hold", "7")
    open_window(stage, pidgin)
    picture(stage, "review")
    stage.display.tool("key", "Escape")
    real_pidgin.wait_for("its end", lambda: not any("window warden " in line for line in pidgin.do("windows")))


def conversation_shortcut(stage, pidgin):
    """The key works where people are, in a window that came later too, and goes with the plugin."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    press_in_conversation(stage, pidgin)
    real_pidgin.wait_for("the window", lambda: any("window warden active=1" in line for line in pidgin.do("windows")))
    stage.display.tool("key", "Escape")
    real_pidgin.wait_for("its end", lambda: not is_open(pidgin))
    pidgin.do("plugin", "off", "gtk-warden")
    press_in_conversation(stage, pidgin)
    pidgin.do("settle")
    refuse_part(pidgin.do("windows"), "window warden")
    same(pidgin.do("tools"), [])


def menu_entry(stage, pidgin):
    same(pidgin.do("tools"), ["tools _Warden", "tools Purple Warden for Pidgin"])
    pidgin.do("choose-tools", "_Warden")
    expect_part(pidgin.do("windows"), "window warden ")


def errands(stage, pidgin):
    """What people come for, each with at most four actions from the buddy list."""
    pidgin.do("lock")
    pidgin.do("hold", "7")
    open_window(stage, pidgin)  # 1; on the newest row, with the reason below it
    expect_part(pidgin.do("windows"), "Why it was held")
    press(stage, "alt+r")  # 2
    real_pidgin.wait_for("the release", lambda: was_asked(pidgin, "decide 00000000000000000000000000000007 release"))
    press(stage, "Escape")
    open_window(stage, pidgin)  # 1
    press(stage, "alt+y")  # 2
    stage.display.tool("type", "leaks.enabled")  # 3
    real_pidgin.wait_for("who locked it", lambda: any("It stands in /etc/x.conf:9." in line for line in pidgin.do("windows")))
    picture(stage, "policy")
    press(stage, "Escape")
    open_window(stage, pidgin)  # 1; where it was closed
    press(stage, "alt+l")  # 2
    stage.display.tool("type", "kestrel")  # 3
    press(stage, "Return")  # 4
    real_pidgin.wait_for("the search", lambda: was_asked(pidgin, "search kestrel"))


def draft(stage, pidgin):
    expect(pidgin.do("sign-on"), "connected 1")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("block")
    pidgin.do("type", "friend", "my card is <b>4111</b> &lt;really&gt;")
    expect_part(pidgin.do("send", "friend"), "returned 1")
    lines = pidgin.do("entry", "friend")
    expect(lines, "entry my card is 4111 <really>", "cursor-at-end 1")
    expect_part(lines, "<b>4111</b> &lt;really&gt;")
    # Sent again, blocked again: there once, not twice.
    pidgin.do("send", "friend")
    expect(pidgin.do("entry", "friend"), "entry my card is 4111 <really>")
    picture(stage, "draft")


def passage(stage, pidgin):
    """What stopped a message is selected in what comes back, unless somebody is typing already."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("block", "4111 1111 1111 1111")
    pidgin.do("type", "friend", "pay with <b>4111 1111 1111 1111</b> please")
    pidgin.do("send", "friend")
    lines = pidgin.do("entry", "friend")
    expect(lines, "entry pay with 4111 1111 1111 1111 please", "selected 4111 1111 1111 1111")
    pidgin.do("block", "not in it")
    pidgin.do("send", "friend")
    refuse_part(pidgin.do("entry", "friend"), "selected")


def draft_without_home(stage, pidgin):
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    expect(pidgin.do("return-nowhere", "nobody"), "returned 0")
    expect(pidgin.do("return-then-close", "friend", "my <b>card</b>"), "returned 1")
    lines = pidgin.do("windows")
    expect_part(lines, "warden-question")
    expect_part(lines, "|my card|")


def typed_meanwhile(stage, pidgin):
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("block")
    pidgin.do("type", "friend", "first")
    pidgin.do("send", "friend")
    pidgin.do("type", "friend", " and more")
    expect(pidgin.do("entry", "friend"), "entry first and more")


def links(stage, pidgin):
    pidgin.do("sign-on")
    pidgin.do("catch-links")
    pidgin.do("receive", "friend", "look: <a href='http://evil.example/'>http://good.example/</a>")
    for url in ("http://evil.example/", "file:///etc/evil", "audio://evil", "open://evil", "xmpp:evil@b.example"):
        lines = pidgin.do("click", "friend", url)
        expect(lines, "link " + url)
        refuse_part(lines, "opened")
    lines = pidgin.do("click", "friend", "http://good.example/")
    lines += pidgin.do("windows")
    expect(pidgin.lines(), "link http://good.example/", "opened http://good.example/")
    pidgin.do("plugin", "off", "gtk-warden")
    lines = pidgin.do("click", "friend", "http://evil.example/free")
    refuse_part(lines, "link ")
    pidgin.do("windows")
    expect(pidgin.lines(), "opened http://evil.example/free")


def lessons(stage, pidgin):
    """The line under the pointer is meant; by keyboard, with the pointer elsewhere, none; a plugin that is gone leaves no entries."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "Shall we meet at noon?")
    pidgin.do("receive", "friend", "Something else, much later")
    place = [line for line in pidgin.do("place", "friend", "Shall we meet") if line.startswith("place ")]
    stage.display.tool("mousemove", *place[0].split()[1:])
    lines = pidgin.do("text-menu", "friend", "This Is SPIM")
    entries = [line for line in lines if line.startswith("entries ")]
    expect_part(lines, "teach-shown friend spim: ")
    expect_part(lines, "Shall we meet at noon?")
    refuse_part(lines, "Something else")
    expect_part(pidgin.do("history", "friend"), "Learned. Type /warden undo to take it back.")
    stage.display.tool("mousemove", "0", "0")
    lines = pidgin.do("text-menu", "friend", "Not SPIM")
    expect_part(lines, "teach-shown friend not-spim: the last")
    pidgin.do("plugin", "off", "gtk-warden")
    refuse_part(pidgin.do("text-menu", "friend", "This Is SPIM"), entries[0])


def question(stage, pidgin):
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("ask-link", "bank.example.login.evil.com")
    expect_part(pidgin.do("windows"), "warden-question")
    picture(stage, "link")
    stage.display.tool("search", "--sync", "--name", "Before you open this link", "windowactivate", "--sync", "key", "Return")
    pidgin.wait_line("answer cancel -") if "answer cancel -" not in pidgin.lines() else None
    refuse_part(pidgin.do("windows"), "warden-question")
    pidgin.do("ask-text")
    expect_part(pidgin.do("windows"), "warden-question active=0")
    picture(stage, "leak")
    pidgin.do("withdraw", "text")
    refuse_part(pidgin.do("windows"), "warden-question")
    if pidgin.lines().count("answer cancel -") != 1:
        raise real_pidgin.Failure("not answered exactly once")


def typing(stage, pidgin):
    """Whatever is asked while somebody types: no key lands in it, and none answers it."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    window = stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^friend$").split()[0]
    sentence = "the quick brown fox jumps over the lazy dog"
    # Outgoing, incoming, held, with a draft to edit: kind, direction, action, text
    for number, asked in enumerate([("0", "1", "2", ""), ("5", "0", "2", ""), ("0", "1", "3", ""), ("0", "1", "2", "a draft to edit")]):
        stage.display.tool("windowactivate", "--sync", window)
        real_pidgin.wait_for("focus", lambda: any("conversation active=1" in line for line in pidgin.do("windows")))
        typist = real_pidgin.subprocess.Popen(["xdotool", "type", "--delay", "25", sentence], env=stage.display.environment)
        real_pidgin.wait_for("the first words", lambda: any(line.startswith("entry the quick") for line in pidgin.do("entry", "friend")))
        pidgin.do("ask", *asked)
        typist.wait(real_pidgin.PATIENCE)
        real_pidgin.wait_for("all words", lambda: f"entry {sentence}" in pidgin.do("entry", "friend"))
        stage.display.tool("key", "Return")
        real_pidgin.wait_for("the message", lambda: pidgin.do("wire").count(f"wire im friend {sentence}") == number + 1)
        lines = pidgin.do("windows")
        questions = [line for line in lines if line.startswith("window warden-question")]
        if len(questions) != 1 or any(word in questions[0] for word in ("fox", "lazy", "active=1")):
            raise real_pidgin.Failure(f"{asked}: {questions}")
        refuse_part(pidgin.lines(), "answer yes")
        if sum(line.startswith("answer ") for line in pidgin.lines()) != number:
            raise real_pidgin.Failure(f"{asked} was answered by typing")
        picture(stage, f"typing-{number}")
        # And then by keyboard, without a mouse: the safe choice by Escape.
        stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^Something is asked$", "windowactivate", "--sync")
        real_pidgin.wait_for("focus", lambda: any("warden-question active=1" in line for line in pidgin.do("windows")))
        stage.display.tool("key", "Escape")
        real_pidgin.wait_for("its end", lambda: not any("warden-question" in line for line in pidgin.do("windows")))
        if pidgin.lines().count("answer cancel -") + pidgin.lines().count("answer cancel a draft to edit") != number + 1:
            raise real_pidgin.Failure(f"{asked} was not answered by its safe choice")


def long_question(stage, pidgin):
    """A megabyte of hostile markup in every part: shown short, as text, on a screen that it does not leave."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    begin = real_pidgin.time.monotonic()
    pidgin.do("ask-long")
    took = real_pidgin.time.monotonic() - begin
    expect_part(pidgin.do("windows"), "warden-question")
    picture(stage, "long-question")
    window = question_title(stage, True)
    geometry = dict(line.split("=") for line in stage.display.tool("getwindowgeometry", "--shell", window).split("\n"))
    if int(geometry["WIDTH"]) > 800 or int(geometry["HEIGHT"]) > 880:
        raise real_pidgin.Failure(f"too large: {geometry}")
    if took > 5:
        raise real_pidgin.Failure(f"{took:.1f} s to show")
    pidgin.do("withdraw", "long")


def shield(stage, pidgin):
    """In words for whoever points at it; a window by mouse and by keyboard, that takes no answer; gone with the plugin."""
    pidgin.do("sign-on")
    pidgin.do("set-shield", "1", "2", "0", "1", "0")
    pidgin.do("receive", "friend", "hello")
    expect_part(pidgin.do("shield", "friend"), "In your contact list.")
    pidgin.do("set-shield", "4", "4", "0", "2", "3")
    real_pidgin.wait_for("the shield", lambda: any("A stranger" in line for line in pidgin.do("shield", "friend")))
    lines = pidgin.do("shield", "friend")
    expect_part(lines, "3 things of theirs wait")
    expect_part(lines, "anybody on the way can read it")
    stage.display.tool("mousemove", *[line for line in lines if line.startswith("at ")][0].split()[1:])
    stage.display.tool("click", "1")
    window = real_pidgin.wait_for("the window", lambda: [line for line in pidgin.do("windows") if "warden-shield" in line])
    expect_part(window, "friend")
    expect_part(window, "Kept as plain text")
    picture(stage, "shield")
    stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^What Is Known Here$", "windowactivate", "--sync", "key", "Return")
    real_pidgin.wait_for("its end", lambda: not any("warden-shield" in line for line in pidgin.do("windows")))
    stage.display.tool("search", "--sync", "--onlyvisible", "--name", "friend", "windowactivate", "--sync", "key", "ctrl+shift+i")
    real_pidgin.wait_for("the window", lambda: any("warden-shield active=1" in line for line in pidgin.do("windows")))
    stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^What Is Known Here$", "windowactivate", "--sync", "key", "alt+p")
    real_pidgin.wait_for("the pause", lambda: any("unwanted messages and risky links are not held" in line for line in pidgin.do("windows")))
    expect(pidgin.lines(), "pause")
    pidgin.do("plugin", "off", "gtk-warden")
    refuse_part(pidgin.do("windows"), "warden-shield")
    expect(pidgin.do("shield", "friend"), "no shield")
    pidgin.do("plugin", "on", "gtk-warden")
    expect_part(pidgin.do("shield", "friend"), "A stranger")


def preferences(stage, pidgin):
    """The frame goes with the plugin, even while somebody looks at it."""
    pidgin.do("prefs")
    expect_part(pidgin.do("windows"), "|Look for card numbers, keys and passwords before sending|")
    picture(stage, "prefs")
    stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^Preferences$", "windowactivate", "--sync", "key", "alt+d")
    real_pidgin.wait_for("the rest", lambda: any("Find a setting:" in line for line in pidgin.do("windows")))
    picture(stage, "prefs-advanced")
    pidgin.do("plugin", "off", "gtk-warden")
    lines = pidgin.do("windows")
    expect_part(lines, "window preferences")
    refuse_part(lines, "Look for card numbers")


def marks(stage, pidgin):
    """The markup of a mark comes out as text, not as tags."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend",
              "<b><font color='#a40000'>[\u26a0 Purple Warden: Link goes elsewhere]</font></b> <i>It leads to evil.example.</i><br>"
              "please sign in at <a href='http://evil.example/'>https://bank.example/</a> today")
    lines = pidgin.do("history", "friend")
    expect_part(lines, "friend: [\u26a0 Purple Warden: Link goes elsewhere] It leads to evil.example.")
    expect(lines, "history please sign in at https://bank.example/ today")
    picture(stage, "marks")


def display_lost(stage, pidgin):
    """The display closes under the window: GTK ends the program with its own word, and nothing of ours crashes on the way."""
    pidgin.do("hold", "7")
    for page in range(5):
        pidgin.do("page", str(page))
    pidgin.do("deeds")
    stage.display.processes[0].terminate()
    stage.display.processes[0].wait()
    status = pidgin.process.wait(real_pidgin.PATIENCE)
    if status != 1:  # what Xlib ends with; a signal would be negative
        raise real_pidgin.Failure(f"Pidgin ended with {status}")


def without_icons(stage, pidgin):
    """No theme, no icons of the desktop's: every page is there, and nobody complains."""
    pidgin.do("hold", "7")
    pidgin.do("lock")
    for page, words in enumerate(("items are held", "In the last 30 days", "Words in all conversations:", " settings|", "not protected.")):
        pidgin.do("page", str(page))
        pidgin.do("facts")
        pidgin.do("deeds")
        expect_part([line for line in pidgin.do("windows") if "window warden " in line], words)
    picture(stage, "without-icons")


ENVIRONMENTS = {without_icons: {"XDG_DATA_DIRS": "/nonexistent", "XDG_DATA_HOME": "/nonexistent", "GTK_DATA_PREFIX": "/nonexistent"}}


def real_pages(stage, pidgin):
    """Every page over the real core, from the menu and by /warden; page and size are there after a restart."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    for entry, words in (("Activity", "Nothing was warned of, held or blocked in the last 30 days."), ("Logs", "The logs are encrypted"),
                         ("Policy", " settings|"), ("Status", "Protection works"), ("Review Held Items", "Nothing is held.")):
        pidgin.do("action", entry)
        real_pidgin.wait_for(entry, lambda: any("window warden " in line and words in line for line in pidgin.do("windows")))
    expect(pidgin.do("command", "friend", "warden policy strangersfor"), "command 0")
    real_pidgin.wait_for("the setting", lambda: any("|1 of " in line for line in pidgin.do("windows")))
    picture(stage, "real-policy")
    window = stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^Purple Warden$").split()[0]
    stage.display.tool("windowsize", "--sync", window, "777", "555")
    pidgin.do("settle")
    stage.display.tool("windowactivate", "--sync", window, "key", "Escape")
    real_pidgin.wait_for("its end", lambda: not is_open(pidgin))
    if pidgin.quit() != 0:
        raise real_pidgin.Failure(f"Pidgin ended with {pidgin.process.returncode}")
    pidgin.start()
    pidgin.wait_line("core on")
    pidgin.do("choose-tools", "_Warden")
    expect_part(pidgin.do("windows"), "settings|")
    window = stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^Purple Warden$").split()[0]
    real_pidgin.wait_for("its size", lambda: {"WIDTH=777", "HEIGHT=555"} <= set(
        stage.display.tool("getwindowgeometry", "--shell", window).split("\n")))


def real_core(stage, pidgin):
    """Both real modules: loaded, handed over, unloaded one by one, loaded again."""
    expect(pidgin.do("plugin", "is", "core-warden"), "loaded core-warden 1")
    expect(pidgin.do("plugin", "is", "gtk-warden"), "loaded gtk-warden 1")
    same(pidgin.do("tools"), ["tools _Warden", "tools Purple Warden for Pidgin"])
    pidgin.do("action", "Review Held Items")
    expect_part(pidgin.do("windows"), "Nothing is held.")
    picture(stage, "empty")
    expect(pidgin.do("plugin", "off", "gtk-warden"), "loaded gtk-warden 1")
    refuse_part(pidgin.do("windows"), "window warden")
    expect(pidgin.do("plugin", "is", "core-warden"), "loaded core-warden 1")
    same(pidgin.do("tools"), ["tools Purple Warden"])
    expect(pidgin.do("plugin", "on", "gtk-warden"), "loaded gtk-warden 1")
    same(pidgin.do("tools"), ["tools _Warden", "tools Purple Warden for Pidgin"])
    # The core goes, and its Pidgin part with it; loading that part brings both back.
    expect(pidgin.do("plugin", "off", "core-warden"), "loaded core-warden 1")
    expect(pidgin.do("plugin", "is", "gtk-warden"), "loaded gtk-warden 0")
    expect(pidgin.do("plugin", "on", "gtk-warden"), "loaded gtk-warden 1")
    expect(pidgin.do("plugin", "is", "core-warden"), "loaded core-warden 1")


def real_leak(stage, pidgin):
    """A card number, typed in a real conversation: asked about, not sent, given back; then sent without it."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("type", "friend", "pay with <b>4111 1111 1111 1111</b> please")
    pidgin.do("send", "friend")
    expect_part(pidgin.do("windows"), "window warden-question")
    picture(stage, "real-leak")
    stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^" + question_title(stage) + "$",
                       "windowactivate", "--sync", "key", "Escape")
    real_pidgin.wait_for("its end", lambda: not any("warden-question" in line for line in pidgin.do("windows")))
    lines = pidgin.do("entry", "friend")
    expect(lines, "entry pay with 4111 1111 1111 1111 please", "selected 4111 1111 1111 1111")
    expect_part(lines, "<b>4111 1111 1111 1111</b>")
    refuse_part(pidgin.do("wire"), "4111")
    refuse_part(pidgin.do("history", "friend"), "4111")


def real_leak_off(stage, pidgin):
    """Warden is switched off while it asks: what was written is in a question of its own, which stays."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("type", "friend", "pay with 4111 1111 1111 1111 please")
    pidgin.do("send", "friend")
    expect_part(pidgin.do("windows"), "window warden-question")
    pidgin.do("plugin", "off", "core-warden")
    refuse_part(pidgin.do("windows"), "window warden-question")
    real_pidgin.wait_for("the text", lambda: any("|pay with 4111 1111 1111 1111 please|" in line for line in pidgin.do("windows")))


def real_spim(stage, pidgin):
    """A stranger's SPIM: no conversation, one held row; released by hand, it appears."""
    pidgin.do("sign-on")
    pidgin.do("receive", "winner7731", "CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money "
              "today: http://claim-prize.example/win or call +1-900-555-0134")
    refuse_part(pidgin.do("windows"), "conversation")
    expect(pidgin.do("buddies"), "buddies 1 item held for review")
    pidgin.do("action", "Review Held Items")
    expect_part(pidgin.do("windows"), "window warden ")
    stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^Purple Warden$",
                       "windowactivate", "--sync", "key", "alt+r")
    real_pidgin.wait_for("the message", lambda: any("You have WON" in line for line in pidgin.do("history", "winner7731")))
    real_pidgin.wait_for("the counter to go", lambda: not any("held for review" in line for line in pidgin.do("buddies")))
    real_pidgin.wait_for("the empty list", lambda: any("Nothing is held." in line for line in pidgin.do("windows")))


def real_links(stage, pidgin):
    """GtkIMHtml makes links by itself of what begins like one: a dangerous one must not become one again."""
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "sign in: <a href='http://192.0.2.77/in'>https://bank.example/</a> or https://xn--pypal-4ve.com/in now")
    expect_part(pidgin.do("history", "friend"), "Link goes elsewhere")
    same(pidgin.do("links", "friend"), [])
    pidgin.do("receive", "friend", "see http://www.bank.example@files.example.org/a and https://www.example.org/")
    same(pidgin.do("links", "friend"), ["link http://www.bank.example@files.example.org/a", "link https://www.example.org/"])
    picture(stage, "links")


def real_restart(stage, pidgin):
    """What is held when Pidgin ends is held when it comes back, and sealed meanwhile."""
    pidgin.do("sign-on")
    pidgin.do("receive", "winner7731", "CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money "
              "today: http://claim-prize.example/win or call +1-900-555-0134")
    expect(pidgin.do("buddies"), "buddies 1 item held for review")
    if pidgin.quit() != 0:
        raise real_pidgin.Failure(f"Pidgin ended with {pidgin.process.returncode}")
    for path in (pidgin.profile / "warden").rglob("*"):
        if path.is_file() and b"CONGRATULATIONS" in path.read_bytes():
            raise real_pidgin.Failure(f"the message lies open in {path}")
    pidgin.start()
    pidgin.wait_line("core on")
    expect(pidgin.do("buddies"), "buddies 1 item held for review")
    pidgin.do("action", "Review Held Items")
    expect_part(pidgin.do("windows"), "You have WON")


def is_open(pidgin):
    return any("window warden " in line for line in pidgin.do("windows"))


def was_asked(pidgin, call):
    """What the stand-in was asked for so far; it tells with each command."""
    pidgin.do("windows")
    return call in pidgin.lines()


def press(stage, *keys):
    """One action of a person's; the window draws before the next."""
    for key in keys:
        stage.display.tool("key", key)
    real_pidgin.time.sleep(0.3)


def activate(stage, pidgin, title, role):
    """A window manager's business, not a person's: under openbox a new window may wait behind the one in which somebody types."""
    stage.display.tool("search", "--sync", "--onlyvisible", "--name", title, "windowactivate", "--sync")
    real_pidgin.wait_for("focus", lambda: any(f"window {role} active=1" in line for line in pidgin.do("windows")))


def open_window(stage, pidgin):
    """By its key, from the buddy list."""
    real_pidgin.wait_for("its end", lambda: not is_open(pidgin))
    activate(stage, pidgin, "^Buddy List$", "buddy_list")
    press(stage, "ctrl+shift+w")
    real_pidgin.wait_for("the window", lambda: is_open(pidgin))
    activate(stage, pidgin, "^Purple Warden$", "warden")


def press_in_conversation(stage, pidgin):
    stage.display.tool("search", "--sync", "--onlyvisible", "--name", "^friend$", "windowactivate", "--sync")
    real_pidgin.wait_for("focus", lambda: any("window conversation active=1" in line for line in pidgin.do("windows")))
    press(stage, "ctrl+shift+w")


def real_display_lost(stage, pidgin):
    """The display goes while windows are open: Pidgin ends, and nothing that was held is lost."""
    pidgin.do("sign-on")
    pidgin.do("receive", "winner7731", "CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money "
              "today: http://claim-prize.example/win or call +1-900-555-0134")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("type", "friend", "pay with 4111 1111 1111 1111 please")
    pidgin.do("send", "friend")
    expect_part(pidgin.do("windows"), "window warden-question")
    pidgin.do("action", "Review Held Items")
    expect_part(pidgin.do("windows"), "window warden ")
    stage.display.processes[0].terminate()
    if pidgin.process.wait(real_pidgin.PATIENCE) < 0:
        raise real_pidgin.Failure(f"Pidgin died of signal {-pidgin.process.returncode}")
    stage.display.close()
    stage.open_display()
    pidgin.environment.update(stage.display.environment)
    pidgin.start()
    pidgin.wait_line("core on")
    expect(pidgin.do("buddies"), "buddies 1 item held for review")
    expect_part(pidgin.do("plugin", "is", "core-warden"), "loaded core-warden 1")


def bare_theme(stage, pidgin):
    """No theme that knows a single icon: nothing complains, and all that can be clicked is there."""
    pidgin.do("sign-on")
    pidgin.do("hold", "7")
    pidgin.do("set-shield", "4", "4", "0", "2", "3")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("banner", "policy", "The policy cannot be read.")
    pidgin.do("ask-link", "bank.example.login.evil.com")
    pidgin.do("prefs")
    expect_part(pidgin.do("shield", "friend"), "A stranger")
    lines = pidgin.do("windows")
    for part in ("warden-question", "Their messages:"):
        expect_part(lines, part)
    picture(stage, "bare-theme")


def question_title(stage, is_window=False):
    """The title of the question that is open, or its window."""
    for window in stage.display.tool("search", "--onlyvisible", "--name", ".").split():
        role = real_pidgin.subprocess.run(["xprop", "-id", window, "WM_WINDOW_ROLE"], env=stage.display.environment,
                                          capture_output=True, text=True).stdout
        if '"warden-question"' in role:
            return window if is_window else stage.display.tool("getwindowname", window)
    raise real_pidgin.Failure("no question is open")


def census(pidgin):
    return {line.split()[1]: int(line.split()[2]) for line in pidgin.do("census") if line.startswith("census ")}


def real_reload(stage, pidgin):
    """Off and on twenty times, beside conversations of which one is hidden: nothing is left behind, not even memory."""
    # Pidgin opens it some time after its start in a profile without an account: it has widgets and preferences, too.
    real_pidgin.wait_for("its accounts", lambda: any(line.startswith("window accounts ") for line in pidgin.do("windows")))
    pidgin.do("sign-on")
    pidgin.do("receive", "friend", "hello")
    pidgin.do("hide-conversations")
    pidgin.do("receive", "winner7731", "CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money "
              "today: http://claim-prize.example/win or call +1-900-555-0134")
    pidgin.do("receive", "colleague", "hello")
    counts = []
    for _ in range(20):
        pidgin.do("plugin", "on", "gtk-warden")
        pidgin.do("action", "Status")
        pidgin.do("plugin", "off", "core-warden")
        counts.append(census(pidgin))
    # Pidgin has timers of its own, and makes some things once.
    timers, memory = ([count.pop(name) for count in counts] for name in ("sources", "memory"))
    print(f"# timers {timers}, memory {memory}", flush=True)
    for number, count in enumerate(counts[2:], 3):
        if count != counts[1]:
            raise real_pidgin.Failure(f"after round {number} {count}, after the second {counts[1]}")
    if max(timers[-5:]) > max(timers[:5]):
        raise real_pidgin.Failure("timers are left behind")
    if min(memory[-5:]) - min(memory[4:9]) > 65536:  # Pidgin itself takes 20 KB now and then; a session has more
        raise real_pidgin.Failure("memory is left behind")
    pidgin.do("plugin", "on", "gtk-warden")


REAL = "real_"  # cases over the real warden.so

CASES = [handover, counter, held_bar, shortcut, conversation_shortcut, menu_entry, errands, draft, passage, draft_without_home,
         typed_meanwhile, links, lessons, question, typing, long_question, shield, preferences, marks, display_lost, without_icons,
         real_core, real_pages, real_reload, real_leak, real_leak_off, real_spim, real_links, real_restart, real_display_lost, bare_theme]


def write_bare_theme(stage):
    path = pathlib.Path(stage.folder) / "gtkrc"
    path.write_text('gtk-icon-theme-name = "no-such-theme"\ngtk-fallback-icon-theme = "none"\n')
    return {"GTK2_RC_FILES": str(path)}


THEMES = {"bare_theme": write_bare_theme}


def choose_modules(case, modules, stand_ins):
    if case.__name__.startswith(REAL):
        files = [modules / "warden.so", modules / "warden-pidgin.so", stand_ins / "pidgin-probe.so"]
        return files, ["warden-pidgin.so", "pidgin-probe.so"]
    return [modules / "warden-pidgin.so", stand_ins / "fake-core.so"], ["warden-pidgin.so"]


def finish(pidgin):
    """Ends Pidgin as a person would; by its process only where the stand-in is gone."""
    if pidgin.process.poll() is not None:
        return  # with its display; Xlib has the last word
    if "core off" in pidgin.lines():
        pidgin.process.terminate()
        pidgin.process.wait(real_pidgin.PATIENCE)
    elif pidgin.quit() != 0:
        raise real_pidgin.Failure(f"Pidgin ended with {pidgin.process.returncode}")
    if pidgin.complaints():
        raise real_pidgin.Failure("\n".join(pidgin.complaints()))


def run(case, modules, stand_ins):
    files, load = choose_modules(case, modules, stand_ins)
    with real_pidgin.Stage() as stage:
        pidgin = stage.start(files, load=load, environment=ENVIRONMENTS.get(case) or THEMES.get(case.__name__, lambda _: None)(stage))
        try:
            pidgin.wait_line("core on")
            pidgin.do("windows")
            case(stage, pidgin)
            finish(pidgin)
        except Exception:
            print("# " + pidgin.log.read_text(errors="replace").replace("\n", "\n# "))
            raise


def main(arguments):
    folders, names = [pathlib.Path(a) for a in arguments[:2]], arguments[2:]
    cases = [case for case in CASES if not names or case.__name__ in names]
    failed = 0
    print(f"1..{len(cases)}", flush=True)
    for number, case in enumerate(cases, 1):
        try:
            run(case, *folders)
            print(f"ok {number} {case.__name__}", flush=True)
        except Exception:
            failed += 1
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} {case.__name__}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
