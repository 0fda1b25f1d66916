/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session-audit.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-session-private.h"

#define MAX_MASKED_BYTES 512 /* of what leaked in one message, in the trail */
#define MAX_TELLS        10  /* of dropped rows one by one, within ... */
#define TELL_SECONDS     1
#define PRUNE_EVERY_MS   (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

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

/**
 * wd_session_find_trail:
 * @session: the session
 *
 * Tries once more to open a trail that another program had at the start.
 *
 * Returns: (transfer none) (nullable): the trail
 */
WdAudit *
wd_session_find_trail(WdSession *session)
{
	gboolean is_missed = session->stores.is_audit_missed;
	WdAudit *audit = wd_stores_find_audit(&session->stores, wd_session_now_ms(session));

	if (is_missed && audit != NULL) {
		session->has_lost_audit = FALSE;
		wd_session_banner(session, "audit", NULL);
	}
	return audit;
}

/**
 * wd_session_write_audit:
 * @session: the session
 * @record: one line
 *
 * A line that cannot be written becomes a banner, which goes away with the next line that can.
 */
void
wd_session_write_audit(WdSession *session, const WdAuditRecord *record)
{
	g_autoptr(GError) error = NULL;
	WdAudit *audit;

	if (session->audit_watch != NULL)
		session->audit_watch(session, record);
	audit = wd_session_find_trail(session);
	if (audit == NULL) {
		session->stores.n_missed_lines++;
		return;
	}
	if (!wd_audit_write(audit, record, &error))
		note_audit_failure(session, error != NULL ? error->message : "?");
	else if (session->has_lost_audit) {
		session->has_lost_audit = FALSE;
		wd_session_banner(session, "audit", NULL);
	}
	wd_forward_wake(session->stores.forward);
}

/* What leaked, masked: enough to know it again, nothing to use. What came in is the peer's. */
static char *
mask_leaks(const WdEvent *event, const WdVerdict *verdict)
{
	GString *masked;

	if (event == NULL || verdict == NULL || event->direction != WD_DIRECTION_OUT)
		return NULL;
	masked = g_string_new(NULL);
	for (guint i = 0; i < verdict->findings->len && masked->len < MAX_MASKED_BYTES; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (!g_str_has_prefix(finding->code, "leak.") || finding->detail == NULL)
			continue;
		g_string_append_printf(
			masked, "%s%s", masked->len > 0 ? "; " : "", finding->detail);
	}
	return g_string_free(masked, masked->len == 0);
}

/**
 * wd_session_has_trail:
 * @session: the session
 *
 * Returns: whether it has the audit trail open; two clients on one profile have one
 */
gboolean
wd_session_has_trail(WdSession *session)
{
	return session->stores.audit != NULL;
}

/**
 * wd_session_set_audit_watch:
 * @session: the session
 * @watch: (nullable): called before each line is written, whether or not there is a trail
 *
 * For the one part that keeps count of them.
 */
void
wd_session_set_audit_watch(WdSession *session, WdAuditWatch watch)
{
	session->audit_watch = watch;
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
 * Writes one audit line, with what leaked in its masked form. A line that cannot be written becomes
 * a banner.
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
	g_autofree char *masked = mask_leaks(event, verdict);
	const WdAuditRecord record = {
		.event = name,
		.severity = severity,
		.is_failure = verdict != NULL && verdict->action >= WD_ACTION_HOLD,
		.reason = reason == NULL && finding != NULL ? finding->code : reason,
		.protocol = event != NULL ? event->protocol : NULL,
		.account = event != NULL ? event->account : NULL,
		.peer = event != NULL ? event->peer : NULL,
		.verdict = verdict,
		.detail_key = "masked",
		.detail = masked,
		.time_ms = wd_session_now_ms(session),
	};

	wd_session_write_audit(session, &record);
}

/**
 * wd_session_audit_verdict:
 * @session: the session
 * @event: what happened
 * @verdict: what was decided about it
 *
 * Writes an audit line when that was worth more than a note.
 */
void
wd_session_audit_verdict(WdSession *session, const WdEvent *event, const WdVerdict *verdict)
{
	if (verdict->action >= WD_ACTION_WARN)
		wd_session_audit(session,
				 get_audit_name(event, verdict),
				 WD_SEVERITY_WARNING,
				 event,
				 verdict,
				 NULL);
}

/**
 * wd_session_take_problem:
 * @id: what does not work, for a banner
 * @text: (nullable): the reason, translated
 * @data: the session
 *
 * For wd_stores_open(). Without a key there is no audit trail either.
 */
void
wd_session_take_problem(const char *id, const char *text, gpointer data)
{
	WdSession *session = data;

	if (g_str_equal(id, "audit") || g_str_equal(id, "keys"))
		session->has_lost_audit = TRUE;
	wd_session_banner(session, id, text);
}

static char *
name_changes(const WdPolicy *before, const WdPolicy *after)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < WD_N_KEYS; i++) {
		WdPolicyKey key = (WdPolicyKey)i;
		const WdPolicySchemaRow *row = wd_policy_schema_get(key);
		g_autofree char *old_value = wd_policy_format_value(before, key);
		g_autofree char *new_value = wd_policy_format_value(after, key);

		if (g_str_equal(old_value, new_value) &&
		    wd_policy_is_locked(before, key) == wd_policy_is_locked(after, key))
			continue;
		g_string_append_printf(
			names, "%s%s.%s", names->len > 0 ? "," : "", row->group, row->name);
	}
	return g_string_free(g_steal_pointer(&names), FALSE);
}

