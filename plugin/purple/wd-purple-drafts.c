/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libpurple drops a stopped message without a word, and Pidgin has emptied its entry box by then.
 * So whatever is stopped becomes a draft: one question for it, at the next turn of the main loop
 * (the client is still inside its own send function, and further lines of the same paste may
 * follow), and whatever the answer, the text is sent, given back or kept.
 */
#include "config.h"

#include "purple/wd-purple-drafts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-utf8.h"
#include "engine/wd-error.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-purple-outbreaks.h"
#include "purple/wd-purple-say.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"
#include "ui/wd-phrases.h"

#define STATE          "drafts"
#define MAX_NAME_CHARS 60

typedef struct {
	WdSession *session;
	GHashTable *drafts; /* question id (owned by the draft) -> Draft * */
	guint n_asked;      /* makes question ids */
	guint timer;
	guint n_sending; /* depth: sending may run the main loop of a protocol's dialog */
} Drafts;

typedef struct Draft Draft;
struct Draft {
	Drafts *owner;
	Draft *leader;       /* (nullable) whose question is also this one's */
	WdOutbreak outbreak; /* all zero: none */
	char *id;
	WdEvent *event;
	WdVerdict *verdict;
	char *peer;
	gboolean is_chat;
	gboolean is_line;
	gboolean cannot_wait;
	gboolean is_posed;
	GPtrArray *lines;   /* of char *: HTML; more than one only when is_line */
	char *row_id;       /* (nullable) in the review queue */
	const char *reason; /* (nullable) static: why the person sent it anyway, for the trail */
	WdDraftSend send;
	gpointer data;
	GDestroyNotify free_data;
};

static Drafts *
get_drafts(WdSession *session)
{
	return wd_session_get_state(session, STATE);
}

static void
free_draft(gpointer pointer)
{
	Draft *draft = pointer;

	if (draft->free_data != NULL)
		draft->free_data(draft->data);
	wd_event_unref(draft->event);
	wd_verdict_free(draft->verdict);
	g_ptr_array_unref(draft->lines);
	g_free(draft->row_id);
	g_free(draft->peer);
	g_free(draft->id);
	g_free(draft);
}

static WdPlace
place_of(const Draft *draft)
{
	const WdPlace place = {
		.protocol = draft->event->protocol,
		.account = draft->event->account,
		.peer = draft->peer,
		.is_chat = draft->is_chat,
	};

	return place;
}

static char *
join(const Draft *draft)
{
	GString *html = g_string_new(NULL);

	for (guint i = 0; i < draft->lines->len; i++)
		g_string_append_printf(html,
				       "%s%s",
				       i > 0 ? "<br>" : "",
				       (const char *)g_ptr_array_index(draft->lines, i));
	return g_string_free(html, FALSE);
}

static char *
get_text(const Draft *draft)
{
	g_autofree char *html = join(draft);
	g_autofree char *valid = g_utf8_make_valid(html, -1);

	return wd_purple_markup_to_text(valid);
}

static PurpleAccount *
get_account(const WdEvent *event)
{
	return wd_purple_find_account(event->protocol, event->account);
}

static PurpleConversation *
find_conversation(const WdPlace *place)
{
	PurpleAccount *account = wd_purple_find_account(place->protocol, place->account);

	if (account == NULL || place->peer == NULL)
		return NULL;
	return purple_find_conversation_with_account(
		place->is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM, place->peer, account);
}

/**
 * wd_purple_drafts_say:
 * @place: the conversation
 * @text: plain translated text
 *
 * Says in the conversation what happened, in the window only. Without a window nothing is said: the
 * question or the banner says it.
 */
void
wd_purple_drafts_say(const WdPlace *place, const char *text)
{
	PurpleConversation *conversation = find_conversation(place);

	if (conversation != NULL)
		wd_purple_say(conversation, text);
}

