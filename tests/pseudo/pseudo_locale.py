# SPDX-License-Identifier: GPL-2.0-or-later
"""A language that nobody speaks: every letter accented, every sentence between brackets.

A word in plain letters that is seen in it was never given to a translator; half a pair of brackets was cut
off, and two pairs side by side were glued together.
"""
import os
import pathlib
import re
import subprocess

LANGUAGE = "xx_PSEUDO"
OPEN, CLOSE = "\u27e6", "\u27e7"
PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ACCENTED = "ÀƁÇÐÈƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽàƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
# What a program reads: directives of printf and strftime, names of gaps, tags.
KEPT = re.compile(r"%(?:\d+\$)?[-+ #0-9.*]*(?:<[A-Za-z0-9]+>|[A-Za-z%])|\{[a-z0-9]+\}|</?[a-z]+/?>")
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3")


def accent(text):
    """Accents all but what is KEPT; spaces and line ends at both ends stay outside of the brackets."""
    table = str.maketrans(PLAIN, ACCENTED)
    parts, last = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[last:kept.start()].translate(table), kept.group()]
        last = kept.end()
    parts.append(text[last:].translate(table))
    head, body, tail = re.fullmatch(r"(\s*)(.*?)(\s*)", "".join(parts), re.DOTALL).groups()
    return f"{head}{OPEN}{body}{CLOSE}{tail}" if body else head + tail


def unquote(line):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), line)


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'


def translate(template):
    """The entries of a template, each with its only language filled in."""
    for entry in template.split("\n\n"):
        said = {}
        for keyword, lines in re.findall(r'^(msgctxt|msgid|msgid_plural) ((?:"[^\n]*"\n?)+)', entry, re.MULTILINE):
            said[keyword] = "".join(unquote(line.strip()[1:-1]) for line in lines.splitlines())
        if not said.get("msgid"):
            continue
        flags = [line for line in entry.splitlines() if line.startswith("#,")]
        forms = [said["msgid"], said["msgid_plural"]] if "msgid_plural" in said else None
        yield "\n".join(flags + [f"{keyword} {quote(text)}" for keyword, text in said.items()])
        if forms is None:
            yield f"msgstr {quote(accent(said['msgid']))}\n"
        else:
            yield "\n".join(f"msgstr[{i}] {quote(accent(form))}" for i, form in enumerate(forms)) + "\n"


def make_catalogue(root, folder):
    """Compiles the language below @folder, where wd_locale_bind() finds it by XDG_DATA_HOME."""
    extra = re.findall(r"'(--keyword=[^']+)'", (root / "po/meson.build").read_text())
    messages = folder / "locale" / LANGUAGE / "LC_MESSAGES"
    messages.mkdir(parents=True)
    template = messages / "template.pot"
    subprocess.run(["xgettext", "--from-code=UTF-8", *(f"--keyword={k}" for k in KEYWORDS), *extra,
                    "-D", str(root), "-f", str(root / "po/POTFILES.in"), "-o", str(template)], check=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    language = messages / "language.po"
    language.write_text(header + "\n".join(translate(template.read_text(encoding="utf-8"))), encoding="utf-8")
    subprocess.run(["msgfmt", "--check-format", "-o", str(messages / "purple-warden.mo"), str(language)], check=True)


def environment(folder):
    return {**os.environ, "LANGUAGE": LANGUAGE, "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": str(folder)}
