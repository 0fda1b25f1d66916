/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-error.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-refusals.h"
#include "purple/wd-stores.h"
#include "purple/wd-ui-switch.h"

struct WdSession {
	PurplePlugin *plugin;
	char *base;
	WdStores stores;
	WdTracker *tracker;
	gint64 worm_window_ms;
	WdDelivery *delivery;
	WdUiSwitch *ui;
	const WdHost *host;
	WdPolicyWatch policy_watch; /* (nullable) */
	GData *states;              /* of the parts */
	/* One message is looked at up to three times in a row: is it a stranger's, what is it,
	 * count it. What was known is the same each time. */
	const WdEvent *context_event; /* (nullable) a reference */
	WdContext context;
	gint64 set_now_ms;
	gboolean has_lost_audit; /* a line could not be written, or the trail not be opened */
};

static WdSession *the_session;

/* How a judged event is called in the audit trail, when it was worth more than a note. */
static const char *const audit_names[WD_EVENT_N_KINDS][2] = {
	[WD_EVENT_IM] = {"msg.receive.flagged", "msg.send.blocked"},
	[WD_EVENT_CHAT] = {"msg.receive.flagged", "msg.send.blocked"},
	[WD_EVENT_CONTACT_REQUEST] = {"contact.blocked", "contact.blocked"},
	[WD_EVENT_CHAT_INVITE] = {"contact.blocked", "msg.send.blocked"},
	[WD_EVENT_ATTENTION] = {"contact.blocked", "msg.send.blocked"},
	[WD_EVENT_FILE] = {"file.blocked", "file.blocked"},
	[WD_EVENT_LINK] = {"link.warned", "link.warned"},
	[WD_EVENT_ACCOUNT] = {"account.blocked", "account.blocked"},
	[WD_EVENT_STATUS] = {"msg.receive.flagged", "msg.send.blocked"},
	[WD_EVENT_LOG] = {"log.flagged", "log.flagged"},
};

static const char *
get_audit_name(const WdEvent *event, const WdVerdict *verdict)
{
	const WdFinding *main_finding = wd_verdict_get_main_finding(verdict);

	if (event->direction == WD_DIRECTION_IN && main_finding != NULL &&
	    g_str_has_prefix(main_finding->code, "spim."))
		return "spam.flagged";
	return audit_names[event->kind][event->direction];
}

static void
note_audit_failure(WdSession *session, const char *reason)
{
	g_autofree char *text = NULL;

	session->has_lost_audit = TRUE;
	/* Translators: %s is the reason the system gave. */
	text = g_strdup_printf(_("The audit trail is not being written: %s"), reason);
	wd_session_banner(session, "audit", text);
}

static void
write_audit(WdSession *session, const WdAuditRecord *record)
{
	g_autoptr(GError) error = NULL;

	if (session->stores.audit == NULL)
		return;
	if (!wd_audit_write(session->stores.audit, record, &error))
		note_audit_failure(session, error != NULL ? error->message : "?");
	else if (session->has_lost_audit) {
		session->has_lost_audit = FALSE;
		wd_session_banner(session, "audit", NULL);
	}
}

static void
take_problem(const char *id, const char *text, gpointer data)
{
	WdSession *session = data;

	if (g_str_equal(id, "audit") || g_str_equal(id, "keys"))
		session->has_lost_audit = TRUE;
	wd_session_banner(session, id, text);
}

