# SPDX-License-Identifier: GPL-2.0-or-later
"""A real Prosody with TLS on a free port of 127.0.0.1, in a folder of its own."""
import pathlib
import shutil
import socket
import subprocess

from processes import Process, wait_for

HOST = "corp.test"
PASSWORD = "correct horse battery"
PLUGINS = pathlib.Path(__file__).parent / "prosody"  # modules of ours for a server that tests something

CONFIG = """
run_as_root = true
daemonize = false
pidfile = "{base}/prosody.pid"
data_path = "{base}/data"
plugin_paths = {{ "{plugins}" }}
log = {{ info = "{base}/prosody.log" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
modules_enabled = {{ "roster", "saslauth", "tls", "disco", "presence", "message", "iq", "offline"{modules} }}
modules_disabled = {{ "s2s" }}
authentication = "internal_plain"
storage = "internal"
warden_reports = "{base}/reports.xml"
warden_wire = "{base}/wire.xml"
c2s_require_encryption = true
ssl = {{ key = "{base}/key.pem", certificate = "{base}/cert.pem" }}
VirtualHost "{host}"
Component "rooms.{host}" "muc"
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def lua_name(text):
    """The file name Prosody gives to a name."""
    return "".join(c if c.isalnum() else "%{:02x}".format(ord(c)) for c in text)


class Server:
    def __init__(self, base):
        self.base = pathlib.Path(base)
        self.port = free_port()
        self.certificate = self.base / "cert.pem"
        self.process = None
        self.modules = ()  # besides those that every test needs
        self.base.mkdir(parents=True)

    def add_person(self, name, contacts=()):
        """An account; each contact is saved on its roster, subscribed both ways."""
        folder = self.base / "data" / lua_name(HOST)
        (folder / "accounts").mkdir(parents=True, exist_ok=True)
        (folder / "roster").mkdir(exist_ok=True)
        (folder / "accounts" / f"{name}.dat").write_text(f'return {{ ["password"] = "{PASSWORD}"; }};\n')
        items = "".join(
            f'["{contact}@{HOST}"] = {{ subscription = "both"; groups = {{ ["Colleagues"] = true; }}; }};\n'
            for contact in contacts
        )
        (folder / "roster" / f"{name}.dat").write_text(f"return {{ [false] = {{ version = 1; pending = {{}}; }};\n{items}}};\n")

    def read_reports(self):
        """What mod_warden_reports has written: a stanza a line."""
        path = self.base / "reports.xml"
        return path.read_text().splitlines() if path.exists() else []

    def read_wire(self):
        """What mod_warden_wire has written: every message that a client sent, a line each."""
        path = self.base / "wire.xml"
        return path.read_text().splitlines() if path.exists() else []

    def _make_certificate(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
             "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", self.base / "key.pem", "-out", self.certificate],
            check=True, capture_output=True, stdin=subprocess.DEVNULL,
        )

    def is_listening(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    def start(self):
        if not self.certificate.exists():
            self._make_certificate()
        config = self.base / "prosody.cfg.lua"
        config.write_text(CONFIG.format(base=self.base, port=self.port, host=HOST, plugins=PLUGINS,
                                        modules="".join(f', "{name}"' for name in self.modules)))
        program = shutil.which("prosody") or "/usr/bin/prosody"
        self.process = Process([program, "--config", str(config), "-F"], log=self.base / "prosody.out")
        wait_for(self.is_listening, 30, "Prosody listens", self.process)
        return self

    def stop(self):
        if self.process is not None:
            self.process.stop()
