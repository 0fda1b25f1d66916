/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy.h"
#include "ui/wd-insight-port.h"
#include "ui/wd-logs-port.h"
#include "ui/wd-shield.h"
#include "ui/wd-ui.h"

/*
 * A UI is a plug-in of its own and links against nothing of the core: it finds the core by its id
 * and calls through this table. Everything here runs on the main thread, and what is returned
 * belongs to the caller unless it says otherwise.
 */

/* The reverse: what a UI may ask of the session. Lives in PurplePlugin.extra of core-warden. */

/*
 * Raised when the table changes in a way that an older UI would misread. A UI compares it before it
 * calls anything: client and plug-ins may come from different packages.
 */
#define WD_HOST_ABI 6

typedef struct {
	guint abi;
	gpointer session;
	void (*set_ui)(gpointer session,
		       const WdUiOps *ops,
		       gpointer ui); /* NULL: back to the text UI */
	/* The review queue. Another process may have decided a row meanwhile: then decide()
	 * fails and says so. */
	GPtrArray *(*list_held)(
		gpointer session,
		GError **error); /* of WdHeld *, waiting and expired, oldest first */
	/* The same for who shows many and has seen most of them; the newest first, piece by piece.
	 */
	GPtrArray *(*list_news)(gpointer session,
				WdHeldReader *reader,
				GError **error); /* of WdHeldNews * */
	gboolean (*decide)(gpointer session, const char *id, WdDecision decision, GError **error);
	guint (*count_waiting)(gpointer session);
	/* For the preferences. Setting writes to the person's own file; what a company has
	 * locked is shown, and refused here as well. */
	const WdPolicy *(*get_policy)(
		gpointer session); /* (transfer none), valid until the main loop turns */
	gboolean (*set_policy)(gpointer session,
			       WdPolicyKey key,
			       const char *value,
			       GError **error);
	/* Judges a clicked link: the real Pidgin has click paths of its own. TRUE: open it now;
	 * FALSE: refused or asked. */
	gboolean (*may_open_link)(gpointer session, const char *url);
	/* The person says what something is, so that the like of it is judged so from now on: a
	 * row of the queue, which is released or deleted with it; or a message in a conversation,
	 * the one in @line (nullable) or the last. What was done comes back as a sentence to show,
	 * NULL with @error set when nothing was; @lesson_id is for undo, NULL when nothing was
	 * learned. undo takes back what was learned, and a deletion of a message with it. */
	char *(*teach_held)(gpointer session,
			    const char *id,
			    gboolean is_spim,
			    char **lesson_id,
			    GError **error);
	char *(*teach_shown)(gpointer session,
			     const WdPlace *place,
			     const char *line,
			     gboolean is_spim,
			     char **lesson_id,
			     GError **error);
	char *(*undo_lesson)(gpointer session, const char *lesson_id, GError **error);
	const WdLogsPort *logs;       /* the encrypted logs: unlocking, searching, importing */
	const WdInsightPort *insight; /* how things are, and what was done */
	/* What is known of a conversation; cheap enough for every change in it. */
	void (*look_around)(gpointer session, const WdPlace *place, WdShield *shield);
	/* A rest of ten minutes, and its end. FALSE where policy does not allow one. */
	gboolean (*set_paused)(gpointer session, gboolean is_paused, GError **error);
	gint64 (*get_paused_until_ms)(gpointer session); /* 0: not paused */
} WdHost;
