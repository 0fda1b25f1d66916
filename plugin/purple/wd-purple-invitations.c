/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-invitations.h"

#include "purple/wd-purple-context.h"
#include "purple/wd-refusal-manners.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"
#include "purple/wd-slot.h"
#include "ui/wd-phrases.h"

#define FIRST     (-9000) /* before every plugin that would accept by itself */
#define LAST      9000 /* runs only when nobody before decided: then the question comes at once */
#define N_ANSWERS 2    /* accept and reject, in this order (server.c, serv_got_chat_invite) */

/*
 * libpurple's own question about an invitation, not shown. Its address is the handle that libpurple
 * got from us in place of the client's, and gives back when the connection ends.
 */
typedef struct {
	char *held_id; /* (nullable): blocked */
	PurpleAccount *account;
	char *who;
	char *title;
	char *primary;
	char *secondary;
	int fallback_action;
	char *labels[N_ANSWERS];
	GCallback callbacks[N_ANSWERS];
	void *data; /* libpurple's, freed by the callbacks */
	gboolean is_over;
} Invitation;

/* Between chat-invited and the question that follows it in the same call. */
typedef struct {
	PurpleAccount *account;
	char *who;
	WdEvent *event;
	WdVerdict *verdict;
	gboolean is_armed;
} Judged;

typedef struct {
	WdSession *session;
	GPtrArray *waiting; /* of Invitation *, oldest first */
	Judged *judged;
} Invitations;

typedef void (*CloseFunction)(PurpleRequestType type, void *handle);
typedef void *(*AskFunction)(const char *title,
			     const char *primary,
			     const char *secondary,
			     int fallback_action,
			     PurpleAccount *account,
			     const char *who,
			     PurpleConversation *conversation,
			     void *data,
			     size_t n_actions,
			     va_list actions);

/* The slots carry no data pointer. */
static Invitations *invitations;
static WdSlot ask_slot;
static WdSlot close_slot;
static PurpleRequestUiOps own_ops; /* for a client that has none */

static void
free_judged(Judged *judged)
{
	if (judged == NULL)
		return;
	g_free(judged->who);
	wd_event_unref(judged->event);
	wd_verdict_free(judged->verdict);
	g_free(judged);
}

static void
free_invitation(gpointer pointer)
{
	Invitation *invitation = pointer;

	g_free(invitation->held_id);
	g_free(invitation->who);
	g_free(invitation->title);
	g_free(invitation->primary);
	g_free(invitation->secondary);
	for (guint i = 0; i < N_ANSWERS; i++)
		g_free(invitation->labels[i]);
	g_free(invitation);
}

static WdEvent *
make_event(PurpleAccount *account, const char *who, const char *room, const char *message)
{
	g_autofree char *peer = wd_purple_normalise_peer(account, who);
	const WdEvent fields = {
		.kind = WD_EVENT_CHAT_INVITE,
		.direction = WD_DIRECTION_IN,
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = peer,
		.conversation = room,
		.text = message,
		.file_size = -1,
		.time_ms = wd_session_now_ms(invitations->session),
	};

	return wd_event_new(&fields);
}

static void
keep_copy(const WdEvent *event, const WdVerdict *verdict)
{
	if (!(verdict->treatment & WD_TREATMENT_NO_COPY))
		g_free(wd_session_hold(invitations->session, event, verdict));
}

static gboolean
must_be_first(void)
{
	return wd_refusal_must_be_first(wd_session_get_policy(invitations->session));
}

/* < 0 rejects, > 0 accepts, 0 lets others decide and then asks. */
static int
invited(PurpleAccount *account,
	const char *who,
	const char *room,
	const char *message,
	GHashTable *components,
	gpointer data)
{
	Judged *judged = g_new0(Judged, 1);

	g_clear_pointer(&invitations->judged, free_judged);
	judged->account = account;
	judged->who = g_strdup(who);
	judged->event = make_event(account, who, room, message);
	judged->verdict = wd_session_judge(invitations->session, account, judged->event);
	if (judged->verdict->action != WD_ACTION_BLOCK || !must_be_first()) {
		invitations->judged = judged;
		return 0;
	}
	keep_copy(judged->event, judged->verdict);
	free_judged(judged);
	return -1;
}

static int
nobody_decided(PurpleAccount *account,
	       const char *who,
	       const char *room,
	       const char *message,
	       GHashTable *components,
	       gpointer data)
{
	if (invitations->judged != NULL)
		invitations->judged->is_armed = TRUE;
	return 0;
}

static Judged *
take_judged(PurpleAccount *account, const char *who, size_t n_actions)
{
	const Judged *judged = invitations == NULL ? NULL : invitations->judged;

	if (judged == NULL || !judged->is_armed || judged->account != account ||
	    g_strcmp0(judged->who, who) != 0 || n_actions != N_ANSWERS)
		return NULL;
	return g_steal_pointer(&invitations->judged);
}

