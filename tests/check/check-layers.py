#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Includes point down: who may include whom, and which libraries.

usage: check-layers.py ROOT
"""
import pathlib
import sys

import tree

C_LIBRARY = (
    "errno.h", "float.h", "inttypes.h", "limits.h", "math.h", "stdbool.h", "stddef.h", "stdint.h",
    "stdio.h", "stdlib.h", "string.h", "time.h",
)
FILES = ("fcntl.h", "sys/stat.h", "unistd.h", "gio/", "glib/gstdio.h")
COMPUTING = ("glib.h", "unicode/", "libpsl.h", "pcre2.h")

# Each folder may include itself, the folders named first, and the libraries named second (prefixes).
LAYERS = {
    "engine": ((), COMPUTING),
    "crypto": (("engine",), ("glib.h", "gcrypt.h", "sys/mman.h", "dlfcn.h")),
    "store": (
        ("engine", "crypto"),
        ("glib.h", "sqlite3.h", "json-glib/", "libsecret/", "sys/", "ifaddrs.h", "linux/sockios.h", "arpa/", "net/", "netinet/", "netpacket/", "signal.h", "semaphore.h") + FILES,
    ),
    "inspect": (
        ("engine", "crypto"),
        ("glib.h", "glib-unix.h", "archive", "magic.h", "poppler.h", "seccomp.h", "linux/filter.h", "sys/", "signal.h", "poll.h", "spawn.h",
         "netdb.h", "dlfcn.h", "locale.h") + FILES,
    ),
    "ui": (("engine",), ("glib.h", "glib/gi18n-lib.h")),
    "purple": (
        ("engine", "crypto", "store", "inspect", "ui"),
        ("glib.h", "glib-unix.h", "glib-object.h", "glib/gi18n-lib.h", "purple.h", "dbus-server.h", "sys/", "dlfcn.h",
         "cert.h", "ssl.h")
        + FILES,
    ),
    "finch": (("engine", "ui"), ("glib.h", "glib/gi18n-lib.h", "purple.h")),
    "pidgin": (
        ("engine", "ui"),
        ("glib.h", "glib-object.h", "glib/gi18n-lib.h", "purple.h", "gtk", "gdk", "pango/", "cairo.h", "pidgin",
         "minidialog.h"),  # Pidgin's own, too
    ),
    "rehearsal": (("engine",), ("glib.h", "glib-unix.h", "glib/gi18n-lib.h", "purple.h", "json-glib/", "locale.h") + FILES),
    "ctl": (
        ("engine", "crypto", "store", "inspect", "ui"),
        ("glib.h", "glib/gi18n", "locale.h", "json-glib/") + FILES,
    ),
    "wd-plugin.c": (("engine", "store", "ui", "purple", "finch", "rehearsal"), ("glib", "purple.h")),
    "wd-plugin-pidgin.c": (("ui", "pidgin"), ("glib", "purple.h", "gtk")),
    "wd-plugin-managed.c": ((), ("glib", "purple.h")),
}


def may_include(layer, kind, name):
    ours, libraries = LAYERS[layer]
    if name == "config.h":
        return True
    if kind == '"':
        return any(name.startswith(folder + "/") for folder in (layer,) + ours)
    return name.startswith(C_LIBRARY + libraries)


def main(root):
    problems = []
    plugin = pathlib.Path(root) / "plugin"
    for path in tree.c_files(root, "plugin"):
        layer = path.relative_to(plugin).parts[0]
        if layer not in LAYERS:
            problems.append(f"{path}: {layer} has no row in check-layers.py")
            continue
        for kind, name in tree.includes(path):
            if not may_include(layer, kind, name):
                problems.append(f"{path}: {layer} may not include {name}")
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
