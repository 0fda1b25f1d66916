/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a program hides from a reader by writing it in Base64, in hexadecimal or with percent signs.
 * Undone once and cheaply, so that whoever looks for something in a text can look there, too.
 */

#define WD_DECODE_MAX_BYTES (64 * 1024) /* of text that is found; a report is shorter */

char *wd_decode_hidden(const char *text);