/* The row says all lines, the verdict was about the one that gave it away. */
static WdEvent *
new_whole_event(const Draft *draft)
{
	g_autofree char *html = join(draft);
	g_autofree char *text = get_text(draft);
	WdEvent fields = *draft->event;

	fields.html = html;
	fields.text = text;
	return wd_event_new(&fields);
}

static gboolean
is_keepable(const Draft *draft)
{
	WdEventKind kind = draft->event->kind;

	return (kind == WD_EVENT_IM || kind == WD_EVENT_CHAT) && !draft->cannot_wait &&
	       draft->verdict->action != WD_ACTION_BLOCK;
}

static void
keep(Draft *draft)
{
	g_autoptr(WdEvent) whole = new_whole_event(draft);

	if (draft->row_id == NULL && is_keepable(draft))
		draft->row_id = wd_session_hold(draft->owner->session, whole, draft->verdict);
}

/* The words that stopped it. Of several lines nobody knows in which they stand. */
static char *
find_passage(const Draft *draft)
{
	const WdFinding *finding = wd_verdict_get_main_finding(draft->verdict);
	gsize len = strlen(draft->event->text);

	if (finding == NULL || finding->end <= finding->start || finding->end > len ||
	    draft->lines->len > 1)
		return NULL;
	return g_strndup(draft->event->text + finding->start, finding->end - finding->start);
}

/* Back to the person, in the best way there is: the entry box or a question of the UI, the review
 * queue, and where neither can be (a status text, a message that policy blocks), a line in the
 * window that repeats it. */
static void
give_back(Draft *draft)
{
	const WdPlace place = place_of(draft);
	g_autofree char *html = join(draft);
	g_autofree char *text = NULL;
	g_autofree char *line = NULL;
	g_autofree char *passage = find_passage(draft);

	if (wd_session_return_draft(draft->owner->session, &place, html, passage))
		return;
	keep(draft);
	if (draft->row_id != NULL)
		return;
	text = get_text(draft);
	/* Translators: %s is what the person had written. */
	line = g_strdup_printf(_("This was not sent: %s"), text);
	wd_purple_drafts_say(&place, line);
}

static void
note_sent(const Draft *draft)
{
	WdSession *session = draft->owner->session;

	wd_session_audit(session,
			 "msg.send.overridden",
			 WD_SEVERITY_WARNING,
			 draft->event,
			 draft->verdict,
			 draft->reason);
	wd_session_note(session, get_account(draft->event), draft->event);
}

/* Whatever is sent in here is the person's decision. Lines that cannot be sent any more (the room
 * was left, the account is offline) go back. */
static void
let_go(Draft *draft)
{
	Drafts *drafts = draft->owner;
	guint n_sent = 0;

	drafts->n_sending++;
	while (n_sent < draft->lines->len &&
	       draft->send(drafts->session, g_ptr_array_index(draft->lines, n_sent), draft->data))
		n_sent++;
	drafts->n_sending--;
	if (n_sent > 0)
		note_sent(draft);
	if (n_sent == draft->lines->len)
		return;
	if (n_sent > 0)
		g_ptr_array_remove_range(draft->lines, 0, n_sent);
	g_clear_pointer(&draft->row_id, g_free); /* that row is done; these lines are a new one */
	give_back(draft);
}

/* What was changed is a new message: it is judged as one. */
static void
send_changed(Draft *draft, const char *text)
{
	char *html = wd_purple_markup_from_text(text);

	if (draft->send(draft->owner->session, html, draft->data)) {
		g_free(html);
		return;
	}
	g_ptr_array_set_size(draft->lines, 0);
	g_ptr_array_add(draft->lines, html);
	give_back(draft);
}

static void
decide_row(Draft *draft, WdDecision decision)
{
	g_autoptr(GError) error = NULL;

	/* A row that was decided in the queue meanwhile has had its answer. */
	if (!wd_session_decide(draft->owner->session, draft->row_id, decision, &error))
		g_debug("the row of a draft was decided elsewhere");
}

