/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-event.h"
#include "engine/wd-verdict.h"

/*
 * What the review queue keeps, as a value: the engine knows its shape, so that an interface can
 * show a row without knowing of databases or keys. A row owns all that it points to.
 */

typedef enum {
	WD_HELD_WAITING,   /* the person has not decided */
	WD_HELD_RELEASED,  /* decided: deliver; not delivered yet */
	WD_HELD_DELIVERED, /* shown, sent or handed on, exactly once */
	WD_HELD_DELETED,   /* decided: no */
	WD_HELD_EXPIRED,   /* an offer or request whose connection ended; the row says what can be
			      done */
} WdHeldState;

/* Four answers and no more, whatever the interface; wardenctl takes the same words. */
typedef enum {
	WD_DECISION_RELEASE,
	WD_DECISION_TRUST, /* release, and trust the peer from now on */
	WD_DECISION_DELETE,
	WD_DECISION_REPORT, /* delete, and block the peer */
} WdDecision;

/* One row of the review queue. */
typedef struct {
	char *id; /* 32 hexadecimal digits */
	WdEvent *event;
	/* why it was held: these three are the verdict's, the rest of it is not kept */
	WdAction action;
	double score;
	GPtrArray *findings; /* of WdFinding * */
	WdHeldState state;
	guint n_repeats; /* the same request again: stays one row */
	gint64 held_ms;
	gint64 decided_ms; /* 0: not yet */
} WdHeld;

/*
 * For who shows many rows and has seen most of them: opening one costs a decryption, so what is
 * known already comes without its content, and what does not fit into the time comes later.
 */
typedef struct {
	char *id;
	WdHeldState state;
	guint n_repeats;
	WdHeld *held; /* (nullable) known already, or later */
} WdHeldNews;

typedef struct {
	gboolean (*is_known)(const char *id, gpointer data);
	gpointer data;
	gint64 budget_us; /* of the processor: no row is opened any more after that */
	guint n_left;     /* (out) rows that come later */
} WdHeldReader;

void wd_held_news_free(WdHeldNews *news);

WdHeld *wd_held_new(const char *id, const WdEvent *event, const WdVerdict *verdict, gint64 now_ms);
WdHeld *wd_held_copy(const WdHeld *held);
void wd_held_free(WdHeld *held);
/* The words of the database and of the command line. */
const char *wd_held_state_to_string(WdHeldState state);
gboolean wd_held_state_parse(const char *text, WdHeldState *state);
const char *wd_decision_to_string(WdDecision decision);
gboolean wd_decision_parse(const char *text, WdDecision *decision);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdHeld, wd_held_free)