static void
read_answers(Invitation *invitation, va_list actions)
{
	for (guint i = 0; i < N_ANSWERS; i++) {
		invitation->labels[i] = g_strdup(va_arg(actions, const char *));
		invitation->callbacks[i] = va_arg(actions, GCallback);
	}
}

static Invitation *
keep(const Invitation *fields, char *held_id, va_list actions)
{
	Invitation *invitation = g_new0(Invitation, 1);

	*invitation = *fields;
	invitation->held_id = held_id;
	invitation->who = g_strdup(fields->who);
	invitation->title = g_strdup(fields->title);
	invitation->primary = g_strdup(fields->primary);
	invitation->secondary = g_strdup(fields->secondary);
	read_answers(invitation, actions);
	g_ptr_array_add(invitations->waiting, invitation);
	return invitation;
}

static void *
show(const Invitation *invitation, const char *secondary, va_list actions)
{
	AskFunction stock = (AskFunction)ask_slot.stock;

	if (stock == NULL)
		return NULL;
	return stock(invitation->title,
		     invitation->primary,
		     secondary,
		     invitation->fallback_action,
		     invitation->account,
		     invitation->who,
		     NULL,
		     invitation->data,
		     N_ANSWERS,
		     actions);
}

static void *
show_with_reason(const Invitation *invitation, const WdVerdict *verdict, va_list actions)
{
	g_autofree char *reasons = NULL;
	g_autofree char *secondary = NULL;

	if (verdict->action < WD_ACTION_WARN)
		return show(invitation, invitation->secondary, actions);
	reasons = wd_phrase_for_findings(verdict->findings);
	secondary = g_strconcat(invitation->secondary, "\n", reasons, NULL);
	return show(invitation, secondary, actions);
}

/* The question stands unanswered until the connection ends, and nobody sees it. */
static Invitation *
ignore(const Invitation *fields, const Judged *judged, va_list actions)
{
	Invitation *invitation = keep(fields, NULL, actions);

	keep_copy(judged->event, judged->verdict);
	invitation->is_over = TRUE;
	return invitation;
}

static void *
decide(const Invitation *invitation, const Judged *judged, va_list actions)
{
	g_autofree char *held_id = NULL;

	if (judged->verdict->action == WD_ACTION_BLOCK)
		return ignore(invitation, judged, actions);
	/* A client that has no questions would lose the invitation. */
	if (judged->verdict->action < WD_ACTION_HOLD && ask_slot.stock != NULL)
		return show_with_reason(invitation, judged->verdict, actions);
	held_id = wd_session_hold(invitations->session, judged->event, judged->verdict);
	if (held_id == NULL)
		return show_with_reason(invitation, judged->verdict, actions);
	return keep(invitation, g_steal_pointer(&held_id), actions);
}

static void *
guarded_ask(const char *title,
	    const char *primary,
	    const char *secondary,
	    int fallback_action,
	    PurpleAccount *account,
	    const char *who,
	    PurpleConversation *conversation,
	    void *data,
	    size_t n_actions,
	    va_list actions)
{
	AskFunction stock = (AskFunction)ask_slot.stock;
	Judged *judged = take_judged(account, who, n_actions);
	void *handle;

	if (judged != NULL) {
		const Invitation invitation = {
			.account = account,
			.who = (char *)who,
			.title = (char *)title,
			.primary = (char *)primary,
			.secondary = (char *)secondary,
			.fallback_action = fallback_action,
			.data = data,
		};

		handle = decide(&invitation, judged, actions);
		free_judged(judged);
		return handle;
	}
	if (stock == NULL)
		return NULL;
	return stock(title,
		     primary,
		     secondary,
		     fallback_action,
		     account,
		     who,
		     conversation,
		     data,
		     n_actions,
		     actions);
}

static void
guarded_close(PurpleRequestType type, void *handle)
{
	CloseFunction stock = (CloseFunction)close_slot.stock;
	Invitation *invitation;
	guint index;

	if (invitations == NULL || !g_ptr_array_find(invitations->waiting, handle, &index)) {
		if (stock != NULL)
			stock(type, handle);
		return;
	}
	invitation = g_ptr_array_index(invitations->waiting, index);
	if (!invitation->is_over)
		wd_session_expire(invitations->session, invitation->held_id);
	g_ptr_array_remove_index(invitations->waiting, index);
}

static Invitation *
find_by_row(const char *held_id)
{
	for (guint i = invitations->waiting->len; i > 0; i--) {
		Invitation *invitation = g_ptr_array_index(invitations->waiting, i - 1);

		if (!invitation->is_over && g_str_equal(invitation->held_id, held_id))
			return invitation;
	}
	return NULL;
}

/* Answers in the person's name, then lets libpurple forget the question. */
static void
answer(Invitation *invitation, guint index)
{
	PurpleRequestActionCb callback = (PurpleRequestActionCb)invitation->callbacks[index];

	invitation->is_over = TRUE;
	if (callback != NULL)
		callback(invitation->data, (int)index);
	purple_request_close(PURPLE_REQUEST_ACTION, invitation);
}

