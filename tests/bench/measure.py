#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How well a built wardenctl judges labelled data, from outside: one line a set.

usage: measure.py WARDENCTL DATA_FOLDER

The folder holds spim/ ham/ links/ files/ leaks/ worm/ as its README describes; none of it is part of the project.  A line is
flagged when its action is warn or more.  Nothing is tuned here: the thresholds are the built-in policy's.  The two sets marked
"trained" have taught the shipped model: what it finds in messages it has not seen stands in plugin/data/spim/ORIGIN.md.
"""
import gzip
import json
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

ESCAPE = re.compile(r"\\(\\|t|n|r|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
PLAIN = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
MACHINE = [f"--machine={fact}" for fact in (
    "host=ann-laptop", "user=ann", "address=192.168.1.23", "port=22", "port=80", "port=631", "port=4711", "system=6.1.0-13-amd64",
)]
STEP_MS = 600000  # apart enough that no rate and no repeat plays a part


def read(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        return [line.rstrip("\n") for line in lines]


def unescape(field):
    return ESCAPE.sub(lambda found: PLAIN.get(found[1]) or chr(int(found[1][1:], 16)), field)


def table(path):
    """Rows of a .tsv as dictionaries."""
    first, *rest = read(path)
    names = first.lstrip("#").split("\t")
    return [dict(zip(names, map(unescape, line.split("\t")))) for line in rest if line]


def event(number, **fields):
    return {
        "kind": "im", "direction": "in", "protocol": "prpl-jabber", "account": "me@corp.example",
        "peer": f"peer{number}@elsewhere.example", "known": False, "text": "", "time_ms": 1767344400000 + number * STEP_MS, **fields,
    }


def spim(name):
    return lambda data: [(event(i, text=row["text"]), row["label"] == "spam") for i, row in enumerate(table(data / name))]


def ham(is_known):
    return lambda data: [(event(i, text=line, known=is_known), False) for i, line in enumerate(read(data / "ham/irc_dev.txt.gz"))]


def link_texts(data):
    rows = table(data / "links/link_text_dev.tsv")
    return [(event(i, kind="link", url=row["href"], link_text=row["text"], known=True), row["verdict"] != "ok") for i, row in enumerate(rows)]


def benign_links(data):
    rows = table(data / "links/benign_dev.tsv")
    return [(event(i, kind="link", url=row["url"], known=True), False) for i, row in enumerate(rows)]


def file_names(data):
    rows = table(data / "files/names_dev.tsv")
    return [(event(i, kind="file", file={"name": row["name"], "size": 1}, known=True), row["verdict"] == "risky") for i, row in enumerate(rows)]


def leaks(path, is_meant=lambda row: True):
    """A table of texts that leak and texts that only look so."""
    def load(data):
        rows = [row for row in table(data / path) if is_meant(row)]
        return [(event(i, direction="out", text=row["text"], known=True), row["label"] == "1") for i, row in enumerate(rows)]

    return load


def is_strong(row):
    """Numbers of which the collection itself is sure; addresses are ordinary talk."""
    return row["group"] != "address" and not (row["label"] == "1" and row["score"] and float(row["score"]) < .5)


def is_alone(row):
    """Where no other rule than the one that the row is about fires."""
    return row["label"] == "1" or row["other_rules_hit"] == "0"


def clean_leaks(data):
    return [(event(i, direction="out", text=line, known=True), False) for i, line in enumerate(read(data / "ham/irc_dev.txt.gz"))]


def traces(data):
    """Ordinary lines that go to strangers from a computer whose names and addresses are ordinary, too."""
    return [(event(i, direction="out", text=line), False) for i, line in enumerate(read(data / "ham/irc_dev.txt.gz"))]


SETS = {
    "SPIM: SMS (trained)": spim("spim/uci_train.tsv"),
    "SPIM: chat (trained)": spim("spim/tg_train.tsv"),
    "chat of strangers": ham(False),
    "chat of contacts": ham(True),
    "texts of links": link_texts,
    "ordinary links": benign_links,
    "names of files": file_names,
    "leaks, made up": leaks("leaks/generated_dev.tsv.gz"),
    "numbers of people": leaks("leaks/presidio_cases_dev.tsv.gz", is_strong),
    "tokens of services": leaks("leaks/gitleaks_fixtures_dev.tsv.gz", is_alone),
    "chat going out": clean_leaks,
    "chat out to strangers": traces,
}


def judge(wardenctl, events, actions=("warn", "hold", "block")):
    text = "".join(json.dumps(one) + "\n" for one in events)
    done = subprocess.run([wardenctl, "judge", "--unmanaged", *MACHINE], input=text, capture_output=True, text=True, check=True)
    return [json.loads(line)["action"] in actions for line in done.stdout.splitlines()]


def a_day(lines, seed):
    """2,000 lines of real talk as one person's day: 20 contacts, 3 rooms, half of the lines in lively talk."""
    chance = random.Random(seed)
    first = chance.randrange(max(len(lines) - 2000, 1))
    now, place, events = 1767344400000, 0, []
    for line in lines[first:first + 2000]:
        lively = chance.random() < 0.5
        now += chance.randrange(1500, 15000) if lively else chance.randrange(2000, 28800)
        place = place if lively else chance.randrange(23)
        incoming = chance.random() < 0.5
        nick = f"/nick{chance.randrange(20)}" if incoming else ""
        peer = f"peer{place}@corp.example" if place < 20 else f"room{place}@rooms.corp.example{nick}"
        events.append(event(0, kind="im" if place < 20 else "chat", direction="in" if incoming else "out", peer=peer, known=True, text=line, time_ms=now))
    return events


