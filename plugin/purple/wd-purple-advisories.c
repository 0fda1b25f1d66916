/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-advisories.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-fact.h"
#include "purple/wd-safe-text.h"
#include "purple/wd-session-audit.h"
#include "store/wd-advisory-files.h"

#define STATE        "advisories"
#define BANNER       "advisory"
#define LIST_BANNER  "advisory-lists"
#define LIBPURPLE    "libpurple"
#define REASON_CHARS 400
#define RE_READ_US   (5 * G_USEC_PER_SEC) /* many accounts sign on together */

typedef struct {
	WdAdvisoryResult *result;
	gint64 read_us;   /* when, on the monotonic clock */
	GHashTable *told; /* of char *: subjects that a banner and the trail had */
	guint n_problems; /* told of the lists */
} Advisories;

static void
free_state(gpointer data)
{
	Advisories *advisories = data;

	wd_advisory_result_free(advisories->result);
	g_hash_table_unref(advisories->told);
	g_free(advisories);
}

static WdOnAdvisory
get_demand(WdSession *session)
{
	return (WdOnAdvisory)wd_policy_get_choice(wd_session_get_policy(session),
						  WD_KEY_ENFORCE_ON_ADVISORY);
}

static void
audit_problem(WdSession *session, const WdPolicyProblem *problem)
{
	g_autofree char *place = g_strdup_printf("%s:%u", problem->path, problem->line);
	const WdAuditRecord record = {
		.event = "policy.rejected",
		.severity = problem->is_managed ? WD_SEVERITY_ERROR : WD_SEVERITY_WARNING,
		.is_failure = TRUE,
		.detail_key = "place",
		.detail = place,
		.time_ms = wd_session_now_ms(session),
	};

	wd_session_write_audit(session, &record);
}

/* Once for as many mistakes: who mends one of two is told of the other. */
static void
tell_problems(WdSession *session, Advisories *advisories)
{
	const GPtrArray *problems = advisories->result->problems;
	const WdPolicyProblem *first = problems->len > 0 ? g_ptr_array_index(problems, 0) : NULL;
	g_autofree char *text = NULL;

	if (problems->len == advisories->n_problems)
		return;
	advisories->n_problems = problems->len;
	for (guint i = 0; i < problems->len; i++)
		audit_problem(session, g_ptr_array_index(problems, i));
	if (first != NULL)
		/* Translators: a file, a line (0: all of it), what is wrong. */
		text = g_strdup_printf(
			_("A list of known holes has a mistake; the rest of it is used: %s:%u: %s"),
			first->path,
			first->line,
			first->message);
	wd_session_banner(session, LIST_BANNER, text);
}

static Advisories *
read_again(WdSession *session)
{
	Advisories *advisories = wd_session_get_state(session, STATE);
	WdNamePlaces places = wd_name_places_get_installed(wd_session_get_base(session));

	wd_advisory_result_free(advisories->result);
	advisories->result = wd_advisory_files_read(wd_session_get_policy(session), &places);
	advisories->read_us = g_get_monotonic_time();
	tell_problems(session, advisories);
	return advisories;
}

static const char *
get_version(const char *subject)
{
	PurplePlugin *protocol = purple_find_prpl(subject);

	if (g_str_equal(subject, LIBPURPLE))
		return purple_core_get_version();
	return protocol != NULL && protocol->info != NULL ? protocol->info->version : NULL;
}

static const WdAdvisory *
find(const Advisories *advisories, const char *subject)
{
	return wd_advisory_result_find(advisories->result, subject, get_version(subject));
}

static char *
format(const WdAdvisory *advisory, gboolean is_refused)
{
	const char *version = get_version(advisory->subject);
	g_autofree char *what =
		g_strconcat(advisory->subject, " ", version != NULL ? version : "", NULL);
	g_autofree char *shown = wd_safe_text(what, WD_SAFE_NAME_CHARS);
	g_autofree char *reason = wd_safe_text(advisory->reason, REASON_CHARS);
	g_autofree char *url =
		wd_safe_text(advisory->url != NULL ? advisory->url : "", WD_SAFE_URL_CHARS);
	char *text;

	if (is_refused)
		/* Translators: a program and its version; what its hole is; an address or nothing.
		 */
		text = g_strdup_printf(
			_("Not connected: %s has a known hole. %s Have it updated. %s"),
			shown,
			reason,
			url);
	else
		/* Translators: a program and its version; what its hole is; an address or nothing.
		 */
		text = g_strdup_printf(
			_("%s has a known hole. %s Have it updated. %s"), shown, reason, url);
	return g_strchomp(text);
}

