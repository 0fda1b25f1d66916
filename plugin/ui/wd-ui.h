/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"

/*
 * Kept free of toolkits and of libpurple, so that a test can stand in for a person. All calls are
 * made on the main thread. What a call is given is borrowed for its length: who keeps it copies it.
 */

/* The UI port: what the session asks of a UI. GTK fills it in Pidgin, the text UI everywhere else.
 */

/*
 * A UI of another version is not used: the text UI takes its place, so that nothing goes unasked.
 */
#define WD_UI_ABI 4

/* Where in the client something belongs. */
typedef struct {
	const char *protocol;
	const char *account;
	const char *peer; /* buddy or room; NULL: the account itself */
	gboolean is_chat;
} WdPlace;

typedef struct {
	const char *id;    /* "send", "edit", "cancel", "open", "release", "delete", "trust" */
	const char *label; /* translated, with a mnemonic */
} WdChoice;

/* One question for one decision. All text is translated and plain; peers' text in it is shortened.
 */
typedef struct {
	const char *id; /* for withdraw; unique while the question is open */
	WdEventKind kind;
	WdDirection direction;
	WdAction action;
	WdPlace place;
	const char *title;
	const char *primary;   /* one line: what is asked */
	const char *secondary; /* (nullable) reasons, one sentence a line */
	const char *host;      /* (nullable) links: the real host, shown large */
	const char *address;   /* (nullable) links: what to copy, where there is a clipboard */
	const char *text;      /* (nullable) a draft the person may edit: show it prefilled */
	const WdChoice *choices;
	gsize n_choices;
	gsize safe_choice; /* index; what Enter, Escape and closing do */
} WdQuestion;

/* What there is to look at: pages of a window, or a text each. */
typedef enum {
	WD_PAGE_REVIEW,
	WD_PAGE_ACTIVITY,
	WD_PAGE_LOGS,
	WD_PAGE_POLICY,
	WD_PAGE_STATUS,
	WD_N_PAGES,
} WdPage;

/* Called exactly once for each question: @choice is one of its ids; @text the edited draft or NULL.
 */
typedef void (*WdAnswer)(const char *choice, const char *text, gpointer data);

/* Any of the calls may be NULL. A question that cannot be asked gets its safe choice at once. */
typedef struct {
	guint abi;
	void (*queue_changed)(gpointer ui, guint n_waiting);
	void (*ask)(gpointer ui, const WdQuestion *question, WdAnswer answer, gpointer data);
	void (*withdraw)(
		gpointer ui,
		const char *question_id); /* the matter is over: close it, answer is not called */
	/* @passage (nullable): the words in it that stopped it. FALSE: no entry box here. */
	gboolean (*return_draft)(gpointer ui,
				 const WdPlace *place,
				 const char *html,
				 const char *passage);
	void (*banner)(gpointer ui,
		       const char *id,
		       const char *text); /* stays until cleared with NULL */
	/* Something of ours for the person to look at, because the person asked for it. @words
	 * (nullable): only what has them. FALSE: it has no such page, and the text UI shows it. */
	gboolean (*show_page)(gpointer ui, WdPage page, const char *words);
	/* The same question with other words: what it is about has grown. NULL: it is withdrawn and
	 * asked anew. */
	void (*update)(gpointer ui, const WdQuestion *question);
	/* While something is being sent: whether it comes from where a person writes. NULL: the
	 * client cannot tell. */
	WdTyped (*look_typed)(gpointer ui, const WdPlace *place, const char *text);
	/* Settings are others than before, by whoever changed them. */
	void (*policy_changed)(gpointer ui);
} WdUiOps;
