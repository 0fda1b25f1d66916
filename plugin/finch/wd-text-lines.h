/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Text for libpurple's formatted notices, broken before libpurple gets it: Finch makes its window
 * as high as there are lines before it breaks them itself, and then shows the last ones; and of a
 * window that is wider than the terminal it cuts the heading.
 */
#define WD_TEXT_LINES_COLUMNS 74 /* of a terminal of 80, with a frame and a bar that scrolls */

void wd_text_lines_append(GString *html, const char *text);
