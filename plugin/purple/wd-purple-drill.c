/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-drill.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-session-audit.h"

#define STATE    "drill"
#define PROTOCOL "prpl-rehearsal" /* rehearsal/ registers it; nobody else may */

/* What a contact of a rehearsal does to the person, and what the person did all the same. */
static const char *const traps[] = {
	"spam.flagged",
	"msg.receive.flagged",
	"msg.send.blocked",
	"contact.blocked",
	"file.blocked",
	"link.warned",
	NULL,
};
static const char *const mistakes[] = {"msg.send.overridden", "link.clicked_through", NULL};

typedef struct {
	WdSession *session;
	guint n_traps;
	guint n_mistakes;
} Drill;

static void
note(WdSession *session, const WdAuditRecord *record)
{
	Drill *drill = wd_session_get_state(session, STATE);

	if (g_strcmp0(record->protocol, PROTOCOL) != 0)
		return;
	if (g_strv_contains(traps, record->event))
		drill->n_traps++;
	else if (g_strv_contains(mistakes, record->event))
		drill->n_mistakes++;
}

static void
tell(const Drill *drill)
{
	g_autofree char *text = NULL;

	if (drill->n_mistakes == 0)
		text = g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
						   "You met %u trap and stepped into none.",
						   "You met %u traps and stepped into none.",
						   drill->n_traps),
				       drill->n_traps);
	else
		/* Translators: numbers: of traps, of those that the person stepped into. */
		text = g_strdup_printf(
			g_dngettext(GETTEXT_PACKAGE,
				    "You met %u trap and stepped into %u. The reasons "
				    "stand beside it; play it again when you like.",
				    "You met %u traps and stepped into %u of them. The reasons "
				    "stand beside each; play it again when you like.",
				    drill->n_traps),
			drill->n_traps,
			drill->n_mistakes);
	purple_notify_info(wd_session_get_plugin(drill->session),
			   _("Purple Warden"),
			   _("The Rehearsal Is Over"),
			   text);
}

static void
signed_off(PurpleConnection *connection, gpointer data)
{
	Drill *drill = data;
	const PurpleAccount *account = purple_connection_get_account(connection);
	g_autofree char *score = g_strdup_printf(
		"%u/%u", drill->n_traps - MIN(drill->n_mistakes, drill->n_traps), drill->n_traps);
	const WdAuditRecord record = {
		.event = "training.completed",
		.severity = WD_SEVERITY_NOTICE,
		.is_failure = drill->n_mistakes > 0,
		.detail_key = "score",
		.detail = score,
		.time_ms = wd_session_now_ms(drill->session),
	};

	if (g_strcmp0(purple_account_get_protocol_id(account), PROTOCOL) != 0 ||
	    drill->n_traps == 0)
		return;
	wd_session_write_audit(drill->session, &record);
	tell(drill);
	drill->n_traps = drill->n_mistakes = 0;
}

/**
 * wd_purple_drill_attach:
 * @session: the session
 */
void
wd_purple_drill_attach(WdSession *session)
{
	Drill *drill = g_new0(Drill, 1);

	drill->session = session;
	wd_session_set_state(session, STATE, drill, g_free);
	wd_session_set_audit_watch(session, note);
	purple_signal_connect(purple_connections_get_handle(),
			      "signed-off",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(signed_off),
			      drill);
}

/**
 * wd_purple_drill_detach:
 * @session: the session
 */
void
wd_purple_drill_detach(WdSession *session)
{
	purple_signal_disconnect(purple_connections_get_handle(),
				 "signed-off",
				 wd_session_get_plugin(session),
				 PURPLE_CALLBACK(signed_off));
	wd_session_set_audit_watch(session, NULL);
	wd_session_set_state(session, STATE, NULL, NULL);
}
