# SPDX-License-Identifier: GPL-2.0-or-later
"""A client's user folder: one XMPP account, Warden's modules, and what may not lie in it."""
import pathlib
import shutil
from xml.sax.saxutils import quoteattr

from server import HOST, PASSWORD

ACCOUNTS = """<?xml version='1.0' encoding='UTF-8' ?>
<account version='1.0'><account>
<protocol>prpl-jabber</protocol><name>{name}@{host}/desk</name><password>{password}</password>
<statuses><status type='available' name='Available' active='true'><attributes/></status></statuses>
<settings>
<setting name='connect_server' type='string'>127.0.0.1</setting>
<setting name='port' type='int'>{port}</setting>
<setting name='connection_security' type='string'>require_tls</setting>
</settings>
<settings ui='{ui}'><setting name='auto-login' type='bool'>1</setting></settings>
</account></account>
"""

PREFS = """<?xml version='1.0' encoding='UTF-8' ?>
<pref version='1' name='/'>
<pref name='purple'><pref name='logging'>
<pref name='log_ims' type='bool' value='1'/><pref name='log_chats' type='bool' value='1'/>
</pref></pref>
<pref name='{client}'><pref name='blist'><pref name='list_visible' type='bool' value='1'/></pref>
<pref name='plugins'><pref name='loaded' type='pathlist'>{items}</pref></pref></pref>
</pref>
"""

UI = {"pidgin": "gtk-gaim", "finch": "gnt-purple"}


def write_profile(folder, client, server, name, modules):
    """The profile of one who logs, with a saved password and the server's certificate accepted."""
    folder = pathlib.Path(folder)
    trusted = folder / "certificates" / "x509" / "tls_peers"
    trusted.mkdir(parents=True)
    shutil.copy(server.certificate, trusted / "127.0.0.1")  # libpurple asks for the connect server's name
    (folder / "accounts.xml").write_text(
        ACCOUNTS.format(name=name, host=HOST, password=PASSWORD, port=server.port, ui=UI[client]))
    items = "".join(f"<item value={quoteattr(str(module))}/>" for module in modules)
    (folder / "prefs.xml").write_text(PREFS.format(client=client, items=items))
    return folder


def find_plaintext(folder, secrets):
    """Where one of the secrets lies in the clear under the profile's log folders, bytes or names."""
    found = []
    for logs in (pathlib.Path(folder) / "logs", pathlib.Path(folder) / "warden" / "logs"):
        for path in sorted(logs.rglob("*")):
            name = str(path.relative_to(folder))
            content = path.read_bytes() if path.is_file() else b""
            found += [f"{secret!r} in {name}" for secret in secrets
                      if secret in name or secret.encode() in content or secret.encode("utf-16-le") in content]
    return found
