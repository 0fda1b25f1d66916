#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the pictures of docs/: pidgin.png, review.png, file.png, conversation.png, link.png, held-bar.png, shield.png, logs.png and
status.png from a real `./dev run`, locked.png, preferences.png and policy.png from a Pidgin under a company's policy, activity.png
over a month of samples.

usage: screenshots.py PROJECT_FOLDER PICTURES_FOLDER
       screenshots.py --look NAME PROJECT_FOLDER PICTURES_FOLDER [VARIABLE=VALUE...]

--look takes a picture of every page of the window over samples, NAME-PAGE.png, for who changes how they look: with LANGUAGE=ar
lines run from the right, DPI=192 has large fonts, GTK2_RC_FILES=FILE another theme, SIZE=1366x768x24 a small screen.

Runs Pidgin under Xvfb, lets the rehearsal play, and looks at it as a person would: with the keyboard
and one click.  Needs what `./dev test` needs.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import real_pidgin  # noqa: E402

LINK_COLOURS = {(0, 0, 255), (0, 0, 238)}  # GtkIMHtml's links
SETTLE = 0.7  # seconds for a window to be drawn
DESKTOP = "#5c6b7a"  # what black there is in a picture is a window that is not drawn yet, or letters
MOST_BLACK = 0.06


class Screen:
    """What xdotool and ImageMagick see."""

    def __init__(self, display):
        self.display = display
        subprocess.run(["display", "-window", "root", "-size", "64x64", f"xc:{DESKTOP}"], env=display.environment)  # 1 when it is done

    def find(self, name):
        return self.display.tool("search", "--onlyvisible", "--name", name).split()

    def find_role(self, role):
        """Windows by their role: a question's title is the session's business."""
        return [window for window in self.find(".") if f'"{role}"' in subprocess.run(
            ["xprop", "-id", window, "WM_WINDOW_ROLE"], env=self.display.environment, capture_output=True, text=True).stdout]

    def wait(self, name, patience=90):
        return real_pidgin.wait_for(name, lambda: self.find(name), patience)[0]

    def press(self, window, *keys):
        self.display.tool("windowactivate", "--sync", window)
        for key in keys:
            self.display.tool("key", key)
        time.sleep(SETTLE)

    def title(self, window):
        return self.display.tool("getwindowname", window)

    def place(self, window, x, y, width, height):
        self.display.tool("windowsize", "--sync", window, str(width), str(height))
        self.display.tool("windowmove", "--sync", window, str(x), str(y))
        time.sleep(SETTLE)

    def take(self, window, path):
        self.display.tool("windowraise", window)
        time.sleep(SETTLE)
        self.shoot(path, "-frame", "-window", window)

    def shoot(self, path, *what):
        """Takes a picture in which everything is drawn."""
        def is_drawn():
            subprocess.run(["import", *what, "-strip", "-quality", "95", str(path)], env=self.display.environment, check=True)
            black = subprocess.run(["convert", str(path), "-alpha", "off", "-fill", "white", "+opaque", "black", "-format", "%[fx:1-mean]",
                                    "info:"], check=True, capture_output=True, text=True).stdout
            return float(black) < MOST_BLACK

        real_pidgin.wait_for(f"{path} without black places", is_drawn)

    def find_link(self, window):
        """The middle of the first line of link text, relative to the window."""
        geometry = dict(line.split("=") for line in self.display.tool("getwindowgeometry", "--shell", window).split("\n"))
        width = int(geometry["WIDTH"])
        pixels = subprocess.run(["import", "-window", window, "-depth", "8", "rgb:-"],
                                env=self.display.environment, check=True, capture_output=True).stdout
        places = [(i // 3 % width, i // 3 // width) for i in range(0, len(pixels) - 2, 3)
                  if (pixels[i], pixels[i + 1], pixels[i + 2]) in LINK_COLOURS]
        # The names of tabs are blue too, but above the text.
        first = min(y for _, y in places if y > 120)
        line = [(x, y) for x, y in places if first <= y < first + 14]
        return sum(x for x, _ in line) // len(line), sum(y for _, y in line) // len(line)


def close_accounts(screen, name="^Accounts$"):
    """Pidgin opens that window over all others in a profile without an account, some time after its start."""
    accounts = screen.wait(name, 15)
    screen.press(accounts, "alt+F4")
    real_pidgin.wait_for("no accounts", lambda: not screen.find(name))


def show_tab(screen, conversation, name):
    """Turns the pages until the wanted conversation is in front."""
    for _ in range(12):
        if name in screen.title(conversation):
            return
        screen.press(conversation, "ctrl+Page_Down")
    raise real_pidgin.Failure(f"no conversation with {name}")


def take_picture_of_colleague(screen, offer):
    """Takes the colleague's picture, in which nothing is found: no question follows."""
    before = set(screen.find("."))
    screen.press(offer, "alt+a")
    chooser = real_pidgin.wait_for("where to save", lambda: set(screen.find("Save")) - before, 15).pop()
    screen.press(chooser, "ctrl+a")
    path = pathlib.Path(tempfile.mkdtemp()) / "whiteboard.jpg"
    screen.display.tool("type", str(path))
    screen.press(chooser, "Return")
    real_pidgin.wait_for("the picture", path.exists, 30)
    if screen.find_role("warden-question"):
        raise real_pidgin.Failure("a picture is asked about")


def take_lower_end(screen, window, path, height):
    screen.take(window, path)
    subprocess.run(["convert", path, "-gravity", "South", "-crop", f"x{height}+0+0", "+repage", path], check=True)


def look_behind_shield(screen, conversation, pictures):
    screen.press(conversation, "ctrl+shift+i")
    shield = real_pidgin.wait_for("what is known", lambda: screen.find_role("warden-shield"), 15)[0]
    screen.take(shield, pictures / "shield.png")
    screen.press(shield, "Escape")


def take_pages(screen, window, pictures):
    screen.press(window, "alt+l")  # the logs
    screen.display.tool("type", "video")
    screen.press(window, "Return")
    time.sleep(2)
    screen.take(window, pictures / "logs.png")
    screen.press(window, "alt+a")  # the status
    time.sleep(2)
    screen.take(window, pictures / "status.png")


def watch(screen, pictures):
    conversation = screen.wait("Anna")
    buddies = screen.wait("^Buddy List$")
    offer = screen.wait("^Pidgin$")  # the colleague's picture: the scenes after it hold two more
    time.sleep(7)
    take_picture_of_colleague(screen, offer)
    if screen.find("^Accounts$"):  # the rehearsal's account may have come first
        close_accounts(screen)

    screen.place(buddies, 5, 5, 250, 860)
    screen.place(conversation, 275, 5, 620, 300)
    show_tab(screen, conversation, "Carla")
    screen.take(conversation, pictures / "conversation.png")
    take_lower_end(screen, buddies, pictures / "held-bar.png", 120)
    screen.press(buddies, "ctrl+shift+w")
    review = screen.wait("^Purple Warden$")
    screen.place(review, 275, 345, 980, 525)
    screen.press(review, "End", "Up")  # the row above the oldest: a program that is called a document
    screen.take(review, pictures / "file.png")
    screen.press(review, "End")  # the oldest row: the SPIM bot's
    screen.take(review, pictures / "review.png")
    screen.shoot(pictures / "pidgin.png", "-window", "root")
    take_pages(screen, review, pictures)
    screen.press(review, "Escape")

    screen.place(conversation, 275, 5, 620, 480)  # the note about a first contact must not push the link out of sight
    show_tab(screen, conversation, "helpdesk")
    look_behind_shield(screen, conversation, pictures)
    x, y = screen.find_link(conversation)
    screen.display.tool("mousemove", "--window", conversation, str(x), str(y))
    time.sleep(SETTLE)
    screen.display.tool("click", "1")
    question = real_pidgin.wait_for("the question", lambda: screen.find_role("warden-question"), 15)[0]
    time.sleep(SETTLE)
    screen.take(question, pictures / "link.png")
    screen.press(question, "Escape")
    screen.press(buddies, "ctrl+q")


POLICY = """[Meta]
PolicyId=corp
Revision=17
Organisation=Example Corp
Contact=it@corp.example

[Contacts]
Strangers=hold

[Leaks]
Enabled=true
"""


def locked(stage, modules, pictures):
    """The preferences where a company has set something, with the pointer on it. Needs root, for the policy."""
    files = [modules / "plugin" / name for name in ("warden.so", "warden-pidgin.so")]
    pidgin = stage.start([*files, modules / "tests" / "pidgin" / "pidgin-probe.so"], load=["warden-pidgin.so", "pidgin-probe.so"],
                         managed=POLICY)
    pidgin.wait_line("core on")
    pidgin.do("prefs")
    screen = Screen(stage.display)
    window = screen.wait("^Preferences$")
    close_accounts(screen)
    stage.display.tool("windowmove", "--sync", window, "560", "30")
    screen.press(window)
    place = [line for line in pidgin.do("switch", "warden-Leaks-Enabled") if line.startswith("place ")][0].split()[1:]
    for x in range(int(place[0]) - 6, int(place[0])):  # a pointer that jumps shows no tooltip
        stage.display.tool("mousemove", str(x), place[1])
        time.sleep(0.05)
    real_pidgin.wait_for("the tooltip", lambda: any(line.startswith("tooltip ") for line in pidgin.do("tooltips")))
    time.sleep(SETTLE)
    place = dict(line.split("=") for line in stage.display.tool("getwindowgeometry", "--shell", window).split("\n"))
    top = int(place["Y"]) - 22  # with the title; and the tooltip hangs over the edge
    area = f"{int(place['WIDTH']) + 175}x{int(place['HEIGHT']) + 24}+{place['X']}+{top}"
    screen.shoot(pictures / "locked.png", "-window", "root", "-crop", area, "+repage")
    screen.press(window, "alt+d")
    real_pidgin.wait_for("the rest", lambda: any("Find a setting:" in line for line in pidgin.do("windows")))
    screen.press(window, "alt+f")
    stage.display.tool("type", "spim")
    screen.take(window, pictures / "preferences.png")
    pidgin.do("action", "Policy")
    policy = screen.wait("^Purple Warden$")
    screen.place(policy, 20, 30, 900, 560)
    def filter_settings():
        screen.press(policy, "alt+f")
        stage.display.tool("type", "strangers")
        time.sleep(SETTLE)
        return any(" of " in line and not re.search(r"(\d+) of \1 ", line) for line in pidgin.do("windows") if "window warden " in line)

    real_pidgin.wait_for("fewer settings", filter_settings)
    screen.press(policy, "Return")
    screen.take(policy, pictures / "policy.png")


def open_samples(stage, project, environment=None):
    """Pidgin over a stand-in for the session, which has a month of samples; and its window."""
    files = [project / "build/plugin/warden-pidgin.so", project / "build/tests/pidgin/fake-core.so"]
    pidgin = stage.start(files, load=["warden-pidgin.so"], environment=environment)
    pidgin.wait_line("core on")
    pidgin.do("lock")
    pidgin.do("hold", "40")
    screen = Screen(stage.display)
    # Pidgin opens it in a profile without an account.
    real_pidgin.wait_for("its accounts", lambda: any(line.startswith("window accounts ") for line in pidgin.do("windows")))
    pidgin.do("sign-on")
    return pidgin, screen


def show_page(pidgin, screen, number):
    pidgin.do("page", str(number))
    pidgin.do("facts")
    pidgin.do("deeds")
    window = screen.wait("^Purple Warden$")
    screen.press(window)
    screen.display.tool("mousemove", "0", "0")  # or a tooltip is in the picture
    return window


def activity(stage, project, pictures):
    pidgin, screen = open_samples(stage, project)
    window = show_page(pidgin, screen, 1)
    screen.place(window, 100, 30, 900, 640)
    screen.take(window, pictures / "activity.png")


def take_role(screen, role, path):
    window = real_pidgin.wait_for(role, lambda: screen.find_role(role), 15)[0]
    screen.display.tool("windowmove", "--sync", window, "0", "20")
    screen.display.tool("mousemove", "0", "0")
    screen.take(window, path)
    return window


def preferences(pidgin, screen, path):
    pidgin.do("prefs")
    take_role(screen, "preferences", path)


def advanced(pidgin, screen, path):
    window = screen.find_role("preferences")[0]
    pidgin.do("press", "preferences", "warden-advanced")
    take_role(screen, "preferences", path)
    pidgin.do("dismiss", "preferences")


def link(pidgin, screen, path):
    pidgin.do("ask-link", "www.bank-example.com")
    screen.press(take_role(screen, "warden-question", path), "Escape")


def text(pidgin, screen, path):
    pidgin.do("ask-text")
    screen.press(take_role(screen, "warden-question", path), "Escape")


def buddies(pidgin, screen, path):
    pidgin.do("banner", "pause", "Paused until 12:10: unwanted messages and risky links arrive, with a mark.")
    pidgin.do("hold", "3")
    take_role(screen, "buddy_list", path)


def conversation(pidgin, screen, path):
    pidgin.do("receive", "friend", "hello")
    pidgin.do("set-shield", "4", "6", "0", "1", "3")
    screen.press(take_role(screen, "conversation", path), "ctrl+shift+i")


def shield(pidgin, screen, path):
    screen.press(take_role(screen, "warden-shield", path), "Escape")


def importing(pidgin, screen, path):
    window = show_page(pidgin, screen, 2)
    pidgin.do("press", "warden", "warden-import")
    pidgin.do("progress", "214 / 530")
    screen.take(window, path)


def unlock(pidgin, screen, path):
    pidgin.do("lock-key")
    window = show_page(pidgin, screen, 2)
    screen.take(window, path.with_name(path.stem + "-logs.png"))
    window = show_page(pidgin, screen, 0)
    screen.take(window, path)


LOOKS = [preferences, advanced, link, text, buddies, conversation, shield, importing, unlock]


def look(name, project, pictures, **environment):
    size = environment.pop("SIZE", "1280x900x24")
    dpi = environment.pop("DPI", None)
    with real_pidgin.Stage(size) as stage:
        if dpi:
            subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", f"Xft.dpi:\t{dpi}\n"],
                           env=stage.display.environment, check=True)
        pidgin, screen = open_samples(stage, project, environment)
        for number, page in enumerate(("review", "activity", "logs", "policy", "status")):
            window = show_page(pidgin, screen, number)
            stage.display.tool("windowmove", "--sync", window, "0", "20")
            screen.take(window, pictures / f"{name}-{page}.png")
        screen.press(window, "ctrl+w")
        for dialog in LOOKS:
            dialog(pidgin, screen, pictures / f"{name}-{dialog.__name__}.png")
        print("\n".join(pidgin.complaints()))


def main(project, pictures):
    with real_pidgin.Stage() as stage:
        activity(stage, project, pictures)
    with real_pidgin.Stage() as stage:
        locked(stage, project / "build", pictures)
    with real_pidgin.Stage() as stage:
        log = open(pathlib.Path(stage.folder) / "run.log", "wb")
        run = subprocess.Popen([project / "dev", "run"], env=stage.display.environment, stdout=log, stderr=log)
        try:
            watch(Screen(stage.display), pictures)
            return run.wait(real_pidgin.PATIENCE)
        finally:
            if run.poll() is None:
                stage.display.take_picture(pathlib.Path(tempfile.gettempdir()) / "warden-screenshots-failed.png")
                run.terminate()
                run.wait()
            print(pathlib.Path(log.name).read_text(errors="replace"), end="")


if __name__ == "__main__":
    if sys.argv[1] == "--look":
        look(sys.argv[2], *(pathlib.Path(p).resolve() for p in sys.argv[3:5]), **dict(p.split("=", 1) for p in sys.argv[5:]))
        sys.exit(0)
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()))
