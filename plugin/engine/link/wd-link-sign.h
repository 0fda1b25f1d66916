/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Where libpurple begins a link (purple_markup_linkify() of 2.14), for every client that asks it:
 * the same signs in the same places, so that what a person can click on is what was judged.
 */

typedef struct {
	const char *at;
	const char *prefix;   /* what a client puts in front: a scheme where none is written */
	gboolean is_anywhere; /* a client sees it in the middle of a word, too */
} WdLinkSign;

gboolean wd_link_sign_find(const char *word, const char *end, WdLinkSign *sign);
