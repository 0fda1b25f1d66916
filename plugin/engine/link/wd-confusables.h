/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a name looks like, as a string that look-alikes share: for comparing with another such
 * string, and for nothing else. Wider than the skeleton of UTS #39, which knows letters that are
 * drawn the same; here are also those that are read the same in a hurry.
 */

char *wd_confusable_skeleton(const char *label);
/* The one digit that @c is taken for, as an ASCII letter; 0 for none. */
char wd_confusable_digit(gunichar c);