/* The first mistake is spelled out, the others are counted: a banner is one line. */
static void
show_policy_problems(WdSession *session)
{
	const GPtrArray *problems = wd_policy_store_get_problems(session->stores.policy);
	const WdPolicyProblem *first = NULL;
	g_autofree char *text = NULL;
	guint n_errors = 0;

	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);
		g_autofree char *place =
			g_strdup_printf("%s:%u:%u", problem->path, problem->line, problem->column);
		const WdAuditRecord record = {
			.event = "policy.rejected",
			.severity = WD_SEVERITY_ERROR,
			.is_failure = TRUE,
			.detail_key = "place",
			.detail = place,
			.time_ms = wd_session_now_ms(session),
		};

		if (problem->level < WD_PROBLEM_ERROR)
			continue;
		if (n_errors++ == 0)
			first = problem;
		write_audit(session, &record);
	}
	if (first != NULL)
		/* Translators: a file, a line, a column, what is wrong there, how many mistakes. */
		text = g_strdup_printf(
			ngettext("The policy has a mistake, and the strict value is "
				 "used there: %s:%u:%u: %s (%u in all)",
				 "The policy has mistakes, and the strict values are "
				 "used there: %s:%u:%u: %s (%u in all)",
				 n_errors),
			first->path,
			first->line,
			first->column,
			first->message,
			n_errors);
	wd_session_banner(session, "policy", text);
}

static void
forget_context(WdSession *session)
{
	wd_event_unref(session->context_event);
	session->context_event = NULL;
}

/* The worm window is the one setting that the tracker was built with. */
static void
refresh_tracker(WdSession *session)
{
	gint64 window_ms =
		wd_policy_get_integer(wd_session_get_policy(session), WD_KEY_WORMS_WINDOW);

	if (session->tracker != NULL && window_ms == session->worm_window_ms)
		return;
	forget_context(session);
	g_clear_pointer(&session->tracker, wd_tracker_free);
	session->tracker = wd_tracker_new(window_ms);
	session->worm_window_ms = window_ms;
}

static void
policy_changed(WdPolicyStore *store, gpointer data)
{
	WdSession *session = data;
	const WdAuditRecord record = {
		.event = "policy.applied",
		.severity = WD_SEVERITY_NOTICE,
		.detail_key = "digest",
		.detail = wd_policy_get_digest(wd_policy_store_get(store)),
		.time_ms = wd_session_now_ms(session),
	};

	refresh_tracker(session);
	wd_stores_apply_policy(&session->stores);
	write_audit(session, &record);
	show_policy_problems(session);
	if (session->policy_watch != NULL)
		session->policy_watch(session);
}

/* The queue is bounded, and what went for it is said. */
static void
tell_dropped(WdSession *session)
{
	guint n_dropped = wd_queue_take_n_dropped(session->stores.queue);
	g_autofree char *text = g_strdup_printf("%u", n_dropped);
	const WdAuditRecord record = {
		.event = "queue.dropped",
		.severity = WD_SEVERITY_WARNING,
		.detail_key = "rows",
		.detail = text,
		.time_ms = wd_session_now_ms(session),
	};

	if (n_dropped > 0)
		write_audit(session, &record);
}

static void
queue_changed(WdQueue *queue, gpointer data)
{
	WdSession *session = data;

	wd_ui_switch_queue_changed(session->ui, wd_queue_count_waiting(queue));
	wd_session_deliver_released(session);
}

/**
 * wd_session_new:
 * @plugin: core-warden; owns the signal handlers of all parts
 * @error: return location for a #WD_ERROR
 *
 * Opens policy, keys, queue, trust and audit trail below the client's user folder. What cannot be
 * opened becomes a banner; only a second session at the same time is an error.
 *
 * Returns: (transfer full): the one session, or NULL
 */
WdSession *
wd_session_new(PurplePlugin *plugin, GError **error)
{
	WdSession *session;

	if (the_session != NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_BUSY, "Purple Warden is on duty already");
		return NULL;
	}
	session = g_new0(WdSession, 1);
	the_session = session;
	session->plugin = plugin;
	session->base = g_build_filename(purple_user_dir(), "warden", NULL);
	session->ui = wd_ui_switch_new();
	wd_stores_open(
		&session->stores, session->base, wd_session_now_ms(session), take_problem, session);
	refresh_tracker(session);
	session->delivery = wd_delivery_new(session, session->stores.queue);
	show_policy_problems(session);
	wd_policy_store_watch(session->stores.policy, policy_changed, session);
	if (session->stores.queue != NULL) {
		(void)wd_queue_prune(session->stores.queue, wd_session_now_ms(session));
		tell_dropped(session);
		wd_queue_watch(session->stores.queue, queue_changed, session);
		wd_ui_switch_queue_changed(session->ui,
					   wd_queue_count_waiting(session->stores.queue));
	}
	return session;
}

