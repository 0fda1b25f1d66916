#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Each check finds what it is for: planted faults, one a row; prints TAP.

usage: test-checks.py CHECK_FOLDER
"""
import pathlib
import subprocess
import sys
import tempfile

SPDX = "/* SPDX-License-Identifier: GPL-2.0-or-later */\n"
METAINFO = "plugin/data/metainfo/org.purple_warden.pidgin_warden.metainfo.xml"
ADDON = """<?xml version="1.0" encoding="UTF-8"?>
<component type="addon">
  <id>org.purple_warden.pidgin_warden</id>
  <extends>pidgin.desktop</extends>
  <metadata_license>FSFAP</metadata_license>
  <name>A</name>
  <summary>An addon that only this test knows</summary>
  <description><p>It does nothing, and says so in a sentence that is long enough for a software centre to show.</p></description>
  <developer_name>Nobody</developer_name>
  <url type="homepage">https://example.org</url>
  <releases><release version="0.1" date="2026-01-01"/></releases>
</component>
"""
GOOD = {
    "plugin/engine/wd-a.h": SPDX + "#pragma once\n\nint wd_a_get(void);\n",
    "plugin/engine/wd-a.c": SPDX + '#include "engine/wd-a.h"\n\n/**\n * wd_a_get:\n *\n * Returns: one\n */\nint\nwd_a_get(void)\n{\n\treturn 1;\n}\n',
    "plugin/ui/wd-phrases.c": SPDX + 'static const char *code = "link.found";\n',
    "plugin/store/README.md": "| `ev` | written when |\n|---|---|\n| `msg.known` | always |\n",
    "po/POTFILES.in": "",
    "tests/test-a.c": SPDX,
    "build/meson-info/intro-targets.json": '[{"filename": ["test-a"], "target_sources": [{"sources": ["ROOT/tests/test-a.c"]}]}]',
    "build/meson-info/intro-tests.json": '[{"cmd": ["python3", "../tests/test-b.py"]}]',
    "build/meson-info/intro-benchmarks.json": "[]",
    "meson.build": "project(\n  'a',\n  version: '0.1',\n)\n",
    "CHANGELOG.md": "# Changelog\n\n## 0.1\n",
    "debian/changelog": "purple-warden (0.1) bookworm; urgency=medium\n",
    METAINFO: ADDON,
    "build/config.h": '#define GETTEXT_PACKAGE "x"\n#define WD_LOCALE_DIR "/l"\n',
    "build/meson-info/intro-installed.json": '{"/b/de.mo": "/l/de/LC_MESSAGES/x.mo"}',
    "po/LINGUAS": "de\n",
}
PO = """msgid ""
msgstr ""
"Project-Id-Version: x\\n"
"PO-Revision-Date: 2026-11-27 18:30+0000\\n"
"Last-Translator: x\\n"
"Language-Team: German\\n"
"MIME-Version: 1.0\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#, c-format
msgid "%s is _held"
msgstr "%s wird _gehalten"

msgid "{detail} knows"
msgstr "{detail} weiß"

msgid "a;b;c;d;e"
msgstr "f;g;h;i;j"

msgid "hot=cold"
msgstr "heiß=kalt|kühl"

