/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Which messages a program wrote. Nobody marks them in a way that every protocol keeps, so they are
 * known by what they say; whoever is taken for a program by mistake is held all the same, and only
 * not asked.
 */

/* Stands in everything that Warden sends by itself, in words, and in English whatever the language:
 * another Warden must know it again. */
#define WD_CHALLENGE_SIGN "automatic message"

#define WD_CHALLENGE_SENTENCE "This is an automatic message."

gboolean wd_challenge_is_automatic(const char *text);
gboolean wd_challenge_is_ours(const char *text);
