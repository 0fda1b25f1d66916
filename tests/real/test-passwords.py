#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""RememberPasswords=keyring: a saved password leaves the disk, and the next start signs on all the same.

usage: test-passwords.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import sys

from clients import Desktop, Pidgin
from processes import wait_for
from profile import write_profile
from server import PASSWORD
from stage import expect, main

# The daemon ends with the bus; its keyring lies in the desktop's home folder.
KEYRING = ("sh", "-c", 'printf %s test | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null & exec "$@"',
           "sh")


class Scene:
    def __init__(self, stage):
        self.stage = stage
        self.desktop = Desktop(stage.base)
        stage.endings.append(self.desktop.stop)
        self.desktop.start()
        self.profile = write_profile(stage.base / "pidgin", "pidgin", stage.server, "dana",
                                     stage.modules("warden.so", "warden-pidgin.so"))
        (self.profile / "warden").mkdir(mode=0o700)
        (self.profile / "warden" / "settings.conf").write_text("[Accounts]\nRememberPasswords=keyring\n")
        self.client = Pidgin(self.desktop, self.profile, prefix=KEYRING)
        stage.endings.append(self.client.quit)

    def find_password(self):
        """Files that have it in the clear."""
        return [str(path) for path in self.profile.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]


def test_the_password_leaves_the_disk(scene):
    expect(scene.find_password() == [str(scene.profile / "accounts.xml")], scene.find_password())
    scene.client.start()
    wait_for(lambda: not scene.find_password(), 20, "the password is gone from the profile")
    wait_for(lambda: "warden-keyring" in (scene.profile / "accounts.xml").read_text(), 20, "the keyring has it")
    scene.client.quit()
    expect(not scene.find_password(), scene.find_password())


def test_the_next_start_signs_on(scene):
    scene.client.start()  # waits until it is signed on; nobody types anything
    expect(not scene.find_password(), scene.find_password())
    scene.client.quit()


if __name__ == "__main__":
    sys.exit(main(Scene, [test_the_password_leaves_the_disk, test_the_next_start_signs_on]))