/**
 * wd_session_free:
 * @session: (nullable) (transfer full): the session; all parts are detached
 *
 * What is held stays in the queue on disk; open questions get their safe choice.
 */
void
wd_session_free(WdSession *session)
{
	if (session == NULL)
		return;
	forget_context(session);
	wd_ui_switch_free(session->ui);
	wd_delivery_free(session->delivery);
	wd_stores_close(&session->stores, wd_session_now_ms(session));
	wd_tracker_free(session->tracker);
	g_datalist_clear(&session->states);
	g_free(session->base);
	the_session = NULL;
	g_free(session);
}

/**
 * wd_session_get:
 *
 * Returns: (transfer none) (nullable): the one session, for hooks without a data pointer
 */
WdSession *
wd_session_get(void)
{
	return the_session;
}

/**
 * wd_session_get_plugin:
 * @session: the session
 *
 * Returns: (transfer none): the handle under which the parts connect signals
 */
PurplePlugin *
wd_session_get_plugin(WdSession *session)
{
	return session->plugin;
}

/**
 * wd_session_get_base:
 * @session: the session
 *
 * Returns: (transfer none): the folder of wd-paths.h
 */
const char *
wd_session_get_base(WdSession *session)
{
	return session->base;
}

/**
 * wd_session_get_policy:
 * @session: the session
 *
 * Returns: (transfer none): the settings of the moment; take a reference to keep them
 */
const WdPolicy *
wd_session_get_policy(WdSession *session)
{
	return wd_policy_store_get(session->stores.policy);
}

/**
 * wd_session_get_policy_store:
 * @session: the session
 *
 * Returns: (transfer none): where the settings come from
 */
WdPolicyStore *
wd_session_get_policy_store(WdSession *session)
{
	return session->stores.policy;
}

/**
 * wd_session_set_policy_watch:
 * @session: the session
 * @watch: (nullable): called after each change of policy, from the main loop
 */
void
wd_session_set_policy_watch(WdSession *session, WdPolicyWatch watch)
{
	session->policy_watch = watch;
}

/**
 * wd_session_get_keys:
 * @session: the session
 *
 * Returns: (transfer none) (nullable): the person's keys; NULL when they could not be opened
 */
WdKeys *
wd_session_get_keys(WdSession *session)
{
	return session->stores.keys;
}

/**
 * wd_session_get_queue:
 * @session: the session
 *
 * Returns: (transfer none) (nullable): the review queue; NULL when it could not be opened
 */
WdQueue *
wd_session_get_queue(WdSession *session)
{
	return session->stores.queue;
}

/**
 * wd_session_get_trust:
 * @session: the session
 *
 * Returns: (transfer none) (nullable): the person's decisions; NULL when they could not be opened
 */
WdTrust *
wd_session_get_trust(WdSession *session)
{
	return session->stores.trust;
}

/**
 * wd_session_get_tracker:
 * @session: the session
 *
 * Returns: (transfer none): what happened since the client was started
 */
WdTracker *
wd_session_get_tracker(WdSession *session)
{
	return session->tracker;
}

/**
 * wd_session_now_ms:
 * @session: the session
 *
 * Returns: Unix time in milliseconds
 */
gint64
wd_session_now_ms(WdSession *session)
{
	return session->set_now_ms != 0 ? session->set_now_ms : g_get_real_time() / 1000;
}

/**
 * wd_session_set_now_ms:
 * @session: the session
 * @now_ms: the time from now on, 0 for the real clock
 *
 * For tests: nothing else may move the clock of a session.
 */