static void
answer_send(Draft *draft, const char *text)
{
	g_autofree char *written = get_text(draft);

	if (text != NULL && strcmp(text, written) != 0) {
		if (draft->row_id != NULL)
			decide_row(draft, WD_DECISION_DELETE);
		g_clear_pointer(&draft->row_id, g_free);
		send_changed(draft, text);
	} else if (draft->row_id != NULL) {
		/* Through the queue, so that it goes once: see deliver(). Its question is over, so
		 * that none of the same outbreak may join it any more. */
		draft->outbreak = (WdOutbreak){0};
		g_hash_table_insert(draft->owner->drafts, draft->id, draft);
		decide_row(draft, WD_DECISION_RELEASE);
		return;
	} else {
		let_go(draft);
	}
	free_draft(draft);
}

static void
answer_edit(Draft *draft, const char *text)
{
	give_back(draft);
	free_draft(draft);
}

static void
answer_cancel(Draft *draft, const char *text)
{
	if (draft->row_id != NULL)
		decide_row(draft, WD_DECISION_DELETE);
	free_draft(draft);
}

static void
answer_later(Draft *draft, const char *text)
{
	free_draft(draft); /* its row stays in the review queue */
}

static const struct {
	const char *choice;
	void (*act)(Draft *draft, const char *text); /* (transfer full) @draft */
	const char *reason; /* (nullable) for the trail; never translated */
} answers[] = {
	{"send", answer_send, NULL},
	{"send-harmless", answer_send, "not-confidential"},
	{"send-needed", answer_send, "needed-by-reader"},
	{"edit", answer_edit, NULL},
	{"cancel", answer_cancel, NULL},
	{"later", answer_later, NULL},
};

static void
act_on(Draft *draft, const char *choice, const char *text)
{
	for (gsize i = 0; i < G_N_ELEMENTS(answers); i++) {
		if (strcmp(answers[i].choice, choice) == 0) {
			draft->reason = answers[i].reason;
			answers[i].act(draft, text);
			return;
		}
	}
	answer_edit(draft, NULL);
}

/* Out of the table, and on their own from now on. */
static GPtrArray *
take_followers(Draft *leader)
{
	GPtrArray *followers = g_ptr_array_new();
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, leader->owner->drafts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		Draft *draft = value;

		if (draft->leader != leader)
			continue;
		draft->leader = NULL;
		g_ptr_array_add(followers, draft);
		g_hash_table_iter_steal(&iter);
	}
	return followers;
}

/* One answer for all that was asked about together. What was changed was changed for the one that
 * the question showed; the others go back. */
static void
answered(const char *choice, const char *text, gpointer data)
{
	Draft *draft = data;
	g_autoptr(GPtrArray) followers = take_followers(draft);
	g_autofree char *written = get_text(draft);
	gboolean is_changed = text != NULL && strcmp(text, written) != 0;
	gboolean is_sent = g_str_has_prefix(choice, "send");

	g_hash_table_steal(draft->owner->drafts, draft->id);
	if (is_sent && !is_changed)
		wd_purple_outbreaks_approve(draft->owner->session, &draft->outbreak);
	act_on(draft, choice, text);
	for (guint i = 0; i < followers->len; i++)
		act_on(g_ptr_array_index(followers, i),
		       is_sent && is_changed ? "edit" : choice,
		       NULL);
}

/* Their question is gone, decided in the queue: there they are, too, or else with the person. */
static void
leave_followers(Draft *leader)
{
	g_autoptr(GPtrArray) followers = take_followers(leader);

	for (guint i = 0; i < followers->len; i++) {
		Draft *draft = g_ptr_array_index(followers, i);

		act_on(draft, draft->row_id != NULL ? "later" : "edit", NULL);
	}
}

static guint
count_followers(const Draft *leader)
{
	GHashTableIter iter;
	gpointer value;
	guint n = 0;

	g_hash_table_iter_init(&iter, leader->owner->drafts);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		n += ((const Draft *)value)->leader == leader;
	return n;
}

