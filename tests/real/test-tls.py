#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What policy says of a real server's certificate, which the person accepted once and no authority has signed.

usage: test-tls.py BUILD_FOLDER ARTEFACTS_FOLDER
"""
import base64
import hashlib
import shutil
import subprocess
import sys

from clients import Finch
from duties import HELLO
from processes import stays_false, wait_for
from profile import write_profile
from stage import COLLEAGUE, ME, expect, main


class Scene:
    def __init__(self, stage):
        self.stage = stage
        key = subprocess.run(["openssl", "x509", "-in", stage.server.certificate, "-noout", "-pubkey"], check=True,
                             capture_output=True).stdout
        der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "der"], input=key, check=True, capture_output=True).stdout
        self.pin = "sha256/" + base64.b64encode(hashlib.sha256(der).digest()).decode()

    def start(self, settings, is_connecting):
        shutil.rmtree(self.stage.base / "finch", ignore_errors=True)
        profile = write_profile(self.stage.base / "finch", "finch", self.stage.server, "dana", self.stage.modules("warden.so"))
        (profile / "warden").mkdir(mode=0o700)
        (profile / "warden" / "settings.conf").write_text(f"[Accounts]\n{settings}\n")
        client = Finch(self.stage.base, profile)
        self.stage.endings.append(client.quit)
        return client.start(is_connecting)

    def expect_refused(self, settings, reason):
        """The account is off for this reason, and the server never heard who wanted to sign on."""
        client = self.start(settings, is_connecting=False)
        trail = client.profile / "warden" / "audit"
        wait_for(lambda: any(f'"{reason}"' in file.read_text() for file in trail.glob("*.jsonl")), 60, reason)
        expect(stays_false(client.bus.is_signed_on, 2), "it signs on")
        client.quit()


def test_what_the_person_accepted_will_do(scene):
    scene.start("MinTlsVersion=1.2", is_connecting=True).quit()


def test_the_shield_says_what_was_seen(scene):
    """Of the connection itself, not of the account's settings."""
    client = scene.start("MinTlsVersion=1.2", is_connecting=True)
    scene.stage.colleague.say(ME, HELLO)
    wait_for(lambda: client.bus.find_conversation(COLLEAGUE), 20, "a conversation to type in")

    def turn():
        client.keys("M-n")
        return not stays_false(lambda: client.is_in_front("anna"), 1)

    wait_for(turn, 15, "the conversation")
    client.keys("-l", "/warden here")
    client.keys("Enter")
    seen = " ".join(wait_for(lambda: "can read it" in client.screen() and client.screen(), 15, "the shield's words").split())
    expect("Encrypted up to the server: TLS 1.3 was seen." in seen.replace("│", "").replace("  ", " "), seen)
    client.quit()


def test_strict(scene):
    scene.expect_refused("StrictCertificates=true", "account.certificate")


def test_pinned(scene):
    """The key is the company's, which needs no authority then."""
    scene.start(f"StrictCertificates=true\nMinTlsVersion=1.2\nCertificatePins=127.0.0.1 {scene.pin}", is_connecting=True).quit()


def test_other_key(scene):
    other = "sha256/" + base64.b64encode(bytes(32)).decode()
    scene.expect_refused(f"CertificatePins=127.0.0.1 {other}", "account.pin")


if __name__ == "__main__":
    sys.exit(main(Scene, [test_what_the_person_accepted_will_do, test_the_shield_says_what_was_seen, test_strict, test_pinned, test_other_key]))
