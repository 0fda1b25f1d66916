#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every language says everything that the sources say, in a form that the program can use.

usage: check-translations.py ROOT
"""
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

import tree

# What i18n.gettext(preset: 'glib') of meson gives to xgettext.
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3")
PLACEHOLDER = re.compile(r"\{[a-z0-9]+\}")
TAG = re.compile(r"</?[a-z]+/?>")
WORD_LIST = re.compile(r"[^ ;]+(?:;[^ ;]+){4,}")
OPPOSITE = re.compile(r"[^ =]+=[^ =]+")
N_POSITIONS = 4  # "the fourth word of this sentence" is the last that a riddle asks for


def run(*command):
    """What a gettext tool complains of, in English."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.returncode, (done.stdout + done.stderr).strip()


def make_template(root, path):
    extra = re.findall(r"'(--keyword=[^']+)'", (root / "po/meson.build").read_text())
    return run("xgettext", "--from-code=UTF-8", "--add-comments", *(f"--keyword={k}" for k in KEYWORDS), *extra,
               "-D", str(root), "-f", str(root / "po/POTFILES.in"), "-o", str(path))


def read_compiled(path):
    """The pairs of a compiled catalogue: [forms of the original], [forms of the translation]."""
    data = path.read_bytes()
    n, originals, translations = struct.unpack("<3I", data[8:20])
    text = lambda table, i: (lambda size, at: data[at:at + size].decode())(*struct.unpack_from("<2I", data, table + 8 * i))
    return [(text(originals, i).split("\0"), text(translations, i).split("\0")) for i in range(n)]


def count_of(pattern, text):
    return sorted(pattern.findall(text))


def judge_pair(original, translated):
    """What the program could not use; msgfmt has looked at the formats."""
    wanted = original[-1]
    for form in translated:
        missing = set(PLACEHOLDER.findall(wanted)) ^ set(PLACEHOLDER.findall(form))
        if missing - ({"{count}"} if len(original) > 1 else set()):
            yield f"other placeholders in “{form}”"
        if count_of(TAG, wanted) != count_of(TAG, form):
            yield f"other tags in “{form}”"
    if WORD_LIST.fullmatch(wanted) and len(set(filter(None, translated[0].split(";")))) != len(wanted.split(";")):
        yield f"“{translated[0]}” is not as many different words as “{wanted}”"
    if OPPOSITE.fullmatch(wanted) and not re.fullmatch(r"[^=|]+(?:=[^=|]+)(?:\|[^=|]+)*", translated[0]):
        yield f"“{translated[0]}” is no word with its opposites"


def judge_riddles(root, pairs):
    """A word of a sentence is asked for by its place, and a thing by its group: both must be certain."""
    source = root / "plugin/ui/wd-riddles.c"
    if not source.exists():
        return
    block = re.search(r"sentences\[\] = \{(.*?)\};", source.read_text(encoding="utf-8"), re.DOTALL)
    said = {original[0]: translated[0] for original, translated in pairs}
    for sentence in re.findall(r'N_\("([^"]+)"\)', block.group(1)):
        words = said.get(sentence, sentence).casefold().split(" ")
        if len(words) < N_POSITIONS or len(set(words)) != len(words):
            yield f"“{' '.join(words)}” needs {N_POSITIONS} words, all different"
    things = [thing for original, translated in pairs if WORD_LIST.fullmatch(original[0]) for thing in translated[0].split(";")]
    yield from (f"“{thing}” stands in two groups" for thing in sorted(set(things)) if things.count(thing) > 1)


def judge_language(root, path, template, folder):
    compiled = folder / f"{path.stem}.mo"
    status, said = run("msgfmt", "--check", "--check-format", "--check-accelerators=_", "-o", str(compiled), str(path))
    if status != 0 or said:
        return [f"po/{path.name}: {line}" for line in said.splitlines()]
    merged = folder / f"{path.stem}.po"
    run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", str(merged), str(path), str(template))
    problems = []
    for file, kind, words in ((path, "--only-fuzzy", "fuzzy"), (merged, "--untranslated", "not translated"),
                              (merged, "--only-obsolete", "in no source any more")):
        listed = run("msgattrib", kind, "--no-wrap", str(file))[1]
        found = [m for m in re.findall(r'^(?:#~ )?msgid "(.+)"$', listed, re.MULTILINE)]
        problems += [f"po/{path.name}: {words}: “{message}”" for message in found]
    pairs = [pair for pair in read_compiled(compiled) if pair[0][0]]
    problems += [f"po/{path.name}: {problem}" for pair in pairs for problem in judge_pair(*pair)]
    return problems + [f"po/{path.name}: {problem}" for problem in judge_riddles(root, pairs)]


def main(root):
    root = pathlib.Path(root)
    listed = [line for line in (root / "po/LINGUAS").read_text().split() if not line.startswith("#")]
    files = sorted(path.stem for path in (root / "po").glob("*.po"))
    problems = ["po/LINGUAS is not sorted"] if listed != sorted(listed) else []
    problems += [f"po/LINGUAS and the files differ in {name}" for name in sorted(set(listed) ^ set(files))]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        template = folder / "template.pot"
        status, said = make_template(root, template)
        if status != 0 or said:
            problems.append(said)
        for path in sorted((root / "po").glob("*.po")):
            if template.exists():
                problems += judge_language(root, path, template, folder)
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
