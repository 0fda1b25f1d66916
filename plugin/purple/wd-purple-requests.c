/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-requests.h"

#include "purple/wd-purple-context.h"
#include "purple/wd-refusal-manners.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"
#include "purple/wd-slot.h"
#include "ui/wd-phrases.h"

/* Before every other plugin: the first that answers in these signals decides. */
#define FIRST (-9000)

/*
 * A contact request that is not on the screen. Its address is the handle that libpurple got from us
 * in place of the client's, and gives back when the connection ends.
 */
typedef struct {
	char *held_id; /* (nullable): blocked, and policy wants no copy */
	gboolean is_blocked;
	PurpleAccount *account;
	char *who;
	char *id;
	char *alias;
	char *message;
	gboolean is_on_list;
	PurpleAccountRequestAuthorizationCb authorize; /* libpurple's own, not the protocol's */
	PurpleAccountRequestAuthorizationCb deny;
	void *data;
	guint deny_id; /* 0: no answer is due */
	void *shown;   /* the client's handle, once the question was released to it */
} Request;

typedef struct {
	WdSession *session;
	GPtrArray *waiting;       /* of Request *, oldest first */
	const Request *releasing; /* on its way through libpurple a second time */
} Requests;

typedef void (*CloseFunction)(void *handle);
typedef void *(*AskFunction)(PurpleAccount *account,
			     const char *who,
			     const char *id,
			     const char *alias,
			     const char *message,
			     gboolean is_on_list,
			     PurpleAccountRequestAuthorizationCb authorize,
			     PurpleAccountRequestAuthorizationCb deny,
			     void *data);

/* The slots carry no data pointer. */
static Requests *requests;
static WdSlot ask_slot;
static WdSlot close_slot;
static PurpleAccountUiOps own_ops; /* for a client that has none: requests are held there, too */

static void
free_request(gpointer pointer)
{
	Request *request = pointer;

	if (request->deny_id != 0)
		g_source_remove(request->deny_id);
	g_free(request->held_id);
	g_free(request->who);
	g_free(request->id);
	g_free(request->alias);
	g_free(request->message);
	g_free(request);
}

static WdEvent *
make_event(PurpleAccount *account, const char *who, const char *alias, const char *text)
{
	g_autofree char *peer = wd_purple_normalise_peer(account, who);
	const WdEvent fields = {
		.kind = WD_EVENT_CONTACT_REQUEST,
		.direction = WD_DIRECTION_IN,
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = peer,
		.peer_alias = alias,
		.text = text,
		.file_size = -1,
		.time_ms = wd_session_now_ms(requests->session),
	};

	return wd_event_new(&fields);
}

/* The chosen nickname is the peer's text as much as the message is: XMPP has nothing else. */
static char *
join_text(const char *alias, const char *message)
{
	gboolean has_alias = alias != NULL && *alias != '\0';
	gboolean has_message = message != NULL && *message != '\0';

	if (has_alias && has_message)
		return g_strconcat(message, "\n", alias, NULL);
	return g_strdup(has_alias ? alias : message);
}

/* Returns the copy's id, NULL where policy wants none. */
static char *
record_block(PurpleAccount *account, const WdEvent *event, const WdVerdict *verdict)
{
	wd_session_record(requests->session, account, event, verdict);
	if (verdict->treatment & WD_TREATMENT_NO_COPY)
		return NULL;
	return wd_session_hold(requests->session, event, verdict);
}

/* Judged when it came. Another one, which a client's modal question lets in meanwhile, was not. */
static gboolean
is_releasing(PurpleAccount *account, const char *who)
{
	const Request *request = requests->releasing;

	return request != NULL && request->account == account && g_str_equal(request->who, who);
}

static int
judge_for_signal(PurpleAccount *account, const char *who, const char *text, int answer)
{
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (is_releasing(account, who))
		return PURPLE_ACCOUNT_RESPONSE_PASS;
	event = make_event(account, who, NULL, text);
	verdict = wd_session_peek(requests->session, account, event);
	if (verdict->action != WD_ACTION_BLOCK)
		return PURPLE_ACCOUNT_RESPONSE_PASS;
	g_free(record_block(account, event, verdict));
	return answer;
}