def stops_in_days(wardenctl, data, n_days=20):
    lines = read(data / "ham/irc_dev.txt.gz")
    return sum(sum(judge(wardenctl, a_day(lines, seed), ("hold", "block"))) for seed in range(1, n_days + 1))


def share(part, whole):
    return f"{part / whole:6.1%} ({part}/{whole})" if whole else "-"


def cpu_us(command, **how):
    """The processor's time that a command takes, the best of five: what else the machine does is not counted."""
    best = 1e12
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False, **how)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1e6)
    return best


def bogofilter_us(folder, rows):
    """What bogofilter, trained on the same messages, needs for each: in its batch mode, which reads a file for each, and with all of
    them in one mailbox, which it can read at once."""
    for i, row in enumerate(rows):
        (folder / str(i)).write_text("\n" + row["text"] + "\n", encoding="utf-8")
    for flag, label in (("-s", "spam"), ("-n", "ham")):
        names = "".join(f"{folder / str(i)}\n" for i, row in enumerate(rows) if row["label"] == label)
        subprocess.run(["bogofilter", "-d", folder, flag, "-b"], input=names, text=True, check=True)
    names = "".join(f"{folder / str(i)}\n" for i in range(len(rows)))
    box = folder / "box"
    box.write_text("".join(f"From a@b.example Thu Jan  1 00:00:00 2026\n\n{row['text']}\n\n" for row in rows), encoding="utf-8")
    batch = cpu_us(["bogofilter", "-d", folder, "-b", "-T"], input=names, text=True)
    mailbox = cpu_us(["bogofilter", "-d", folder, "-M", "-T", "-I", box])
    return batch / len(rows), mailbox / len(rows)


def lessons(bench, data):
    with tempfile.TemporaryDirectory() as name:
        lines = pathlib.Path(name) / "lines"
        lines.write_text("\n".join(read(data / "ham/irc_dev.txt.gz")), encoding="utf-8")
        print(subprocess.run([bench, lines], capture_output=True, text=True, check=True).stdout, end="")


def spim_speed(bench, data):
    """Both sides in one run and on the same messages."""
    rows = [row for row in table(data / "spim/uci_train.tsv") if "\n" not in row["text"]]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        batch_us, mailbox_us = bogofilter_us(folder, rows)
        lines = folder / "lines"
        lines.write_text("\n".join(row["text"] for row in rows), encoding="utf-8")
        done = subprocess.run([bench, lines], capture_output=True, text=True, check=True)
    score_us, judge_us = (float(line.split()[1]) for line in done.stdout.splitlines())
    for what, own_us in (("scoring a text", score_us), ("all of the detector", judge_us)):
        print(
            f"{what:22} {own_us:.2f} us a message; bogofilter -b {batch_us:.1f} us, {batch_us / own_us:.1f} times as fast (bar: 20); "
            f"-M {mailbox_us:.1f} us, {mailbox_us / own_us:.1f} times"
        )


def main(wardenctl, data):
    print(f"{'set':22} {'found':22} false alarms")
    for name, load in SETS.items():
        rows = load(data)
        flagged = judge(wardenctl, [one for one, _ in rows])
        bad = [flag for flag, (_, is_bad) in zip(flagged, rows, strict=True) if is_bad]
        good = [flag for flag, (_, is_bad) in zip(flagged, rows, strict=True) if not is_bad]
        print(f"{name:22} {share(sum(bad), len(bad)):22} {share(sum(good), len(good))}", flush=True)
    print(f"{'days of 2000 lines':22} {stops_in_days(wardenctl, data)} stops in 20 days (bar: 0)")
    programs = pathlib.Path(wardenctl).parents[2] / "tests/bench"
    lessons(programs / "bench-lessons", data)
    if shutil.which("bogofilter"):
        spim_speed(programs / "bench-spim", data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
