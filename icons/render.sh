#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Draws every src/NAME.svg as 16/NAME.png, 22/NAME.png and 48/NAME.png. Needs rsvg-convert.
set -eu
cd "$(dirname "$0")"
for size in 16 22 48; do
	mkdir -p "$size"
	for source in src/*.svg; do
		rsvg-convert -w "$size" -h "$size" -o "$size/$(basename "$source" .svg).png" "$source"
	done
done