/* Through libpurple, so that it knows the client's handle and closes the question with the
 * connection. */
static void
release(Invitation *invitation)
{
	invitation->is_over = TRUE;
	(void)purple_request_action(purple_account_get_connection(invitation->account),
				    invitation->title,
				    invitation->primary,
				    invitation->secondary,
				    invitation->fallback_action,
				    invitation->account,
				    invitation->who,
				    NULL,
				    invitation->data,
				    N_ANSWERS,
				    invitation->labels[0],
				    invitation->callbacks[0],
				    invitation->labels[1],
				    invitation->callbacks[1]);
	purple_request_close(PURPLE_REQUEST_ACTION, invitation);
}

static void
reject_all(const char *held_id)
{
	Invitation *invitation = find_by_row(held_id);

	while (invitation != NULL) {
		answer(invitation, 1);
		invitation = find_by_row(held_id);
	}
}

/* Without an answer. Older invitations of the same row get none when the newest is accepted: a
 * rejection would cross the acceptance. */
static void
close_all(const char *held_id)
{
	Invitation *invitation = find_by_row(held_id);

	while (invitation != NULL) {
		invitation->is_over = TRUE;
		purple_request_close(PURPLE_REQUEST_ACTION, invitation);
		invitation = find_by_row(held_id);
	}
}

static gboolean
deliver(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	Invitation *invitation = find_by_row(held->id);

	if (invitation == NULL) {
		wd_session_expire(session, held->id);
		return FALSE;
	}
	if (decision != WD_DECISION_RELEASE && decision != WD_DECISION_TRUST) {
		if (wd_refusal_is_silent(wd_session_get_policy(session)))
			close_all(held->id);
		else
			reject_all(held->id);
		return TRUE;
	}
	if (!wd_session_claim(session, held))
		return FALSE;
	if (ask_slot.stock == NULL)
		answer(invitation, 0);
	else
		release(invitation);
	close_all(held->id);
	return TRUE;
}

/**
 * wd_purple_invitations_attach:
 * @session: the session
 *
 * Judges invitations in chat-invited; an invitation that is held goes on to libpurple's question,
 * which is kept from the client. A return code could only accept or reject, and rejecting tells
 * the peer.
 */
void
wd_purple_invitations_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	gpointer conversations = purple_conversations_get_handle();
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();

	invitations = g_new0(Invitations, 1);
	invitations->session = session;
	invitations->waiting = g_ptr_array_new_with_free_func(free_invitation);
	if (ops == NULL)
		purple_request_set_ui_ops(ops = &own_ops);
	wd_slot_take(&ask_slot, WD_SLOT_PLACE(ops->request_action), G_CALLBACK(guarded_ask));
	wd_slot_take(&close_slot, WD_SLOT_PLACE(ops->close_request), G_CALLBACK(guarded_close));
	purple_signal_connect_priority(
		conversations, "chat-invited", plugin, PURPLE_CALLBACK(invited), NULL, FIRST);
	purple_signal_connect_priority(
		conversations, "chat-invited", plugin, PURPLE_CALLBACK(nobody_decided), NULL, LAST);
	wd_session_set_deliver(session, WD_EVENT_CHAT_INVITE, WD_DIRECTION_IN, deliver, NULL);
}

static void
take_back_handles(void)
{
	while (invitations->waiting->len > 0) {
		Invitation *last =
			g_ptr_array_index(invitations->waiting, invitations->waiting->len - 1);

		purple_request_close(PURPLE_REQUEST_ACTION, last);
		(void)g_ptr_array_remove(invitations->waiting, last); /* unknown to libpurple */
	}
}

/**
 * wd_purple_invitations_detach:
 * @session: the session
 *
 * Takes back the handles that libpurple has from us; the rows stay, as expired, with the room's
 * name. Gives the slots back where they are still ours.
 */
void
wd_purple_invitations_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	gpointer conversations = purple_conversations_get_handle();

	purple_signal_disconnect(conversations, "chat-invited", plugin, PURPLE_CALLBACK(invited));
	purple_signal_disconnect(
		conversations, "chat-invited", plugin, PURPLE_CALLBACK(nobody_decided));
	wd_session_set_deliver(session, WD_EVENT_CHAT_INVITE, WD_DIRECTION_IN, NULL, NULL);
	take_back_handles();
	(void)wd_slot_give_back(&ask_slot); /* off duty both only hand on */
	(void)wd_slot_give_back(&close_slot);
	if (purple_request_get_ui_ops() == &own_ops)
		purple_request_set_ui_ops(NULL);
	g_clear_pointer(&invitations->judged, free_judged);
	g_ptr_array_unref(invitations->waiting);
	g_clear_pointer(&invitations, g_free);
}