static gboolean
must_be_first(void)
{
	return wd_refusal_must_be_first(wd_session_get_policy(requests->session));
}

static int
requested(PurpleAccount *account, const char *who, gpointer data)
{
	if (!must_be_first())
		return PURPLE_ACCOUNT_RESPONSE_PASS;
	return judge_for_signal(account, who, NULL, PURPLE_ACCOUNT_RESPONSE_DENY);
}

static int
requested_with_message(PurpleAccount *account, const char *who, const char *message, gpointer data)
{
	return judge_for_signal(account,
				who,
				message,
				must_be_first() ? PURPLE_ACCOUNT_RESPONSE_DENY
						: PURPLE_ACCOUNT_RESPONSE_IGNORE);
}

static Request *
find_by_handle(const void *handle)
{
	guint index;

	if (requests == NULL || !g_ptr_array_find(requests->waiting, handle, &index))
		return NULL;
	return g_ptr_array_index(requests->waiting, index);
}

/* The newest of a row: who asks again while the first request waits has one row, and two handles.
 */
static Request *
find_by_row(const char *held_id)
{
	for (guint i = requests->waiting->len; i > 0; i--) {
		Request *request = g_ptr_array_index(requests->waiting, i - 1);

		if (request->shown == NULL && !request->is_blocked &&
		    g_strcmp0(request->held_id, held_id) == 0)
			return request;
	}
	return NULL;
}

static void
forget(Request *request)
{
	(void)g_ptr_array_remove(requests->waiting, request);
}

/* libpurple's record of the question goes, without an answer to the peer. */
static void
close_older(const char *held_id)
{
	Request *older = find_by_row(held_id);

	while (older != NULL) {
		g_clear_pointer(&older->held_id, g_free); /* the row lives on with the newer one */
		purple_account_request_close(older);
		older = find_by_row(held_id);
	}
}

static Request *
keep(const Request *fields, char *held_id, gboolean is_blocked)
{
	Request *request = g_new0(Request, 1);

	*request = *fields;
	request->held_id = held_id;
	request->is_blocked = is_blocked;
	request->who = g_strdup(fields->who);
	request->id = g_strdup(fields->id);
	request->alias = g_strdup(fields->alias);
	request->message = g_strdup(fields->message);
	g_ptr_array_add(requests->waiting, request);
	return request;
}

/* libpurple takes no answer while it asks. */
static gboolean
deny_later(gpointer data)
{
	Request *request = data;
	PurpleAccountRequestAuthorizationCb deny = request->deny;
	void *deny_data = request->data;

	request->deny_id = 0;
	forget(request);
	deny(deny_data);
	return G_SOURCE_REMOVE;
}

/* What the signals could not know was in the nickname. */
static Request *
keep_blocked(const Request *fields, char *held_id)
{
	Request *request = keep(fields, held_id, TRUE);

	if (must_be_first())
		request->deny_id = g_idle_add(deny_later, request);
	return request;
}

static void *
show(const Request *request, const char *message)
{
	AskFunction stock = (AskFunction)ask_slot.stock;

	if (stock == NULL)
		return NULL;
	return stock(request->account,
		     request->who,
		     request->id,
		     request->alias,
		     message,
		     request->is_on_list,
		     request->authorize,
		     request->deny,
		     request->data);
}

/* The reason stands where the client shows what the peer wrote: the stock question has no other
 * place. */
static void *
show_with_reason(const Request *request, const WdVerdict *verdict)
{
	g_autofree char *reasons = NULL;
	g_autofree char *message = NULL;

	if (verdict->action < WD_ACTION_WARN)
		return show(request, request->message);
	reasons = wd_phrase_for_findings(verdict->findings);
	message = request->message == NULL || *request->message == '\0'
			  ? g_strdup(reasons)
			  : g_strconcat(request->message, "\n\n", reasons, NULL);
	return show(request, message);
}

