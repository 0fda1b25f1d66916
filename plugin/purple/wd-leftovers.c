/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-leftovers.h"

#include "engine/wd-error.h"
#include "purple/wd-session-review.h"

/* Its note cannot be opened: the key is locked, or the note was cut by a power failure. */
static WdEvent *
make_unknown(const char *base, const char *id)
{
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.direction = WD_DIRECTION_IN,
		.file_name = id,
		.file_size = wd_quarantine_measure(base, id),
	};

	return wd_event_new(&fields);
}

static WdEvent *
load_event(WdSession *session, const char *id)
{
	const char *base = wd_session_get_base(session);
	WdKeys *keys = wd_session_get_keys(session);
	g_autoptr(WdHeld) held =
		keys == NULL ? NULL : wd_quarantine_load_note(base, keys, id, NULL);

	return held == NULL ? make_unknown(base, id) : wd_event_ref(held->event);
}

/* Only part of it arrived: it can be looked at in the list and deleted, never released. */
static void
list_half(WdSession *session, const char *id, const WdEvent *event)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	wd_verdict_add(verdict, wd_finding_new("file.incomplete", WD_ACTION_HOLD, 0, 0, 0, NULL));
	if (!wd_session_hold_as(session, id, event, verdict))
		return;
	wd_quarantine_forget_note(wd_session_get_base(session), id);
	wd_session_expire(session, id);
	wd_session_watch_row(session, id);
}

/* Nobody judged it, or nobody carried out what was decided: judged now, and listed. */
static void
list_file(WdSession *session, WdArrivals *arrivals, const char *id)
{
	g_autoptr(WdQuarantine) file = wd_quarantine_take(wd_session_get_base(session), id, NULL);
	g_autoptr(WdEvent) event = NULL;
	WdArrived arrived;

	if (file == NULL) /* another client of this profile works on it */
		return;
	event = load_event(session, id);
	if (!wd_quarantine_is_complete(file)) {
		list_half(session, id, event);
		return;
	}
	arrived = (WdArrived){
		.file = g_steal_pointer(&file),
		.event = event,
		.who = event->peer,
		.is_leftover = TRUE,
	};
	wd_arrivals_take(arrivals, &arrived);
}

static void
look_at_row(WdSession *session, const char *id, const WdHeld *held)
{
	const char *base = wd_session_get_base(session);

	wd_quarantine_forget_note(base, id); /* the row knows all of it */
	if (held->state == WD_HELD_DELETED)
		wd_quarantine_remove(base, id);
	else
		wd_session_watch_row(session, id);
}

static void
look_at(WdSession *session, WdArrivals *arrivals, const char *id)
{
	WdQueue *queue = wd_session_get_queue(session);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) held = wd_queue_find(queue, id, &error);

	if (held != NULL)
		look_at_row(session, id, held);
	else if (!g_error_matches(error, WD_ERROR, WD_ERROR_NOT_FOUND))
		return; /* the key is locked: at the next start, then */
	else
		list_file(session, arrivals, id);
}

/* A note alone: the file is at its place, and only the last step was missing. */
static gboolean
is_note_alone(const char *base, const char *id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdQuarantine) file = wd_quarantine_take(base, id, &error);

	return file == NULL && g_error_matches(error, WD_ERROR, WD_ERROR_NOT_FOUND);
}

/**
 * wd_leftovers_list:
 * @session: the session
 * @arrivals: what takes the whole files
 *
 * Sees to it that whatever lies in the quarantine stands in the review queue, or is gone. Without a
 * queue all files stay as they are. Cheap: a few system calls for each file.
 */
void
wd_leftovers_list(WdSession *session, WdArrivals *arrivals)
{
	const char *base = wd_session_get_base(session);
	g_autoptr(GPtrArray) ids = NULL;

	wd_quarantine_remove_copies(base);
	if (wd_session_get_queue(session) == NULL)
		return;
	ids = wd_quarantine_list(base);
	for (guint i = 0; i < ids->len; i++) {
		const char *id = g_ptr_array_index(ids, i);

		if (is_note_alone(base, id))
			wd_quarantine_remove(base, id);
		else
			look_at(session, arrivals, id);
	}
}
