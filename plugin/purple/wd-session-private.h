/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/judge/wd-tracker.h"
#include "engine/wd-context.h"
#include "engine/wd-knowledge.h"
#include "purple/wd-delivery.h"
#include "purple/wd-stores.h"
#include "purple/wd-ui-switch.h"

/*
 * What is inside a session. Only the files named wd-session*.c include this; a part asks through
 * their headers. It stands below all of them, so that they need not know each other.
 */
struct WdSession {
	PurplePlugin *plugin; /* core-warden, the handle of every signal */
	char *base;
	WdStores stores;
	WdTracker *tracker;
	WdKnowledge knowledge; /* tables that parts have loaded for the engine */
	gint64 worm_window_ms; /* what the tracker was made with */
	WdDelivery *delivery;
	WdUiSwitch *ui;
	GArray *policy_watches;                                               /* of WdPolicyWatch */
	void (*refused_watch)(WdSession *session);                            /* (nullable) */
	WdVerdictWatch verdict_watch;                                         /* (nullable) */
	void (*audit_watch)(WdSession *session, const WdAuditRecord *record); /* (nullable) */
	GData *states;                                                        /* of the parts */
	/* One message is looked at up to three times in a row: is it a stranger's, what is it,
	 * count it. What was known is the same each time. */
	const WdEvent *context_event; /* (nullable) a reference */
	WdContext context;
	gint64 set_now_ms;
	gint64 pruned_ms; /* when the queue was last looked through */
	guint n_dropped;  /* undecided rows of the queue, since the start */
	guint n_untold;   /* of them: a flood is told of by the second */
	guint n_tells;    /* within this second */
	guint tell_timer;
	gint64 last_held_ms;    /* no two rows of this run have the same: it is their order */
	gboolean is_queue_late; /* rows wait for the database, and the person was told */
	guint heartbeat_id;
	gint64 paused_until_ms; /* 0: not paused; never on disk, so a restart ends it */
	guint pause_timer;
	const WdPolicy *audited_policy; /* (nullable) a reference: the one before a change */
	gboolean has_lost_audit; /* a line could not be written, or the trail not be opened */
};

/* Who the one session is: for its start and its end. */
void wd_session_set(WdSession *session);
