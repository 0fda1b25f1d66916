/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session-pause.h"

#include <glib/gi18n-lib.h>

#include "engine/judge/wd-pause.h"
#include "engine/wd-error.h"
#include "engine/wd-fact.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-private.h"
#include "ui/wd-fact-text.h"

#define BANNER   "pause"
#define PAUSE_MS (G_GINT64_CONSTANT(60000) * WD_PAUSE_MINUTES)
#define CHECK_S  5 /* how much longer than promised the banner may stand; judging stops on time */

static char *
format_time(gint64 time_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(time_ms / 1000);

	/* Translators: hour and minute of a day, for strftime(); such as %I:%M %p. */
	return time != NULL ? g_date_time_format(time, _("%H:%M")) : g_strdup("?");
}

static void
audit(WdSession *session, const char *name, const char *reason)
{
	g_autofree char *minutes = g_strdup_printf("%d", WD_PAUSE_MINUTES);
	const WdAuditRecord record = {
		.event = name,
		.severity = WD_SEVERITY_NOTICE,
		.reason = reason,
		.detail_key = "minutes",
		.detail = minutes,
		.time_ms = wd_session_now_ms(session),
	};

	wd_session_write_audit(session, &record);
}

static void
stop(WdSession *session, const char *reason)
{
	if (session->paused_until_ms == 0)
		return;
	session->paused_until_ms = 0;
	if (session->pause_timer != 0)
		purple_timeout_remove(session->pause_timer);
	session->pause_timer = 0;
	audit(session, "protection.resumed", reason);
	wd_session_banner(session, BANNER, NULL);
}

/* A clock that was set back must not make the pause longer. */
static gboolean
is_over(WdSession *session)
{
	gint64 left_ms = session->paused_until_ms - wd_session_now_ms(session);

	return left_ms <= 0 || left_ms > PAUSE_MS;
}

static gboolean
check_time(gpointer data)
{
	WdSession *session = data;

	if (!is_over(session))
		return G_SOURCE_CONTINUE;
	session->pause_timer = 0; /* ends by itself */
	stop(session, "time");
	return G_SOURCE_REMOVE;
}

/**
 * wd_session_get_paused_until_ms:
 * @session: the session
 *
 * Returns: when the pause ends, as Unix time in milliseconds; 0 when there is none
 */
gint64
wd_session_get_paused_until_ms(WdSession *session)
{
	return session->paused_until_ms != 0 && !is_over(session) ? session->paused_until_ms : 0;
}

/**
 * wd_session_gather_pause:
 * @session: the session
 * @facts: (element-type WdFact): added to
 *
 * While it is paused: until when, what that means, and how to end it. Else nothing.
 */
void
wd_session_gather_pause(WdSession *session, GPtrArray *facts)
{
	g_autofree char *until = NULL;

	if (wd_session_get_paused_until_ms(session) == 0)
		return;
	until = format_time(session->paused_until_ms);
	wd_facts_add(facts, "pause.on", WD_FACT_WARNING, until);
}

/**
 * wd_session_format_pause:
 * @session: the session
 *
 * Returns: (transfer full) (nullable): the same as a sentence; NULL when it is not paused
 */
char *
wd_session_format_pause(WdSession *session)
{
	g_autoptr(GPtrArray) facts = wd_facts_new();

	wd_session_gather_pause(session, facts);
	return facts->len > 0 ? wd_fact_text(g_ptr_array_index(facts, 0)) : NULL;
}

/* There is little room above the list of contacts, and the entry that ends it is near. */
static void
show_banner(WdSession *session)
{
	g_autofree char *until = format_time(session->paused_until_ms);
	/* Translators: %s is a time of day. */
	g_autofree char *text = g_strdup_printf(_("Paused until %s: unwanted messages and risky "
						  "links arrive, with a mark."),
						until);

	wd_session_banner(session, BANNER, text);
}

/**
 * wd_session_pause:
 * @session: the session
 * @error: return location for a #WD_ERROR: %WD_ERROR_REFUSED where policy does not allow it
 *
 * From this moment for %WD_PAUSE_MINUTES; once more begins them anew.
 *
 * Returns: whether it is paused now
 */
gboolean
wd_session_pause(WdSession *session, GError **error)
{
	if (!wd_pause_is_allowed(wd_session_get_policy(session))) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_REFUSED,
			    _("The rules in force do not allow a pause."));
		return FALSE;
	}
	session->paused_until_ms = wd_session_now_ms(session) + PAUSE_MS;
	if (session->pause_timer == 0)
		session->pause_timer = purple_timeout_add_seconds(CHECK_S, check_time, session);
	audit(session, "protection.paused", NULL);
	show_banner(session);
	return TRUE;
}

/**
 * wd_session_end_pause:
 * @session: the session, paused or not
 */
void
wd_session_end_pause(WdSession *session)
{
	stop(session, "person");
}

/**
 * wd_session_check_pause:
 * @session: the session
 *
 * After a change of policy: one that does not allow a pause ends it at once.
 */
void
wd_session_check_pause(WdSession *session)
{
	if (!wd_pause_is_allowed(wd_session_get_policy(session)))
		stop(session, "policy");
}
