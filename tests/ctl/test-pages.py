#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a page tells people to type works as it stands there: every box of "sh", in order; prints TAP.

usage: test-pages.py PROJECT_FOLDER WARDENCTL WARDEN_REHEARSE

A box is run by bash -eu in a folder that the boxes of its page share. In a box of "sh profile" PROFILE is
a profile that a rehearsal has left, logged for the owner of escrow.key, too, if the page has made one.
Boxes of "sh root" need an installed system: tests/package/try.sh runs those.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BOX = re.compile(r"^```(sh(?: profile)?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTALLED = (("/usr/share/warden/templates", "plugin/data/policy"), ("/usr/share/doc/purple-warden/", ""))
PAGES = {"docs/admin.md": 12, "docs/rollout.md": 1, "docs/rules.md": 1, "docs/formats.md": 1, "README.md": 1}  # boxes at least


class Page:
    """The boxes of one page, and the folder they work in."""

    def __init__(self, root, name, folder, wardenctl, rehearse):
        self.boxes = BOX.findall((root / name).read_text(encoding="utf-8"))
        self.folder = pathlib.Path(folder)
        self.root = root
        self.rehearse = rehearse
        self.environment = {"HOME": folder, "LC_ALL": "C.UTF-8", "PATH": f"{wardenctl.parent}:/usr/bin:/bin"}

    def make_profile(self):
        profile = self.folder / "profile"
        if profile.exists():
            return profile
        (profile / "warden").mkdir(mode=0o700, parents=True)
        key = self.folder / "escrow.key"
        if key.exists():
            recipient = subprocess.run(["age-keygen", "-y", key], check=True, capture_output=True, text=True).stdout
            (profile / "warden" / "settings.conf").write_text(f"[Logs]\nEscrowRecipients={recipient}")
        subprocess.run([self.rehearse, "--profile", profile, "--pace", "25"], check=True, stdout=subprocess.DEVNULL)
        return profile

    def run(self, kind, box):
        for place, folder in INSTALLED:
            box = box.replace(place, f"{self.root}/{folder}")
        if kind == "sh profile":
            box = box.replace("PROFILE", str(self.make_profile()))
        done = subprocess.run(["bash", "-eu"], input=box, cwd=self.folder, env=self.environment,
                              capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else f"status {done.returncode}\n{box}{done.stdout}{done.stderr}"


def main(root, wardenctl, rehearse):
    results = []
    for name, n_least in PAGES.items():
        with tempfile.TemporaryDirectory(prefix="warden-page-") as folder:
            page = Page(root, name, folder, wardenctl, rehearse)
            results.append((f"{name} has its boxes", "" if len(page.boxes) >= n_least else f"{len(page.boxes)}"))
            for number, (kind, box) in enumerate(page.boxes, 1):
                results.append((f"{name} box {number}", page.run(kind, box)))
    for number, (name, problem) in enumerate(results, 1):
        print("".join(f"# {line}\n" for line in problem.splitlines()), end="")
        print("ok" if not problem else "not ok", number, name)
    print(f"1..{len(results)}")
    return 1 if any(problem for _, problem in results) else 0


if __name__ == "__main__":
    sys.exit(main(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:])))