static void *
decide(const Request *request)
{
	g_autofree char *text = join_text(request->alias, request->message);
	g_autoptr(WdEvent) event = make_event(request->account, request->who, request->alias, text);
	g_autoptr(WdVerdict) verdict = wd_session_peek(requests->session, request->account, event);
	g_autofree char *held_id = NULL;

	if (verdict->action == WD_ACTION_BLOCK) {
		held_id = record_block(request->account, event, verdict);
		return keep_blocked(request, g_steal_pointer(&held_id));
	}
	wd_session_record(requests->session, request->account, event, verdict);
	/* A client that has no question would lose the request. */
	if (verdict->action < WD_ACTION_HOLD && ask_slot.stock != NULL)
		return show_with_reason(request, verdict);
	held_id = wd_session_hold(requests->session, event, verdict);
	if (held_id == NULL)
		return show_with_reason(request, verdict);
	close_older(held_id);
	return keep(request, g_steal_pointer(&held_id), FALSE);
}

static void *
guarded_ask(PurpleAccount *account,
	    const char *who,
	    const char *id,
	    const char *alias,
	    const char *message,
	    gboolean is_on_list,
	    PurpleAccountRequestAuthorizationCb authorize,
	    PurpleAccountRequestAuthorizationCb deny,
	    void *data)
{
	const Request request = {
		.account = account,
		.who = (char *)who,
		.id = (char *)id,
		.alias = (char *)alias,
		.message = (char *)message,
		.is_on_list = is_on_list,
		.authorize = authorize,
		.deny = deny,
		.data = data,
	};

	if (requests == NULL || is_releasing(account, who))
		return show(&request, message);
	return decide(&request);
}

static void
guarded_close(void *handle)
{
	CloseFunction stock = (CloseFunction)close_slot.stock;
	Request *request = find_by_handle(handle);

	if (request == NULL) {
		if (stock != NULL)
			stock(handle);
		return;
	}
	if (request->held_id != NULL && request->shown == NULL && !request->is_blocked)
		wd_session_expire(requests->session, request->held_id);
	forget(request);
}

/* Answered in the client's own question: libpurple has forgotten our handle by now. */
static void
answered(PurpleAccount *account, const char *who, gpointer data)
{
	for (guint i = requests->waiting->len; i > 0; i--) {
		Request *request = g_ptr_array_index(requests->waiting, i - 1);

		if (request->shown != NULL && request->account == account &&
		    g_str_equal(request->who, who))
			forget(request);
	}
}

/*
 * Asks anew through libpurple, so that it knows the client's handle and closes the question with
 * the connection; the answer goes to the first record, and from there to the protocol.
 */
static void
release(Request *request)
{
	void *shown;

	requests->releasing = request;
	shown = purple_account_request_authorization(request->account,
						     request->who,
						     request->id,
						     request->alias,
						     request->message,
						     request->is_on_list,
						     request->authorize,
						     request->deny,
						     request->data);
	requests->releasing = NULL;
	/* Another plugin, or a client that asks modally, may have answered already. A client
	 * without handles still has the question open, and libpurple still has ours. */
	if (find_by_handle(request) != NULL)
		request->shown = shown != NULL ? shown : request;
}

static void
answer(Request *request, PurpleAccountRequestAuthorizationCb callback)
{
	void *data = request->data;

	forget(request);
	callback(data);
}

/* libpurple forgets the question and the peer never hears of it. The row is decided. */
static void
close_quietly(Request *request)
{
	g_clear_pointer(&request->held_id, g_free);
	purple_account_request_close(request);
}

/* Somebody decided in another process: there the row says only that it was released. */
static gboolean
is_trusted(WdSession *session, const WdEvent *event)
{
	WdTrust *trust = wd_session_get_trust(session);

	return trust != NULL &&
	       wd_trust_is_trusted(trust, event->protocol, event->account, event->peer);
}

static gboolean
deliver(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	Request *request = find_by_row(held->id);
	gboolean is_yes = decision == WD_DECISION_RELEASE || decision == WD_DECISION_TRUST;

	if (request == NULL) {
		wd_session_expire(session, held->id);
		return FALSE;
	}
	if (!is_yes) {
		if (wd_refusal_is_silent(wd_session_get_policy(session)))
			close_quietly(request);
		else
			answer(request, request->deny);
		return TRUE;
	}
	if (!wd_session_claim(session, held))
		return FALSE;
	/* Who is trusted need not be asked about a second time. */
	if (decision == WD_DECISION_TRUST || is_trusted(session, held->event) ||
	    ask_slot.stock == NULL)
		answer(request, request->authorize);
	else
		release(request);
	return TRUE;
}