/**
 * wd_session_audit_policy_change:
 * @session: the session, with another policy in force than before
 *
 * Writes a line with the names of the settings that changed, or are locked or free now; the line's
 * own digest says which policy holds.
 */
void
wd_session_audit_policy_change(WdSession *session)
{
	const WdPolicy *policy = wd_session_get_policy(session);
	g_autofree char *changes = name_changes(session->audited_policy, policy);
	const WdAuditRecord record = {
		.event = "policy.applied",
		.severity = WD_SEVERITY_NOTICE,
		.detail_key = "changed",
		.detail = changes,
		.time_ms = wd_session_now_ms(session),
	};

	wd_session_write_audit(session, &record);
	wd_policy_unref(session->audited_policy);
	session->audited_policy = wd_policy_ref(policy);
}

/* They hold all the same; that somebody has to look is said once for each start and change. */
static void
show_age(WdSession *session)
{
	WdPolicyStore *store = session->stores.policy;
	gboolean is_old = wd_policy_store_is_rolled_back(store);
	gboolean is_expired = wd_policy_store_is_expired(store);
	const char *contact =
		wd_policy_get_string(wd_session_get_policy(session), WD_KEY_META_CONTACT);
	g_autofree char *text = NULL;

	if (is_old)
		wd_session_audit(session, "policy.rollback", WD_SEVERITY_WARNING, NULL, NULL, NULL);
	if (is_expired)
		wd_session_audit(session, "policy.expired", WD_SEVERITY_WARNING, NULL, NULL, NULL);
	if (is_old || is_expired)
		/* Translators: the %s is empty, or whom to ask. */
		text = g_strdup_printf(
			is_old ? _("The rules of your organisation went back to an older version. "
				   "They hold, but somebody should look at it. %s")
			       : _("The rules of your organisation should have been renewed by "
				   "now. They hold, but somebody should look at it. %s"),
			contact);
	wd_session_banner(session, "policy-age", text);
}

/**
 * wd_session_show_policy_problems:
 * @session: the session
 *
 * Writes a line for each mistake in the policy files. The first one is spelled out in a banner, the
 * others are counted: a banner is one line.
 */
void
wd_session_show_policy_problems(WdSession *session)
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
		wd_session_write_audit(session, &record);
	}
	if (first != NULL)
		/* Translators: a file, a line, a column, what is wrong there, how many mistakes. */
		text = g_strdup_printf(
			g_dngettext(GETTEXT_PACKAGE,
				    "The policy has a mistake, and the strict value is "
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
	show_age(session);
}

static void
say_dropped(WdSession *session)
{
	g_autofree char *text = g_strdup_printf("%u", session->n_untold);
	g_autofree char *banner = NULL;
	const WdAuditRecord record = {
		.event = "queue.dropped",
		.severity = WD_SEVERITY_WARNING,
		.detail_key = "rows",
		.detail = text,
		.time_ms = wd_session_now_ms(session),
	};

	session->n_dropped += session->n_untold;
	session->n_untold = 0;
	wd_session_write_audit(session, &record);
	banner = g_strdup_printf(
		g_dngettext(
			GETTEXT_PACKAGE,
			"%u thing was removed from the review list undecided, because the list "
			"was full or it had waited too long.",
			"%u things were removed from the review list undecided, because the list "
			"was full or they had waited too long.",
			session->n_dropped),
		session->n_dropped);
	wd_session_banner(session, "queue-dropped", banner);
}

static gboolean
say_rest(gpointer data)
{
	WdSession *session = data;

	session->tell_timer = 0;
	session->n_tells = 0;
	if (session->n_untold > 0)
		say_dropped(session);
	return G_SOURCE_REMOVE;
}

/**
 * wd_session_tell_dropped:
 * @session: the session, with an open queue
 *
 * The queue is bounded, and what went for it is said: a line in the audit trail, and a banner that
 * counts what has gone since the start. In a flood a row goes with every message; then it is said
 * once a second.
 */
void
wd_session_tell_dropped(WdSession *session)
{
	session->n_untold += wd_queue_take_n_dropped(session->stores.queue);
	if (session->n_untold == 0 || session->n_tells >= MAX_TELLS)
		return;
	session->n_tells++;
	if (session->tell_timer == 0)
		session->tell_timer = purple_timeout_add_seconds(TELL_SECONDS, say_rest, session);
	say_dropped(session);
}

/**
 * wd_session_tell_last_dropped:
 * @session: the session, before its trail is closed
 *
 * Says what has not been said yet.
 */
void
wd_session_tell_last_dropped(WdSession *session)
{
	if (session->tell_timer == 0)
		return;
	(void)purple_timeout_remove(session->tell_timer); /* it is there */
	(void)say_rest(session); /* for a timer to say whether it goes on */
}

/**
 * wd_session_prune_queue:
 * @session: the session
 * @is_due: whether it is done at all events; else once a day
 *
 * A client may run for months: age counts there, too.
 */
void
wd_session_prune_queue(WdSession *session, gboolean is_due)
{
	gint64 now_ms = wd_session_now_ms(session);

	if (session->stores.queue == NULL ||
	    (!is_due && ABS(now_ms - session->pruned_ms) < PRUNE_EVERY_MS))
		return;
	session->pruned_ms = now_ms;
	(void)wd_queue_prune(session->stores.queue, now_ms); /* counted in what is told */
	wd_session_tell_dropped(session);
}
