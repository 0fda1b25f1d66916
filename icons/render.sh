#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Draws every src/NAME.svg as SIZE/NAME.png: what Pidgin uses, and twice that for dense screens. Needs rsvg-convert.
set -eu
cd "$(dirname "$0")"
for size in 16 22 32 44 48 96; do
	mkdir -p "$size"
	for source in src/*.svg; do
		rsvg-convert -w "$size" -h "$size" -o "$size/$(basename "$source" .svg).png" "$source"
	done
done