void
wd_session_set_now_ms(WdSession *session, gint64 now_ms)
{
	session->set_now_ms = now_ms;
}

static const WdContext *
get_context(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	/* A room's members are not strangers and what I send is to whom I chose: no need to ask the
	 * database about either. */
	gboolean is_personal = event->direction == WD_DIRECTION_IN && event->kind != WD_EVENT_CHAT;

	if (session->context_event == event)
		return &session->context;
	forget_context(session);
	session->context = (WdContext){0};
	wd_purple_context_fill(account,
			       event->peer,
			       is_personal ? session->stores.trust : NULL,
			       event->time_ms,
			       &session->context);
	wd_tracker_look(session->tracker, event, &session->context);
	session->context_event = wd_event_ref(event);
	return &session->context;
}

/**
 * wd_session_is_stranger:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 *
 * Returns: whether its peer is a stranger, by what is known at this moment
 */
gboolean
wd_session_is_stranger(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	return wd_context_is_stranger(get_context(session, account, event));
}

/**
 * wd_session_peek:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 *
 * Judges without a trace: nothing is counted, nothing is written.
 *
 * Returns: (transfer full): the verdict
 */
WdVerdict *
wd_session_peek(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	const WdPolicy *policy = wd_session_get_policy(session);
	WdVerdict *verdict = wd_judge(event, get_context(session, account, event), policy);

	if (session->has_lost_audit &&
	    wd_policy_get_choice(policy, WD_KEY_AUDIT_ON_FAILURE) == WD_ON_FAILURE_BLOCK)
		wd_verdict_add(verdict,
			       wd_finding_new("audit.unavailable", WD_ACTION_BLOCK, 0, 0, 0, NULL));
	return verdict;
}

/* Whether the peer was heard of before this moment, in a run before this one; the first sight is
 * what tells. */
static gboolean
was_seen_before(WdSession *session, const WdEvent *event)
{
	WdTrust *trust = session->stores.trust;

	return trust != NULL &&
	       !wd_trust_has_i_written(trust, event->protocol, event->account, event->peer) &&
	       wd_trust_first_seen_ms(
		       trust, event->protocol, event->account, event->peer, event->time_ms) <
		       event->time_ms;
}

/* An answer to a stranger does not yet make him an acquaintance: only the first word does. The
 * tracker knows of this run alone, so it is told that somebody wrote in an earlier one. */
static void
recall_first_word(WdSession *session, const WdEvent *event, const WdContext *context)
{
	const WdContext known = {0};
	WdEvent fields = *event;
	g_autoptr(WdEvent) earlier = NULL;

	if (event->direction != WD_DIRECTION_OUT || event->kind != WD_EVENT_IM ||
	    context->is_known || context->wrote_first || !context->is_first_message ||
	    !was_seen_before(session, event))
		return;
	fields.direction = WD_DIRECTION_IN;
	fields.text = "";
	fields.html = NULL;
	fields.time_ms = 0;
	earlier = wd_event_new(&fields);
	wd_tracker_note(session->tracker, earlier, &known);
}

/**
 * wd_session_note:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 *
 * Counts the event for later ones, and writes nothing.
 */
void
wd_session_note(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	const WdContext *context = get_context(session, account, event);

	recall_first_word(session, event, context);
	wd_tracker_note(session->tracker, event, context);
	forget_context(session);
}

/**
 * wd_session_record:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 * @verdict: what was decided about it
 *
 * Counts the event for later ones, and writes an audit line when it was worth more than a note.
 */
void
wd_session_record(WdSession *session,
		  PurpleAccount *account,
		  const WdEvent *event,
		  const WdVerdict *verdict)
{
	wd_session_note(session, account, event);
	if (verdict->action >= WD_ACTION_WARN)
		wd_session_audit(session,
				 get_audit_name(event, verdict),
				 WD_SEVERITY_WARNING,
				 event,
				 verdict,
				 NULL);
}

/**
 * wd_session_judge:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 *
 * Returns: (transfer full): the verdict, counted and audited
 */
