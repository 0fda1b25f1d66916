# SPDX-License-Identifier: GPL-2.0-or-later
"""A real clamd with one signature of ours, on a socket in a folder of its own."""
import hashlib
import pathlib

from processes import Process, wait_for

# The EICAR test file, in two halves so that no scanner takes this source for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()

CONFIG = """
LocalSocket {base}/clamd.sock
DatabaseDirectory {base}/db
TemporaryDirectory {base}
Foreground yes
SelfCheck 0
LogFile {base}/clamd.log
"""


class Clamd:
    def __init__(self, base):
        self.base = pathlib.Path(base)
        self.address = str(self.base / "clamd.sock")
        self.process = None
        (self.base / "db").mkdir(parents=True)
        (self.base / "db" / "warden.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Warden.Eicar\n")
        (self.base / "clamd.conf").write_text(CONFIG.format(base=self.base))

    def start(self):
        self.process = Process(["clamd", "--config-file", str(self.base / "clamd.conf")], self.base / "clamd.out")
        wait_for(pathlib.Path(self.address).exists, 60, "clamd listens", self.process)
        return self

    def stop(self):
        if self.process is not None:
            self.process.stop()
