/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#define WD_SAFE_NAME_CHARS 120 /* a file name or peer in one line of a dialog, in characters */

/* Peers' names as they may be shown: one line, no characters that hide or reorder others. */
char *wd_safe_text(const char *raw, glong max_chars);
char *wd_safe_file_name(const char *raw);
