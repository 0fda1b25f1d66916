#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: in-keyring.sh PROGRAM [ARGUMENT]...: runs it where gnome-keyring keeps secrets, with a home of its own.
command -v gnome-keyring-daemon >/dev/null && command -v dbus-run-session >/dev/null || exit 77
home=$(mktemp -d) || exit 1
trap 'rm -r "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/config" WARDEN_IN_KEYRING=1
mkdir -m 700 "$home/run" "$home/data" "$home/config"
printf %s test >"$home/password"
dbus-run-session -- sh -c '
	gnome-keyring-daemon --foreground --unlock --components=secrets <"$HOME/password" >/dev/null &
	daemon=$!
	"$@"
	result=$?
	kill "$daemon"
	wait "$daemon"
	exit "$result"
' sh "$@"
