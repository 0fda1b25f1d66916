/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/leak/wd-leak-text.h"
#include "engine/leak/wd-number-kind.h"

/*
 * Walks a text once and tries the shapes of every country where a number could begin. What needs a
 * word beside it is believed only when the word is there.
 */

#define WD_NUMBER_MIN_DIGITS 4 /* in the whole text, or there is nothing to find */

typedef void (*WdNumberFound)(const WdNumberKind *kind, gsize start, gsize end, gpointer data);

void wd_number_scan(const WdLeakText *view, WdNumberFound found, gpointer data);
gboolean wd_number_match(const WdNumberKind *kind, const char *text, gsize *len);
guint wd_number_count_rows(void);
