/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session-review.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-error.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-private.h"

#define MAX_BURST_MS 1000 /* a clock that was set back further is believed */

/* Messages are all different, a request is the same request however often it is made. */
static gboolean
is_repeatable(WdEventKind kind)
{
	return kind == WD_EVENT_CONTACT_REQUEST || kind == WD_EVENT_CHAT_INVITE ||
	       kind == WD_EVENT_ATTENTION;
}

static gboolean
has_live_object(WdEventKind kind)
{
	return kind == WD_EVENT_CONTACT_REQUEST || kind == WD_EVENT_CHAT_INVITE ||
	       kind == WD_EVENT_FILE;
}

static gboolean
hold_new(WdSession *session,
	 const char *id,
	 const WdEvent *event,
	 const WdVerdict *verdict,
	 GError **error)
{
	gint64 held_ms = wd_session_now_ms(session);
	g_autoptr(WdHeld) held = NULL;

	/* A burst of messages within one millisecond is released in the order in which it came. */
	if (held_ms <= session->last_held_ms && session->last_held_ms - held_ms < MAX_BURST_MS)
		held_ms = session->last_held_ms + 1;
	session->last_held_ms = held_ms;
	held = wd_held_new(id, event, verdict, held_ms);
	if (!wd_queue_add(session->stores.queue, held, error))
		return FALSE;
	wd_session_tell_dropped(session);
	wd_session_prune_queue(session, FALSE);
	return TRUE;
}

static void
say_not_kept(WdSession *session, const GError *error)
{
	g_autofree char *text = NULL;

	/* Translators: %s is the reason the system gave. */
	text = g_strdup_printf(_("Something could not be kept for review: %s"),
			       error != NULL ? error->message : "?");
	wd_session_banner(session, "queue", text);
}

/**
 * wd_session_hold_as:
 * @session: the session
 * @id: of wd_queue_new_id(), new to the queue
 * @event: what is kept for review
 * @verdict: why
 *
 * As wd_session_hold(), for what lies on disk under @id already. Never joins an earlier row.
 *
 * Returns: whether it is kept
 */
gboolean
wd_session_hold_as(WdSession *session,
		   const char *id,
		   const WdEvent *event,
		   const WdVerdict *verdict)
{
	g_autoptr(GError) error = NULL;

	if (session->stores.queue == NULL)
		return FALSE; /* said when it could not be opened */
	if (!hold_new(session, id, event, verdict, &error)) {
		say_not_kept(session, error);
		return FALSE;
	}
	if (has_live_object(event->kind))
		wd_delivery_note_live(session->delivery, id);
	return TRUE;
}

/**
 * wd_session_watch_row:
 * @session: the session
 * @id: a row of an earlier run for which this process can still act
 */
void
wd_session_watch_row(WdSession *session, const char *id)
{
	wd_delivery_note_live(session->delivery, id);
}

/**
 * wd_session_hold:
 * @session: the session
 * @event: what is kept for review
 * @verdict: why
 *
 * Puts @event into the review queue. The same request again raises the count of its row.
 *
 * Returns: (transfer full) (nullable): the row's id; NULL when it could not be kept, which the
 * person is told in a banner: then the caller shows with a warning what it would have kept, unless
 * policy blocks it
 */
char *
wd_session_hold(WdSession *session, const WdEvent *event, const WdVerdict *verdict)
{
	WdQueue *queue = session->stores.queue;
	g_autofree char *id = NULL;

	if (queue == NULL)
		return NULL; /* said when it could not be opened */
	if (is_repeatable(event->kind))
		id = wd_queue_find_same(queue, event);
	/* Decided by another process meanwhile: then this one is a row of its own. */
	if (id != NULL && wd_queue_note_repeat(queue, id, NULL)) {
		if (has_live_object(event->kind))
			wd_delivery_note_live(session->delivery, id);
		return g_steal_pointer(&id);
	}
	g_free(id);
	id = wd_queue_new_id();
	return wd_session_hold_as(session, id, event, verdict) ? g_steal_pointer(&id) : NULL;
}