msgid "{count} byte"
msgid_plural "{count} bytes"
msgstr[0] "ein Byte"
msgstr[1] "{count} Bytes"
"""
TRANSLATED = {
    "plugin/ui/wd-b.c": SPDX + 'char *s[] = {_("%s is _held"), _("{detail} knows"), _("a;b;c;d;e"), _("hot=cold"), NP_("{count} byte", "{count} bytes")};\n',
    "po/POTFILES.in": "plugin/ui/wd-b.c\n",
    "po/meson.build": "i18n.gettext('x', args: ['--keyword=NP_:1,2'])\n",
    "po/LINGUAS": "de\n",
    "po/de.po": PO,
}
# name, check, file, its text, what the check must say (None: nothing)
ROWS = [
    ("clean-layers", "layers", "plugin/engine/wd-b.h", SPDX + "#include <glib.h>\n", None),
    ("engine-includes-gio", "layers", "plugin/engine/wd-b.h", SPDX + "#include <gio/gio.h>\n", "engine may not include gio/gio.h"),
    ("engine-looks-up", "layers", "plugin/engine/wd-b.h", SPDX + '#include "store/wd-x.h"\n', "engine may not include store/wd-x.h"),
    ("shells-see-each-other", "layers", "plugin/finch/wd-b.c", SPDX + '#include "pidgin/wd-x.h"\n', "finch may not include pidgin/wd-x.h"),
    ("gcrypt-outside-crypto", "layers", "plugin/store/wd-b.c", SPDX + "#include <gcrypt.h>\n", "store may not include gcrypt.h"),
    ("folder-without-a-row", "layers", "plugin/other/wd-b.c", SPDX, "other has no row"),
    ("clean-cycles", "cycles", "plugin/engine/wd-b.h", SPDX + '#include "engine/wd-a.h"\n', None),
    ("module-cycle", "cycles", "plugin/engine/wd-a.c", SPDX + '#include "engine/wd-b.h"\n', "module cycle"),
    ("clean-sizes", "sizes", "plugin/engine/wd-b.c", SPDX, None),
    ("no-licence-line", "sizes", "plugin/engine/wd-b.c", "int x;\n", "the first line is not"),
    ("too-long-a-file", "sizes", "plugin/engine/wd-b.c", SPDX + "\n" * 1300, "1200 at most"),
    ("too-long-a-function", "sizes", "plugin/engine/wd-b.c", SPDX + "static void\nlong_one(void)\n{\n" + "\tx();\n" * 101 + "}\n", "100 at most"),
    ("too-complex", "sizes", "plugin/engine/wd-b.c", SPDX + "static void\nbranchy(int x)\n{\n" + "\tif (x)\n\t\tx();\n" * 21 + "}\n", "20 at most"),
    ("goto", "sizes", "plugin/engine/wd-b.c", SPDX + "static void\nf(void)\n{\n\tgoto out;\n}\n", "goto"),
    ("undocumented", "sizes", "plugin/engine/wd-a.c", SPDX + "int\nwd_a_get(void)\n{\n\treturn 1;\n}\n", "no doc block"),
    ("in-no-header", "sizes", "plugin/engine/wd-b.c", SPDX + "/**\n * wd_b:\n *\n * Returns: one\n */\nint\nwd_b(void)\n{\n\treturn 1;\n}\n", "in no header"),
    ("open-work", "sizes", "plugin/engine/wd-b.c", SPDX + "/* " + "TO" + "DO */\n", "CHANGELOG"),
    ("clean-potfiles", "potfiles", "plugin/ui/wd-b.c", SPDX, None),
    ("unlisted-string", "potfiles", "plugin/ui/wd-b.c", SPDX + 'char *s = _("x");\n', "missing in po/POTFILES.in"),
    ("stale-entry", "potfiles", "po/POTFILES.in", "plugin/ui/wd-gone.c\n", "nothing to translate"),
    ("engine-speaks", "potfiles", "plugin/engine/wd-b.c", SPDX + 'char *s = _("x");\n', "speak to people"),
    ("unmarked-setting", "potfiles", "plugin/engine/wd-policy-rows-b.c", SPDX + 'Row row = {.doc = "x"};\n', "shown to people: N_()"),
    ("plural-of-the-client", "potfiles", "plugin/ui/wd-b.c", SPDX + 'char *s = ngettext("x", "xs", 2);\n', "look in the client's catalogue"),
    ("clean-audit-names", "audit-names", "plugin/purple/wd-b.c", SPDX + 'char *s = "msg.known";\n', None),
    ("undocumented-audit-name", "audit-names", "plugin/purple/wd-b.c", SPDX + 'char *s = "msg.other";\n', "does not name msg.other"),
    ("stale-audit-name", "audit-names", "plugin/purple/wd-b.c", SPDX, "lists msg.known, which nothing writes"),
    ("a-finding-is-no-audit-name", "audit-names", "plugin/purple/wd-b.c", SPDX + 'char *s[] = {"msg.known", "link.found"};\n', None),
    ("clean-locale-place", "locale-place", "po/LINGUAS", "de\n", None),
    ("catalogue-that-is-not-installed", "locale-place", "po/LINGUAS", "de\nfr\n", "/l/fr/LC_MESSAGES/x.mo is not installed"),
    ("catalogue-where-nobody-looks", "locale-place", "build/config.h", '#define GETTEXT_PACKAGE "x"\n#define WD_LOCALE_DIR "/m"\n', "/l/de/LC_MESSAGES/x.mo is where nobody looks"),
    ("clean-registered", "registered", "tests/test-b.py", "", None),
    ("a-test-that-nobody-runs", "registered", "tests/x/test-b.c", SPDX, "tests/x/test-b.c: no test of the build runs it"),
    ("a-script-that-nobody-runs", "registered", "tests/x/test-c.py", "", "tests/x/test-c.py: no test of the build runs it"),
    ("without-pidgin", "registered", "tests/pidgin/test-b.c", SPDX, None),
    ("clean-package", "package", "plugin/engine/wd-b.c", SPDX, None),
    ("another-version", "package", "debian/changelog", "purple-warden (0.2) bookworm; urgency=medium\n", "debian/changelog: version 0.2"),
    ("no-version", "package", "CHANGELOG.md", "# Changelog\n", "CHANGELOG.md: version None"),
    ("extends-nothing", "package", METAINFO, ADDON.replace("  <extends>pidgin.desktop</extends>\n", ""), "extends"),
    ("clean-translations", "translations", "po/de.po", PO, None),
    ("unlisted-language", "translations", "po/fr.po", PO, "differ in fr"),
    ("missing-language", "translations", "po/LINGUAS", "de\nfr\n", "differ in fr"),
    ("untranslated", "translations", "po/de.po", PO.replace("{detail} weiß", ""), "not translated: “{detail} knows”"),
    ("new-in-the-sources", "translations", "plugin/ui/wd-b.c", TRANSLATED["plugin/ui/wd-b.c"] + 'char *t = _("new");\n', "not translated: “new”"),
    ("gone-from-the-sources", "translations", "plugin/ui/wd-b.c", TRANSLATED["plugin/ui/wd-b.c"].replace("hot=cold", "wet=dry"), "in no source any more: “hot=cold”"),
    ("fuzzy", "translations", "po/de.po", PO.replace("#, c-format", "#, c-format, fuzzy"), "fuzzy: “%s is _held”"),
    ("other-format", "translations", "po/de.po", PO.replace("%s wird", "%d wird"), "format specifications"),
    ("no-mnemonic", "translations", "po/de.po", PO.replace("_gehalten", "gehalten"), "accelerator"),
    ("no-plural", "translations", "po/de.po", PO.replace('msgstr[1] "{count} Bytes"\n', ""), "plural"),
    ("lost-placeholder", "translations", "po/de.po", PO.replace("{detail} weiß", "{Detail} weiß"), "other placeholders"),
    ("word-twice", "translations", "po/de.po", PO.replace("f;g", "f;f"), "not as many different words"),
    ("no-opposite", "translations", "po/de.po", PO.replace("heiß=kalt", "heiß"), "no word with its opposites"),
    ("clean-format", "format", "plugin/engine/wd-b.c", SPDX, None),
    ("wrong-indent", "format", "plugin/engine/wd-b.c", SPDX + "static void\nf(void)\n{\n    x();\n}\n", "clang-format"),
]
# name, check, the C source, what the check must say
OBJECT_ROWS = [
    ("clean-purity", "purity", "unsigned long strlen(const char *);\nunsigned long f(char *s) { return strlen(s); }\n", None),
    ("engine-opens-a-file", "purity", "int open(const char *, int);\nint f(void) { return open(\"x\", 0); }\n", "may not use open"),
    ("engine-reads-the-clock", "purity", "long g_get_real_time(void);\nlong f(void) { return g_get_real_time(); }\n", "may not use g_get_real_time"),
    ("clean-exports", "exports", "int purple_init_plugin(void) { return 1; }\n", None),
    ("exports-more", "exports", "int purple_init_plugin(void) { return 1; }\nint helper(void) { return 1; }\n", "helper"),
]


def run(checks, check, path, text):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, content in {**GOOD, **(TRANSLATED if check == "translations" else {}), "plugin/engine/wd-b.h": SPDX + ('#include "engine/wd-a.h"\n' if check == "cycles" else ""), path: text}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content.replace("ROOT", str(root.resolve())), encoding="utf-8")
        (root / ".clang-format").write_bytes((checks / "../../.clang-format").read_bytes())
        done = subprocess.run([sys.executable, str(checks / f"check-{check}.py"), str(root)], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def run_on_object(checks, check, source):
    """Compiles one file; gives its archive to check-purity, its module to check-exports."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "a.c").write_text(source, encoding="utf-8")
        made = root / ("a.a" if check == "purity" else "a.so")
        how = [["cc", "-c", "-o", root / "a.o", root / "a.c"], ["ar", "rcs", made, root / "a.o"]]
        if check == "exports":
            how = [["cc", "-shared", "-fPIC", "-o", made, root / "a.c"]]
        for command in how:
            subprocess.run([str(word) for word in command], check=True)
        done = subprocess.run([sys.executable, str(checks / f"check-{check}.py"), str(made)], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def main(checks):
    failures = 0
    print(f"1..{len(ROWS) + len(OBJECT_ROWS)}")
    for number, (name, check, *rest, expected) in enumerate(ROWS + OBJECT_ROWS, 1):
        status, said = (run if len(rest) == 2 else run_on_object)(pathlib.Path(checks), check, *rest)
        good = status == 0 if expected is None else status == 1 and expected in said
        failures += not good
        print(f"{'ok' if good else 'not ok'} {number} /check/{name}")
        if not good:
            print("# " + said.replace("\n", "\n# "))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
