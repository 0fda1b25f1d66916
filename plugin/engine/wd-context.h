/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-knowledge.h"
#include "engine/wd-repetition.h"

/* Whether a peer is to be treated as a stranger: not known, and on no allow list. */
typedef enum {
	WD_SCREENING_UNKNOWN, /* wd_screening_applies() looks */
	WD_SCREENING_APPLIES,
	WD_SCREENING_SPARED,
} WdScreening;

/*
 * What was known when an event happened. The shell fills what only it can know (first block), the
 * tracker what earlier events told (second block). A stranger is none of known, trusted,
 * wrote_first.
 */
typedef struct {
	gboolean is_known; /* a saved buddy of this account: not transient, invisible or no-save */
	gboolean is_trusted;       /* trusted by hand, under this name or another of one contact */
	gint64 contact_age_ms;     /* since the peer first came as a stranger; -1 unknown, as of all
				      whom the person added by themselves */
	gboolean is_roster_loaded; /* FALSE: nobody can be called a stranger yet */
	const char *group;         /* (nullable) of the buddy list that the peer stands in */
	gboolean is_roster_empty;  /* the account has no contact at all: nobody is held back merely
				      for being a stranger */

	gboolean is_counted; /* it was counted when it was announced: a file whose name
				was judged before its bytes came */

	int utc_offset_s; /* how far the person's clock was ahead of UTC, in seconds */

	gboolean wrote_first;      /* I wrote to this peer before the peer wrote to me; sent carbons
				      count */
	gboolean is_first_message; /* nothing came from this peer before */
	gboolean has_new_key;      /* the peer's key changed after the last message to it */
	gboolean was_encrypted;    /* the last message to this peer was, from end to end */
	const char *question;      /* (nullable) outgoing: the beginning of what the peer wrote a
				      moment ago; borrowed until the next event is noted */
	gboolean is_answered;      /* I have written to this peer since the program started */
	guint n_recent_from_peer;  /* events of this peer in the last minute, this one included */
	guint n_recent_strangers;  /* different strangers in the last minute, over all accounts */
	guint n_recent_strangers_here; /* of them, on this account */
	WdRepetition same[WD_N_SAME]; /* outgoing: within the worm window; incoming: half an hour */

	const WdKnowledge *knowledge; /* (nullable) what the shell has loaded from files */
	WdScreening screening;        /* wd_judge()'s: it looks once for all detectors */
	guint file_classes;           /* wd_judge()'s: bits by WdFileClass, of name and of bytes */
	const GPtrArray *links; /* (nullable) wd_judge()'s: of WdFound *, the links of the text */
} WdContext;

gboolean wd_context_is_stranger(const WdContext *context);
