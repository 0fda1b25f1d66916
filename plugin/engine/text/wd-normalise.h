/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * For comparing and never for showing: it throws away what makes a text readable. Built on NFKC
 * case folding and the confusables of UTS #39.
 */

/* One spelling for texts that a person would read as the same, for comparing only. */
char *wd_normalise_text(const char *text);
gunichar wd_normalise_confusable(gunichar c);
