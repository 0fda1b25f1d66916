#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What policy enforces in the real Pidgin: accounts, passwords, plugins, locked switches.

usage: test-real-policy.py MODULES_FOLDER PROBES_FOLDER [CASE...]

WARDEN_TEST_PICTURES names a folder for screenshots.
"""
import base64
import os
import pathlib
import socket
import sys
import threading
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import real_pidgin  # noqa: E402

PICTURES = os.environ.get("WARDEN_TEST_PICTURES")
PASSWORD = "correct-horse-battery"
STREAM = ("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
          "id='1' from='corp.test' version='1.0'><stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          "<mechanism>PLAIN</mechanism></mechanisms></stream:features>")
POLICY = """[Meta]
PolicyId=corp
Revision=17
Organisation=Example Corp
Contact=it@corp.example

[Leaks]
Enabled=true

[Enforce]
BannedPlugins=core-plugin_pack-autoaccept
"""


def expect(is_true, what):
    if not is_true:
        raise real_pidgin.Failure(str(what))


class Listener:
    """A server that says one thing and writes down everything that it hears."""

    def __init__(self, greeting=b""):
        self.greeting = greeting
        self.heard = b""
        self.n_connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return  # closed
            self.n_connections += 1
            with connection:
                self.listen_to(connection)

    def listen_to(self, connection):
        is_greeted = False
        while True:
            try:
                data = connection.recv(65536)
            except OSError:
                return
            if not data:
                return
            self.heard += data
            if not is_greeted:
                is_greeted = True
                connection.sendall(self.greeting)

    def has_heard_password(self):
        """In the clear or as XMPP's PLAIN has it, whatever stands before it."""
        if PASSWORD.encode() in self.heard:
            return True
        return any(PASSWORD.encode() in decode(word) for word in self.heard.replace(b"<", b">").split(b">"))

    def close(self):
        self.socket.close()


def decode(word):
    try:
        return base64.b64decode(word, validate=True)
    except ValueError:
        return b""


def account_line(pidgin, protocol):
    return [line for line in pidgin.do("accounts") if line.startswith(f"account {protocol} ")][0]


def wait_for_error(pidgin, protocol, part):
    """The account has ended with a text that says so, and the buddy list shows it."""
    real_pidgin.wait_for(part, lambda: f"{protocol} disconnected" in account_line(pidgin, protocol)
                         and part in account_line(pidgin, protocol))
    return pidgin.do("buddies")


def picture(stage, name):
    if PICTURES:
        real_pidgin.time.sleep(0.7)
        stage.display.take_picture(pathlib.Path(PICTURES) / (name + ".png"))


def irc(port, *options):
    return ("account", "prpl-irc", "dana@127.0.0.1", PASSWORD, f"int:port:{port}", *options)


def protocol_that_is_refused(stage, start):
    server = Listener()
    pidgin = start(settings="[Accounts]\nAllowProtocols=prpl-jabber\n")
    pidgin.do(*irc(server.port))
    lines = wait_for_error(pidgin, "prpl-irc", "the rules in force do not allow prpl-irc")
    expect(any("do not allow prpl-irc" in line for line in lines), lines)
    picture(stage, "refused-protocol")
    expect(server.n_connections == 0, f"{server.n_connections} connections")
    server.close()


def xmpp_that_is_refused(stage, start):
    """libpurple closes what was never opened, and its XMPP would crash on that."""
    server = Listener()
    pidgin = start(settings="[Accounts]\nAllowProtocols=prpl-irc\n")
    pidgin.do("account", "prpl-jabber", "dana@corp.test/desk", PASSWORD, "string:connect_server:127.0.0.1", f"int:port:{server.port}")
    lines = wait_for_error(pidgin, "prpl-jabber", "do not allow prpl-jabber")
    expect(any("do not allow prpl-jabber" in line for line in lines), lines)
    expect(server.n_connections == 0, f"{server.n_connections} connections")
    expect(pidgin.quit() == 0, "Pidgin ended badly")
    server.close()