static char *
format_primary(const Draft *draft)
{
	g_autofree char *who = wd_utf8_show(draft->peer, MAX_NAME_CHARS);
	guint n_more = count_followers(draft);

	if (n_more == 0)
		/* Translators: %s is the name of a person or a room. */
		return g_strdup_printf(_("Send this to %s?"), who);
	/* Translators: %s is the name of a person or a room. */
	return g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
					   "Send this to %s and %u more?",
					   "Send this to %s and %u more?",
					   n_more),
			       who,
			       n_more);
}

/* Whether sending a secret takes a reason, which is one more button instead of a form. */
static gboolean
needs_reason(const Draft *draft)
{
	if (!wd_policy_get_boolean(wd_session_get_policy(draft->owner->session),
				   WD_KEY_LEAKS_ASK_REASON))
		return FALSE;
	for (guint i = 0; i < draft->verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(draft->verdict->findings, i);

		if (g_str_has_prefix(finding->code, "leak.") && finding->action >= WD_ACTION_WARN)
			return TRUE;
	}
	return FALSE;
}

/* With a row in the queue the safe answer is to leave it there; without one it is to have the text
 * back. Neither sends, neither loses. */
static void
ask(Draft *draft, gboolean is_asked)
{
	const WdChoice choices[] = {
		{"send-harmless", _("Send: _Not Confidential")},
		{"send-needed", _("Send: _Reader Needs It")},
		{"send", _("_Send Anyway")},
		{"cancel", _("_Don't Send")},
		{"edit", _("_Edit")},
		{"later", _("Decide _Later")},
	};
	const WdChoice with_reasons[] = {
		choices[0], choices[1], choices[3], choices[4], choices[5]};
	gboolean is_reasoned = needs_reason(draft);
	guint n_choices = (is_reasoned ? 4 : 3) + (draft->row_id != NULL);
	g_autofree char *primary = format_primary(draft);
	g_autofree char *reasons = wd_purple_outbreaks_explain(
		draft->owner->session, &draft->outbreak, draft->verdict);
	g_autofree char *text = get_text(draft);
	const WdQuestion question = {
		.id = draft->id,
		.kind = draft->event->kind,
		.direction = WD_DIRECTION_OUT,
		.action = draft->verdict->action,
		.place = place_of(draft),
		.title = _("Purple Warden"),
		.primary = primary,
		.secondary = reasons,
		.text = text,
		.choices = is_reasoned ? with_reasons : choices + 2,
		.n_choices = n_choices,
		.safe_choice = n_choices - 1,
	};

	if (is_asked)
		wd_session_update_question(draft->owner->session, &question);
	else
		wd_session_ask(draft->owner->session, &question, answered, draft);
}

static void
say_why(Draft *draft)
{
	const WdPlace place = place_of(draft);
	g_autofree char *reasons = wd_phrase_for_findings(draft->verdict->findings);
	/* Translators: %s is one or more sentences that give the reason. */
	g_autofree char *line = g_strdup_printf(_("Not sent. %s"), reasons);

	wd_purple_drafts_say(&place, line);
}

static void
pose(Draft *draft)
{
	Drafts *drafts = draft->owner;

	draft->is_posed = TRUE;
	say_why(draft);
	if (draft->verdict->action == WD_ACTION_BLOCK) {
		g_hash_table_steal(drafts->drafts, draft->id);
		give_back(draft);
		free_draft(draft);
		return;
	}
	if (draft->verdict->action == WD_ACTION_HOLD)
		keep(draft);
	if (draft->leader == NULL)
		ask(draft, FALSE);
	else if (draft->leader->is_posed)
		ask(draft->leader, TRUE);
}

static Draft *
find_unposed(const Drafts *drafts)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, drafts->drafts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		if (!((Draft *)value)->is_posed)
			return value;
	}
	return NULL;
}

static gboolean
pose_all(gpointer data)
{
	Drafts *drafts = data;
	Draft *draft;

	drafts->timer = 0;
	/* Looked for anew each time: an answer given on the spot frees all that it was for. */
	while ((draft = find_unposed(drafts)) != NULL)
		pose(draft);
	return FALSE;
}

