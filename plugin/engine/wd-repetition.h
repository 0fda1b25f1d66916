/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Part of the context. It tells what happened, not whether that is bad: a greeting to everybody
 * has the same numbers as a worm, but for its pace and what it carries.
 */

#define WD_REPETITION_PEERS 32 /* told apart; of more it is "at least so many" */

/* How often the same thing went to, or came from, different peers within the window. */
typedef struct {
	guint n_peers;     /* the peer of this event included; 0: nothing to compare by */
	guint n_strangers; /* of them */
	guint n_answered;  /* of them: it went there right after they had written */
	guint n_links;     /* different spellings of the links that went along */
	guint n_disguised; /* times it was written in disguised letters */
	guint n_words;     /* of the text, where texts are compared */
	gint64 gap_ms;     /* between the last three peers, on average; MAX: fewer than two */
	gboolean is_even;  /* the gaps are as alike as a clock makes them */
} WdRepetition;

/* By what an event is compared to those before it. */
typedef enum {
	WD_SAME_TEXT, /* nearly the same words, whatever the disguise */
	WD_SAME_SITE, /* a link to the same site, whatever the words */
	WD_SAME_FILE, /* nearly the same file */
	WD_N_SAME,
} WdSame;
