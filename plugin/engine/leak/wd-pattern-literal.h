/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Letters that stand in every text that a regular expression matches, read from the expression
 * itself: with them an administrator's patterns are tried only where they can match, as the
 * built-in ones are.
 */

char *wd_pattern_literal_find(const char *source);