/* Whose question this one joins, instead of being asked about by itself. */
static Draft *
find_leader(const Drafts *drafts, const WdOutbreak *outbreak)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, drafts->drafts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		Draft *draft = value;

		if (draft->leader == NULL && wd_purple_outbreaks_is_one(&draft->outbreak, outbreak))
			return draft;
	}
	return NULL;
}

/**
 * wd_purple_drafts_stop:
 * @session: the session
 * @fields: what was about to leave; its strings are copied, its data is taken
 * @verdict: (transfer full): why it does not
 *
 * Keeps what was stopped and asks about it at the next turn of the main loop. What belongs to an
 * outbreak that is asked about already joins that question.
 */
void
wd_purple_drafts_stop(WdSession *session, const WdDraftFields *fields, WdVerdict *verdict)
{
	Drafts *drafts = get_drafts(session);
	Draft *draft = g_new0(Draft, 1);

	draft->owner = drafts;
	wd_session_note_attempt(session, fields->account, fields->event);
	if (verdict->action < WD_ACTION_BLOCK) {
		draft->outbreak = wd_purple_outbreaks_find(session, fields->event, verdict);
		draft->leader = find_leader(drafts, &draft->outbreak);
	}
	draft->id = g_strdup_printf("draft-%u", ++drafts->n_asked);
	draft->event = wd_event_ref(fields->event);
	draft->verdict = verdict;
	draft->peer = g_strdup(fields->peer);
	draft->is_chat = fields->is_chat;
	draft->is_line = fields->is_line;
	draft->cannot_wait = fields->cannot_wait;
	draft->lines = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(draft->lines, g_strdup(fields->html));
	draft->send = fields->send;
	draft->data = fields->data;
	draft->free_data = fields->free_data;
	g_hash_table_insert(drafts->drafts, draft->id, draft);
	if (drafts->timer == 0)
		drafts->timer = purple_timeout_add(0, pose_all, drafts);
}

/**
 * wd_purple_drafts_append_line:
 * @session: the session
 * @place: the conversation
 * @html: one line
 *
 * On a protocol that sends line by line: when a line of the same paste was just stopped, this one
 * belongs to it, harmless or not.
 *
 * Returns: whether the line was taken
 */
gboolean
wd_purple_drafts_append_line(WdSession *session, const WdPlace *place, const char *html)
{
	Drafts *drafts = get_drafts(session);
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, drafts->drafts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		Draft *draft = value;

		if (draft->is_line && !draft->is_posed && draft->is_chat == place->is_chat &&
		    strcmp(draft->peer, place->peer) == 0 &&
		    strcmp(draft->event->account, place->account) == 0 &&
		    strcmp(draft->event->protocol, place->protocol) == 0) {
			g_ptr_array_add(draft->lines, g_strdup(html));
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_purple_drafts_is_sending:
 * @session: the session
 *
 * Returns: whether what leaves just now was sent by the person's answer
 */
gboolean
wd_purple_drafts_is_sending(WdSession *session)
{
	const Drafts *drafts = get_drafts(session);

	return drafts != NULL && drafts->n_sending > 0;
}

static Draft *
find_by_row(Drafts *drafts, const char *row_id)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, drafts->drafts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		if (g_strcmp0(((Draft *)value)->row_id, row_id) == 0)
			return value;
	}
	return NULL;
}

static void
send_im(Drafts *drafts, PurpleAccount *account, const char *peer, const char *html)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, peer, account);

	if (conversation == NULL)
		conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, peer);
	drafts->n_sending++;
	purple_conv_im_send(PURPLE_CONV_IM(conversation), html);
	drafts->n_sending--;
}

/**
 * wd_purple_drafts_send_own:
 * @session: the session
 * @account: connected
 * @peer: whom to write to
 * @html: what the person has just read and said yes to
 *
 * Sends it as the answer to a question: only a rule that blocks can still stop it, and then gives
 * it back.
 *
 * Returns: FALSE when drafts are not on duty
 */
