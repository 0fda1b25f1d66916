/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Peers' text made fit for a label: nothing in it can reorder, hide or break what stands beside it.
 * The result is no markup: a label that reads markup gets it escaped.
 */

/* A cell of a list, in characters. */
#define WD_GTK_TEXT_LINE_CHARS 200
/* A details pane: more than anybody reads, little to lay out. */
#define WD_GTK_TEXT_BODY_CHARS 8000

char *wd_gtk_text_line(const char *text, gsize max_chars);
char *wd_gtk_text_body(const char *text, gsize max_chars);
char *wd_gtk_text_sentence(const char *text, gsize max_chars);
gboolean wd_gtk_text_holds(const char *entry, const char *text);
