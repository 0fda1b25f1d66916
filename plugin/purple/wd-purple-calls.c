/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A call rings in a window of its own, with the caller's name as large as a contact's.  libpurple
 * offers every call to "init-media" first, and takes the answer of whoever is asked last; by then
 * the client's own handler has opened its window.  So the call is judged in an emission hook, which
 * runs before all handlers, and for a refused one they are blocked until the next turn of the main
 * loop: nobody answers, and that means no.  A refused call cannot be taken later; its row in the
 * review queue says who called, and is expired from the start.
 */
#include "config.h"

#include "purple/wd-purple-calls.h"

#include <glib-object.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "purple/wd-purple-event.h"
#include "purple/wd-purple-say.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"
#include "ui/wd-phrases.h"

#define STATE "calls"

static const char *const signals[] = {"init-media", "init-private-media"};

typedef struct {
	WdSession *session;
	gpointer manager; /* (nullable) libpurple built without voice and video has none */
	guint ids[G_N_ELEMENTS(signals)];
	gulong hooks[G_N_ELEMENTS(signals)];
	gulong handlers[G_N_ELEMENTS(signals)];
	GArray *blocked; /* of gulong: handlers that must not see the call of this moment */
	guint timer;
} Calls;

/* Started by the person, it is no stranger's call. */
static gboolean
is_mine(gpointer media)
{
	gboolean is_initiator = FALSE;

	if (G_IS_OBJECT(media) &&
	    g_object_class_find_property(G_OBJECT_GET_CLASS(media), "initiator") != NULL)
		g_object_get(media, "initiator", &is_initiator, NULL);
	return is_initiator;
}

static WdEvent *
new_event(Calls *calls, PurpleAccount *account, const char *who)
{
	const WdPurpleMessage message = {
		.kind = WD_EVENT_ATTENTION,
		.direction = WD_DIRECTION_IN,
		.account = account,
		.raw_peer = who,
		.raw_html = _("A voice or video call"),
		.time_ms = wd_session_now_ms(calls->session),
	};

	return wd_purple_event_new(&message);
}

/* Calls have a key of their own beside what the engine says about whoever rings. */
static WdVerdict *
judge(Calls *calls, PurpleAccount *account, const WdEvent *event)
{
	WdVerdict *verdict = wd_session_peek(calls->session, account, event);
	WdAction action = (WdAction)wd_policy_get_choice(wd_session_get_policy(calls->session),
							 WD_KEY_CONTACTS_CALLS);

	if (action > WD_ACTION_ALLOW && wd_session_is_stranger(calls->session, account, event))
		wd_verdict_add(verdict, wd_finding_new("contact.call", action, 0, 0, 0, NULL));
	return verdict;
}

static void
keep_trace(Calls *calls, const WdEvent *event, const WdVerdict *verdict)
{
	g_autofree char *id = NULL;

	if ((verdict->treatment & WD_TREATMENT_NO_COPY) != 0)
		return;
	id = wd_session_hold(calls->session, event, verdict);
	if (id != NULL)
		wd_session_expire(calls->session, id);
}

/* "warn" lets it ring, with a line that says who that is not. */
static void
warn(PurpleAccount *account, const char *who, const WdVerdict *verdict)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, account);
	g_autofree char *reasons = wd_phrase_for_findings(verdict->findings);

	if (conversation == NULL)
		conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, who);
	wd_purple_say(conversation, reasons);
}

static void
free_calls(gpointer data)
{
	Calls *calls = data;

	g_array_unref(calls->blocked);
	g_free(calls);
}

static void
unblock(Calls *calls)
{
	for (guint i = 0; i < calls->blocked->len; i++) {
		gulong id = g_array_index(calls->blocked, gulong, i);

		if (g_signal_handler_is_connected(calls->manager, id))
			g_signal_handler_unblock(calls->manager, id);
	}
	g_array_set_size(calls->blocked, 0);
	if (calls->timer != 0)
		purple_timeout_remove(calls->timer);
	calls->timer = 0;
}

static gboolean
unblock_later(gpointer data)
{
	Calls *calls = data;

	calls->timer = 0;
	unblock(calls);
	return FALSE;
}

static void
block(Calls *calls, guint signal_id)
{
	const GSignalMatchType match = G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_UNBLOCKED;
	gulong id;

	while ((id = g_signal_handler_find(
			calls->manager, match, signal_id, 0, NULL, NULL, NULL)) != 0) {
		g_signal_handler_block(calls->manager, id);
		g_array_append_val(calls->blocked, id);
	}
	calls->timer = purple_timeout_add(0, unblock_later, calls);
}

static gboolean
may_ring(Calls *calls, gpointer media, PurpleAccount *account, const char *who)
{
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (account == NULL || who == NULL || is_mine(media))
		return TRUE;
	event = new_event(calls, account, who);
	verdict = judge(calls, account, event);
	wd_session_record(calls->session, account, event, verdict);
	if (verdict->action >= WD_ACTION_HOLD) {
		keep_trace(calls, event, verdict);
		return FALSE;
	}
	if (verdict->action == WD_ACTION_WARN)
		warn(account, who, verdict);
	return TRUE;
}

/* The signal's values: manager, media, account, name. */
static gboolean
before_handlers(GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
	Calls *calls = data;

	unblock(calls);
	if (n_values == 4 && !may_ring(calls,
				       g_value_get_object(&values[1]),
				       g_value_get_pointer(&values[2]),
				       g_value_get_string(&values[3])))
		block(calls, hint->signal_id);
	return TRUE; /* stay */
}

/* libpurple does not even ask while nobody is connected. */
static gboolean
accept_call(gpointer manager, gpointer media, gpointer account, const char *who, gpointer data)
{
	return TRUE;
}

/**
 * wd_purple_calls_attach:
 * @session: the session
 */
void
wd_purple_calls_attach(WdSession *session)
{
	Calls *calls = g_new0(Calls, 1);

	calls->session = session;
	calls->blocked = g_array_new(FALSE, FALSE, sizeof(gulong));
	calls->manager = purple_media_manager_get();
	wd_session_set_state(session, STATE, calls, free_calls);
	for (gsize i = 0; calls->manager != NULL && i < G_N_ELEMENTS(signals); i++) {
		guint id = g_signal_lookup(signals[i], G_OBJECT_TYPE(calls->manager));

		if (id == 0)
			continue;
		calls->ids[i] = id;
		calls->hooks[i] = g_signal_add_emission_hook(id, 0, before_handlers, calls, NULL);
		calls->handlers[i] =
			g_signal_connect(calls->manager, signals[i], G_CALLBACK(accept_call), NULL);
	}
}

/**
 * wd_purple_calls_detach:
 * @session: the session
 */
void
wd_purple_calls_detach(WdSession *session)
{
	Calls *calls = wd_session_get_state(session, STATE);

	unblock(calls);
	for (gsize i = 0; i < G_N_ELEMENTS(signals); i++) {
		if (calls->ids[i] == 0)
			continue;
		g_signal_remove_emission_hook(calls->ids[i], calls->hooks[i]);
		g_signal_handler_disconnect(calls->manager, calls->handlers[i]);
	}
	wd_session_set_state(session, STATE, NULL, NULL);
}