static void
connect_signals(void)
{
	PurplePlugin *plugin = wd_session_get_plugin(requests->session);
	gpointer accounts = purple_accounts_get_handle();

	purple_signal_connect_priority(accounts,
				       "account-authorization-requested",
				       plugin,
				       PURPLE_CALLBACK(requested),
				       NULL,
				       FIRST);
	purple_signal_connect_priority(accounts,
				       "account-authorization-requested-with-message",
				       plugin,
				       PURPLE_CALLBACK(requested_with_message),
				       NULL,
				       FIRST);
	purple_signal_connect(
		accounts, "account-authorization-granted", plugin, PURPLE_CALLBACK(answered), NULL);
	purple_signal_connect(
		accounts, "account-authorization-denied", plugin, PURPLE_CALLBACK(answered), NULL);
}

static void
disconnect_signals(void)
{
	PurplePlugin *plugin = wd_session_get_plugin(requests->session);
	gpointer accounts = purple_accounts_get_handle();

	purple_signal_disconnect(
		accounts, "account-authorization-requested", plugin, PURPLE_CALLBACK(requested));
	purple_signal_disconnect(accounts,
				 "account-authorization-requested-with-message",
				 plugin,
				 PURPLE_CALLBACK(requested_with_message));
	purple_signal_disconnect(
		accounts, "account-authorization-granted", plugin, PURPLE_CALLBACK(answered));
	purple_signal_disconnect(
		accounts, "account-authorization-denied", plugin, PURPLE_CALLBACK(answered));
}

/**
 * wd_purple_requests_attach:
 * @session: the session
 *
 * Judges contact requests. What policy blocks is answered in libpurple's signals, before other
 * plugins; what is held never reaches the client's question, which is wrapped in place.
 */
void
wd_purple_requests_attach(WdSession *session)
{
	PurpleAccountUiOps *ops = purple_accounts_get_ui_ops();

	requests = g_new0(Requests, 1);
	requests->session = session;
	requests->waiting = g_ptr_array_new_with_free_func(free_request);
	if (ops == NULL)
		purple_accounts_set_ui_ops(ops = &own_ops);
	wd_slot_take(&ask_slot, WD_SLOT_PLACE(ops->request_authorize), G_CALLBACK(guarded_ask));
	wd_slot_take(
		&close_slot, WD_SLOT_PLACE(ops->close_account_request), G_CALLBACK(guarded_close));
	connect_signals();
	wd_session_set_deliver(session, WD_EVENT_CONTACT_REQUEST, WD_DIRECTION_IN, deliver, NULL);
}

/*
 * libpurple keeps our handles, and nothing but closing takes them back. The peers get no answer:
 * XMPP servers put an unanswered request again at the next sign-on.
 */
static void
close_all(void)
{
	while (requests->waiting->len > 0) {
		Request *request = g_ptr_array_index(requests->waiting, requests->waiting->len - 1);
		void *shown = request->shown;

		if (shown != NULL)
			purple_account_request_close(shown);
		purple_account_request_close(request);
		/* Answered long ago, so that libpurple no longer knew it. */
		if (find_by_handle(request) != NULL)
			forget(request);
	}
}

/**
 * wd_purple_requests_detach:
 * @session: the session
 *
 * Closes what is held, whose rows stay as expired, and gives the slots back where they are still
 * ours.
 */
void
wd_purple_requests_detach(WdSession *session)
{
	disconnect_signals();
	wd_session_set_deliver(session, WD_EVENT_CONTACT_REQUEST, WD_DIRECTION_IN, NULL, NULL);
	close_all();
	(void)wd_slot_give_back(&ask_slot); /* off duty both only hand on */
	(void)wd_slot_give_back(&close_slot);
	if (purple_accounts_get_ui_ops() == &own_ops)
		purple_accounts_set_ui_ops(NULL);
	g_ptr_array_unref(requests->waiting);
	g_clear_pointer(&requests, g_free);
}