def irc_in_the_clear(stage, start):
    """Without the policy the password goes; with it there is not even a connection."""
    server = Listener()
    pidgin = start()
    pidgin.do(*irc(server.port))
    real_pidgin.wait_for("the password", server.has_heard_password)
    server.close()
    strict, guarded = Listener(), start(settings="[Accounts]\nRequireTLS=true\n")
    guarded.do(*irc(strict.port))
    wait_for_error(guarded, "prpl-irc", "uses an open connection")
    expect(strict.n_connections == 0 and strict.heard == b"", strict.heard)
    strict.close()


def irc_that_falls_back(stage, start):
    """"Use SSL" is ticked and TLS cannot be made: IRC goes on in the clear, and not one byte of a word goes out."""
    server = Listener()
    pidgin = start()
    pidgin.do("break-tls")
    pidgin.do(*irc(server.port, "bool:ssl:true"))
    real_pidgin.wait_for("the password", server.has_heard_password)
    server.close()
    strict, guarded = Listener(), start(settings="[Accounts]\nRequireTLS=true\n")
    expect("tls 1" in guarded.do("break-tls"), "there is TLS")
    guarded.do(*irc(strict.port, "bool:ssl:true"))
    wait_for_error(guarded, "prpl-irc", "could not be made")
    real_pidgin.wait_for("the connection", lambda: strict.n_connections == 1)
    expect(strict.heard.strip(b"\r\n") == b"", strict.heard)
    strict.close()


def xmpp_in_the_clear(stage, start):
    """libpurple asks whether the password may go; under the policy nobody is asked and nothing goes."""
    options = ["string:connect_server:127.0.0.1", "string:connection_security:opportunistic_tls"]
    account = ("account", "prpl-jabber", "dana@corp.test/desk", PASSWORD, *options)
    server = Listener(STREAM.encode())
    pidgin = start()
    pidgin.do(*account, f"int:port:{server.port}")
    real_pidgin.wait_for("libpurple's question", lambda: "Plaintext Authentication" in titles(stage))
    expect(not server.has_heard_password(), server.heard)
    pidgin.close()
    server.close()
    strict, guarded = Listener(STREAM.encode()), start(settings="[Accounts]\nClearPasswords=false\n")
    guarded.do(*account, f"int:port:{strict.port}", "bool:auth_plain_in_clear:true")
    wait_for_error(guarded, "prpl-jabber", "is not encrypted, and the rules in force")
    expect("Plaintext Authentication" not in titles(stage), titles(stage))
    expect(b"stream" in strict.heard and not strict.has_heard_password(), strict.heard)
    strict.close()


def titles(stage):
    return [stage.display.tool("getwindowname", window)
            for window in stage.display.tool("search", "--onlyvisible", "--name", ".").split()]


def banned_plugin(stage, start):
    pidgin = start(managed=POLICY)
    lines = pidgin.do("plugin", "on", "core-plugin_pack-autoaccept")
    lines += pidgin.do("plugin", "is", "core-plugin_pack-autoaccept")
    expect(lines[-1] == "loaded core-plugin_pack-autoaccept 0", lines)
    lines = pidgin.do("buddies")
    expect(any('do not allow the plugin "Autoaccept"' in line for line in lines), lines)
    picture(stage, "banned-plugin")


def point_at(stage, lines):
    """Moves the pointer to a switch as a hand does: one that jumps shows no tooltip."""
    x, y = [line for line in lines if line.startswith("place ")][0].split()[1:]
    for step in range(int(x) - 6, int(x)):
        stage.display.tool("mousemove", str(step), y)
        real_pidgin.time.sleep(0.05)
    real_pidgin.time.sleep(1)  # GTK waits half of it


def shows_tooltip(pidgin, words):
    return any(words in line for line in pidgin.do("tooltips"))