/**
 * wd_session_expire:
 * @session: the session
 * @held_id: a row whose request or offer went with its connection
 */
void
wd_session_expire(WdSession *session, const char *held_id)
{
	wd_delivery_forget_live(session->delivery, held_id);
	if (session->stores.queue != NULL)
		/* A row that was decided meanwhile is no longer there to expire. */
		(void)wd_queue_expire(
			session->stores.queue, held_id, wd_session_now_ms(session), NULL);
}

/**
 * wd_session_trust:
 * @session: the session
 * @event: something of the peer's
 * @error: return location for a #WD_ERROR
 *
 * From now on the peer of @event is no stranger.
 *
 * Returns: whether that is kept
 */
gboolean
wd_session_trust(WdSession *session, const WdEvent *event, GError **error)
{
	wd_session_forget_context(session);
	if (session->stores.trust == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "the list of trusted people is not open");
		return FALSE;
	}
	return wd_trust_set(
		session->stores.trust, event->protocol, event->account, event->peer, TRUE, error);
}

/**
 * wd_session_decide:
 * @session: the session
 * @id: a row of the queue
 * @decision: what the person chose
 * @error: return location for a #WD_ERROR
 *
 * Decides a row and carries it out at once where that is possible.
 *
 * Returns: whether the decision is kept
 */
gboolean
wd_session_decide(WdSession *session, const char *id, WdDecision decision, GError **error)
{
	WdQueue *queue = session->stores.queue;
	g_autoptr(WdHeld) held = NULL;

	if (queue == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "the review list is not open");
		return FALSE;
	}
	held = wd_queue_find(queue, id, error);
	if (held == NULL)
		return FALSE;
	if (decision == WD_DECISION_TRUST && !wd_session_trust(session, held->event, error))
		return FALSE;
	if (!wd_queue_decide(queue, id, decision, wd_session_now_ms(session), error))
		return FALSE;
	wd_session_deliver_new(session);
	return TRUE;
}

/**
 * wd_session_set_deliver:
 * @session: the session
 * @kind: of the rows
 * @direction: of the rows
 * @deliver: (nullable): the part's function; NULL when it is detached
 * @data: for @deliver
 */
void
wd_session_set_deliver(WdSession *session,
		       WdEventKind kind,
		       WdDirection direction,
		       WdDeliver deliver,
		       gpointer data)
{
	wd_delivery_set(session->delivery, kind, direction, deliver, data);
}

/**
 * wd_session_claim:
 * @session: the session
 * @held: a released row
 *
 * Returns: TRUE once for each row: then the caller, and nobody else, delivers it
 */
gboolean
wd_session_claim(WdSession *session, const WdHeld *held)
{
	return wd_delivery_claim(session->delivery, held->id, wd_session_now_ms(session));
}

/**
 * wd_session_set_refused_watch:
 * @session: the session
 * @watch: (nullable): called whenever something may be left to do about rows that were refused
 */
void
wd_session_set_refused_watch(WdSession *session, void (*watch)(WdSession *session))
{
	session->refused_watch = watch;
}

static void
carry_out(WdSession *session, gboolean is_occasion)
{
	wd_delivery_run(session->delivery, is_occasion, wd_session_now_ms(session));
	if (session->refused_watch != NULL)
		session->refused_watch(session);
}

/**
 * wd_session_deliver_released:
 * @session: the session
 *
 * Tries every row that was released and not yet delivered; then the part that carries out reports
 * looks at those that were refused. For when something has happened that may make it possible.
 */
void
wd_session_deliver_released(WdSession *session)
{
	carry_out(session, TRUE);
}

/**
 * wd_session_deliver_new:
 * @session: the session
 *
 * The same for what was decided since: it may be one row of hundreds whose account is offline.
 */
void
wd_session_deliver_new(WdSession *session)
{
	carry_out(session, FALSE);
}