/* The trail has it once a run for each program, a person sees the newest. */
static void
tell(WdSession *session, Advisories *advisories, const WdAdvisory *advisory)
{
	const WdAuditRecord record = {
		.event = "client.hole",
		.severity = WD_SEVERITY_WARNING,
		.reason = get_demand(session) == WD_ON_ADVISORY_REFUSE ? "refused" : "warned",
		.detail_key = "program",
		.detail = advisory->subject,
		.time_ms = wd_session_now_ms(session),
	};
	g_autofree char *text = NULL;

	if (!g_hash_table_add(advisories->told, g_strdup(advisory->subject)))
		return;
	wd_session_write_audit(session, &record);
	text = format(advisory, FALSE);
	wd_session_banner(session, BANNER, text);
}

static void
look_at(WdSession *session, Advisories *advisories, const char *subject)
{
	const WdAdvisory *advisory = find(advisories, subject);

	if (advisory != NULL)
		tell(session, advisories, advisory);
}

static void
look_at_client(WdSession *session)
{
	Advisories *advisories = read_again(session);

	if (get_demand(session) == WD_ON_ADVISORY_IGNORE) {
		g_hash_table_remove_all(advisories->told);
		wd_session_banner(session, BANNER, NULL);
		return;
	}
	look_at(session, advisories, LIBPURPLE);
}

static void
connecting(PurpleAccount *account, gpointer data)
{
	WdSession *session = data;
	Advisories *advisories = wd_session_get_state(session, STATE);

	if (get_demand(session) == WD_ON_ADVISORY_IGNORE)
		return;
	if (g_get_monotonic_time() - advisories->read_us > RE_READ_US)
		advisories = read_again(session);
	look_at(session, advisories, LIBPURPLE);
	look_at(session, advisories, purple_account_get_protocol_id(account));
}

/**
 * wd_purple_advisories_why_not:
 * @session: the session
 * @account: an account, connected or not
 *
 * Returns: (transfer full) (nullable): a sentence for the account's error, where policy keeps a
 * client with a known hole offline
 */
char *
wd_purple_advisories_why_not(WdSession *session, PurpleAccount *account)
{
	const Advisories *advisories = wd_session_get_state(session, STATE);
	const WdAdvisory *advisory = NULL;

	if (advisories == NULL || get_demand(session) != WD_ON_ADVISORY_REFUSE)
		return NULL;
	advisory = find(advisories, LIBPURPLE);
	if (advisory == NULL)
		advisory = find(advisories, purple_account_get_protocol_id(account));
	return advisory != NULL ? format(advisory, TRUE) : NULL;
}

/**
 * wd_purple_advisories_gather_facts:
 * @session: the session
 * @facts: (element-type WdFact): added to
 */
void
wd_purple_advisories_gather_facts(WdSession *session, GPtrArray *facts)
{
	const Advisories *advisories = wd_session_get_state(session, STATE);
	const WdAdvisory *advisory = advisories != NULL ? find(advisories, LIBPURPLE) : NULL;

	if (advisory != NULL)
		wd_facts_add(facts, "client.hole", WD_FACT_BAD, advisory->reason);
	else
		wd_facts_add(facts, "client.no-hole", WD_FACT_GOOD, purple_core_get_version());
}

/**
 * wd_purple_advisories_attach:
 * @session: the session
 *
 * Reads the lists now, when policy changes and when an account signs on, and says once what is
 * found. To be attached before what refuses sign-ons.
 */
void
wd_purple_advisories_attach(WdSession *session)
{
	Advisories *advisories = g_new0(Advisories, 1);

	advisories->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	wd_session_set_state(session, STATE, advisories, free_state);
	purple_signal_connect(purple_accounts_get_handle(),
			      "account-connecting",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(connecting),
			      session);
	wd_session_add_policy_watch(session, look_at_client);
	look_at_client(session);
}

/**
 * wd_purple_advisories_detach:
 * @session: the session
 */
void
wd_purple_advisories_detach(WdSession *session)
{
	wd_session_remove_policy_watch(session, look_at_client);
	purple_signal_disconnect(purple_accounts_get_handle(),
				 "account-connecting",
				 wd_session_get_plugin(session),
				 PURPLE_CALLBACK(connecting));
	wd_session_set_state(session, STATE, NULL, NULL);
}