WdVerdict *
wd_session_judge(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	WdVerdict *verdict = wd_session_peek(session, account, event);

	wd_session_record(session, account, event, verdict);
	return verdict;
}

/**
 * wd_session_note_i_wrote:
 * @session: the session
 * @account: the person's account
 * @peer: normalised name of whom the person wrote to, here or on another device
 *
 * Remembered beyond this run, unless the peer had written first.
 */
void
wd_session_note_i_wrote(WdSession *session, PurpleAccount *account, const char *peer)
{
	const WdEvent fields = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = peer,
		.time_ms = wd_session_now_ms(session),
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	const WdContext *context;

	wd_session_note(session, account, event);
	context = get_context(session, account, event);
	if (!context->wrote_first || context->is_known || session->stores.trust == NULL)
		return;
	/* A failure costs a note after the next start; it is no reason to stop a message. */
	(void)wd_trust_note_i_wrote(session->stores.trust,
				    event->protocol,
				    event->account,
				    event->peer,
				    event->time_ms);
}

/**
 * wd_session_audit:
 * @session: the session
 * @name: the event's name in the catalogue
 * @severity: how bad
 * @event: (nullable): whom it concerns
 * @verdict: (nullable): its codes are written
 * @reason: (nullable): a word; the main finding's code when NULL
 *
 * Writes one audit line. A line that cannot be written becomes a banner.
 */
void
wd_session_audit(WdSession *session,
		 const char *name,
		 WdSeverity severity,
		 const WdEvent *event,
		 const WdVerdict *verdict,
		 const char *reason)
{
	const WdFinding *finding = verdict != NULL ? wd_verdict_get_main_finding(verdict) : NULL;
	const WdAuditRecord record = {
		.event = name,
		.severity = severity,
		.is_failure = verdict != NULL && verdict->action >= WD_ACTION_HOLD,
		.reason = reason == NULL && finding != NULL ? finding->code : reason,
		.protocol = event != NULL ? event->protocol : NULL,
		.account = event != NULL ? event->account : NULL,
		.peer = event != NULL ? event->peer : NULL,
		.verdict = verdict,
		.time_ms = wd_session_now_ms(session),
	};

	write_audit(session, &record);
}

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