gboolean
wd_purple_drafts_send_own(WdSession *session,
			  PurpleAccount *account,
			  const char *peer,
			  const char *html)
{
	Drafts *drafts = get_drafts(session);

	if (drafts == NULL)
		return FALSE;
	send_im(drafts, account, peer, html);
	return TRUE;
}

/* A row whose draft is gone (the client was restarted): through the conversation, as typed. */
static gboolean
send_row(Drafts *drafts, const WdHeld *held, PurpleAccount *account)
{
	const WdEvent *event = held->event;
	gboolean is_chat = event->kind == WD_EVENT_CHAT;
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_CHAT, event->peer, account);
	const char *html = event->html != NULL ? event->html : event->text;

	if ((is_chat && conversation == NULL) || !wd_session_claim(drafts->session, held))
		return FALSE;
	if (!is_chat) {
		send_im(drafts, account, event->peer, html);
		return TRUE;
	}
	drafts->n_sending++;
	purple_conv_chat_send(PURPLE_CONV_CHAT(conversation), html);
	drafts->n_sending--;
	return TRUE;
}

/* Released in the queue, or by the answer to the question: either way it goes once. */
static gboolean
deliver(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	Drafts *drafts = data;
	Draft *draft = find_by_row(drafts, held->id);
	PurpleAccount *account = get_account(held->event);

	if (account == NULL || !purple_account_is_connected(account))
		return FALSE;
	if (draft == NULL)
		return send_row(drafts, held, account);
	if (!wd_session_claim(session, held))
		return FALSE;
	g_hash_table_steal(drafts->drafts, draft->id);
	wd_session_withdraw(session, draft->id);
	leave_followers(draft);
	let_go(draft);
	free_draft(draft);
	return TRUE;
}

/* The client ends: neither an entry box nor a question outlives it, but the queue does. */
static void
quitting(gpointer data)
{
	const Drafts *drafts = data;
	GHashTableIter iter;
	gpointer draft;

	g_hash_table_iter_init(&iter, drafts->drafts);
	while (g_hash_table_iter_next(&iter, NULL, &draft))
		keep(draft);
}

/**
 * wd_purple_drafts_attach:
 * @session: the session
 */
void
wd_purple_drafts_attach(WdSession *session)
{
	Drafts *drafts = g_new0(Drafts, 1);

	drafts->session = session;
	drafts->drafts = g_hash_table_new(g_str_hash, g_str_equal);
	wd_session_set_state(session, STATE, drafts, g_free);
	wd_session_set_deliver(session, WD_EVENT_IM, WD_DIRECTION_OUT, deliver, drafts);
	wd_session_set_deliver(session, WD_EVENT_CHAT, WD_DIRECTION_OUT, deliver, drafts);
	purple_signal_connect(
		purple_get_core(), "quitting", drafts, PURPLE_CALLBACK(quitting), drafts);
}

/**
 * wd_purple_drafts_detach:
 * @session: the session
 *
 * Questions close; what they were about goes back to the person or stays in the queue.
 */
void
wd_purple_drafts_detach(WdSession *session)
{
	Drafts *drafts = get_drafts(session);
	g_autoptr(GList) list = g_hash_table_get_values(drafts->drafts);

	purple_signals_disconnect_by_handle(drafts);
	wd_session_set_deliver(session, WD_EVENT_CHAT, WD_DIRECTION_OUT, NULL, NULL);
	wd_session_set_deliver(session, WD_EVENT_IM, WD_DIRECTION_OUT, NULL, NULL);
	if (drafts->timer != 0)
		purple_timeout_remove(drafts->timer);
	for (GList *l = list; l != NULL; l = l->next) {
		Draft *draft = l->data;

		wd_session_withdraw(session, draft->id);
		if (draft->row_id == NULL)
			give_back(draft);
		free_draft(draft);
	}
	g_hash_table_unref(drafts->drafts);
	wd_session_set_state(session, STATE, NULL, NULL);
}
