/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Text for libpurple's formatted notices, broken before libpurple gets it: Finch makes its window
 * as high as there are lines before it breaks them itself, and then shows the last ones.
 */
#define WD_TEXT_LINES_COLUMNS 76 /* of a terminal of 80, with a frame */

void wd_text_lines_append(GString *html, const char *text);