static char *
hold_new(WdSession *session, const WdEvent *event, const WdVerdict *verdict, GError **error)
{
	g_autofree char *id = wd_queue_new_id();
	g_autoptr(WdHeld) held = wd_held_new(id, event, verdict, wd_session_now_ms(session));

	if (!wd_queue_add(session->stores.queue, held, error))
		return NULL;
	tell_dropped(session);
	return g_steal_pointer(&id);
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
	g_autoptr(GError) error = NULL;
	g_autofree char *id = NULL;

	if (queue == NULL)
		return NULL; /* said when it could not be opened */
	if (is_repeatable(event->kind))
		id = wd_queue_find_same(queue, event);
	/* Decided by another process meanwhile: then this one is a row of its own. */
	if (id != NULL && !wd_queue_note_repeat(queue, id, NULL))
		g_clear_pointer(&id, g_free);
	if (id == NULL)
		id = hold_new(session, event, verdict, &error);
	if (id == NULL) {
		g_autofree char *text = NULL;

		/* Translators: %s is the reason the system gave. */
		text = g_strdup_printf(_("Something could not be kept for review: %s"),
				       error != NULL ? error->message : "?");
		wd_session_banner(session, "queue", text);
		return NULL;
	}
	if (has_live_object(event->kind))
		wd_delivery_note_live(session->delivery, id);
	return g_steal_pointer(&id);
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

static gboolean
trust_peer(WdSession *session, const WdEvent *event, GError **error)
{
	forget_context(session);
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
	if (decision == WD_DECISION_TRUST && !trust_peer(session, held->event, error))
		return FALSE;
	wd_delivery_note_decision(session->delivery, id, decision);
	if (!wd_queue_decide(queue, id, decision, wd_session_now_ms(session), error))
		return FALSE;
	wd_session_deliver_released(session);
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
 * wd_session_deliver_released:
 * @session: the session
 *
 * Tries every row that was released and not yet delivered, and does what is left to do about those
 * that were refused.
 */
void
wd_session_deliver_released(WdSession *session)
{
	wd_delivery_run(session->delivery, wd_session_now_ms(session));
	if (session->stores.queue != NULL)
		wd_refusals_carry_out(session->stores.queue, wd_session_now_ms(session));
}

/**
 * wd_session_ask:
 * @session: the session
 * @question: copied
 * @answer: called exactly once, perhaps before this returns; never once withdrawn
 * @data: for @answer
 */
void
wd_session_ask(WdSession *session, const WdQuestion *question, WdAnswer answer, gpointer data)
{
	wd_ui_switch_ask(session->ui, question, answer, data);
}

/**
 * wd_session_withdraw:
 * @session: the session
 * @question_id: a question, open or not
 *
 * The matter is over. The answer is not called any more.
 */
void
wd_session_withdraw(WdSession *session, const char *question_id)
{
	wd_ui_switch_withdraw(session->ui, question_id);
}

/**
 * wd_session_return_draft:
 * @session: the session
 * @place: where it was written
 * @html: what was not sent
 *
 * Returns: whether the person has it again
 */
gboolean
wd_session_return_draft(WdSession *session, const WdPlace *place, const char *html)
{
	return wd_ui_switch_return_draft(session->ui, place, html);
}

/**
 * wd_session_banner:
 * @session: the session
 * @id: what it is about
 * @text: (nullable): plain translated text that stays; NULL clears it
 */
void
wd_session_banner(WdSession *session, const char *id, const char *text)
{
	wd_ui_switch_banner(session->ui, id, text);
}

/**
 * wd_session_show_review:
 * @session: the session
 *
 * Returns: whether there was a UI to show the queue
 */
gboolean
wd_session_show_review(WdSession *session)
{
	return wd_ui_switch_show_review(session->ui);
}

/**
 * wd_session_set_state:
 * @session: the session
 * @part: a part's name
 * @state: (nullable) (transfer full): what it keeps between its hooks; NULL frees what was there
 * @free_state: (nullable): frees @state
 */
void
wd_session_set_state(WdSession *session,
		     const char *part,
		     gpointer state,
		     GDestroyNotify free_state)
{
	g_datalist_set_data_full(&session->states, part, state, state != NULL ? free_state : NULL);
}

/**
 * wd_session_get_state:
 * @session: the session
 * @part: a part's name
 *
 * Returns: (transfer none) (nullable): what the part keeps, NULL while it is not attached
 */
gpointer
wd_session_get_state(WdSession *session, const char *part)
{
	return g_datalist_get_data(&session->states, part);
}

/**
 * wd_session_set_ui:
 * @session: the session
 * @ops: (nullable): the client's own UI; NULL: back to the text UI
 * @ui: for @ops
 */
void
wd_session_set_ui(WdSession *session, const WdUiOps *ops, gpointer ui)
{
	wd_ui_switch_set(session->ui, ops, ui);
}

/**
 * wd_session_set_fallback_ui:
 * @session: the session
 * @ops: (nullable): the text UI
 * @ui: for @ops
 */
void
wd_session_set_fallback_ui(WdSession *session, const WdUiOps *ops, gpointer ui)
{
	wd_ui_switch_set_fallback(session->ui, ops, ui);
}

/**
 * wd_session_set_host:
 * @session: the session
 * @host: (nullable): what a UI may ask of the session; kept, not copied
 */
void
wd_session_set_host(WdSession *session, const WdHost *host)
{
	session->host = host;
}

/**
 * wd_session_get_host:
 * @session: the session
 *
 * Returns: (transfer none) (nullable): what a UI may ask of the session
 */
const WdHost *
wd_session_get_host(WdSession *session)
{
	return session->host;
}
