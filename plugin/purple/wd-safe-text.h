/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Peers' names as they may be shown: one line, no characters that hide or reorder others. For what
 * the hooks put into questions, conversations and banners; a UI cleans again what it shows in
 * windows of its own.
 */

#define WD_SAFE_NAME_CHARS 120 /* a file name or peer in one line of a dialog, in characters */
#define WD_SAFE_URL_CHARS  300 /* an address in a dialog or a conversation, in characters */

char *wd_safe_text(const char *raw, glong max_chars);
char *wd_safe_file_name(const char *raw);
char *wd_safe_url(const char *raw);