def locked_switch(stage, start):
    """Grey, with a padlock, and it says who set it; a click changes nothing."""
    pidgin = start(managed=POLICY)
    pidgin.do("prefs")
    lines = pidgin.do("switch", "warden-Leaks-Enabled")
    expect("switch on=1 sensitive=0" in lines, lines)
    [tooltip] = [line for line in lines if line.startswith("tooltip ")]
    for part in ("Set by Example Corp", "50-corp.conf:8", "it@corp.example"):
        expect(part in tooltip, tooltip)
    for _ in range(5):  # a window that still moves leaves the pointer beside the switch
        point_at(stage, pidgin.do("switch", "warden-Leaks-Enabled"))
        if shows_tooltip(pidgin, "Set by Example Corp"):
            break
    expect(shows_tooltip(pidgin, "Set by Example Corp"), "no tooltip")
    picture(stage, "locked-switch")
    stage.display.tool("click", "1")
    expect("switch on=1 sensitive=0" in pidgin.do("switch", "warden-Leaks-Enabled"), "it was changed")
    expect("switch on=1 sensitive=1" in pidgin.do("switch", "warden-Spim-Enabled"), "the others are not locked")


def locked_by_other_ways(stage, start):
    """Neither the person's file nor a second start changes what is locked."""
    pidgin = start(settings="[Leaks]\nEnabled=false\n", managed=POLICY)
    pidgin.do("prefs")
    expect("switch on=1 sensitive=0" in pidgin.do("switch", "warden-Leaks-Enabled"), "the file won")
    (pidgin.profile / "warden" / "settings.conf").write_text("[Leaks]\nEnabled=false\n[Spim]\nEnabled=false\n")
    expect(pidgin.quit() == 0, "Pidgin ended badly")
    pidgin.start()
    pidgin.wait_line("core on")
    pidgin.do("prefs")
    expect("switch on=1 sensitive=0" in pidgin.do("switch", "warden-Leaks-Enabled"), "the second start won")
    expect("switch on=0 sensitive=1" in pidgin.do("switch", "warden-Spim-Enabled"), "the file was not read at all")


def unloading_is_refused(stage, start):
    """The same call as over D-Bus, of either half, twice. At the end nothing keeps Pidgin from going."""
    pidgin = start(managed="[Enforce]\nPreventUnload=true\n")
    for half in ("core-warden", "gtk-warden", "core-warden"):
        expect(f"loaded {half} 0" in pidgin.do("plugin", "off", half), f"{half} said yes")
        for other in ("core-warden", "gtk-warden"):
            expect(f"loaded {other} 1" in pidgin.do("plugin", "is", other), f"{other} is gone")
    expect(pidgin.quit() == 0, "Pidgin ended badly")


def policy_that_is_not_roots(stage, start):
    """A file that its owner could change binds nobody, and is said: nobody falls back to the person's own wish."""
    pidgin = start(settings="[Leaks]\nEnabled=false\n", managed=POLICY, owner="1234")
    lines = pidgin.do("buddies")
    expect(any("50-corp.conf" in line for line in lines), lines)
    pidgin.do("prefs")
    expect("switch on=1 sensitive=0" in pidgin.do("switch", "warden-Leaks-Enabled"), "the person's wish holds")


CASES = [protocol_that_is_refused, xmpp_that_is_refused, irc_in_the_clear, irc_that_falls_back, xmpp_in_the_clear, banned_plugin, locked_switch,
         locked_by_other_ways, unloading_is_refused, policy_that_is_not_roots]


def run(case, modules, probes):
    files = [modules / "warden.so", modules / "warden-pidgin.so", probes / "pidgin-probe.so"]
    with real_pidgin.Stage() as stage:
        def start(**options):
            pidgin = stage.start(files, load=["warden-pidgin.so", "pidgin-probe.so"], **options)
            pidgin.wait_line("core on")
            pidgin.do("windows")
            return pidgin

        try:
            case(stage, start)
            for pidgin in stage.clients:
                expect(not pidgin.complaints(), "\n".join(pidgin.complaints()))
        except Exception:
            for pidgin in stage.clients:
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
