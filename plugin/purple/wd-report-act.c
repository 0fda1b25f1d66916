/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-report-act.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-utf8.h"
#include "purple/wd-privacy.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-report-outbox.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-xmpp-stanza.h"
#include "purple/wd-xmpp-wire.h"

#define BANNER_ID      "report"
#define MAX_NAME_CHARS 100

/* A block on its way to a server: values, since the account may be gone when the answer comes. */
typedef struct {
	WdSession *session;
	GPtrArray *held; /* of WdHeld * */
	WdEvent *event;
	gboolean has_report;
} Sent;

static void
free_sent(gpointer pointer)
{
	Sent *sent = pointer;

	g_ptr_array_unref(sent->held);
	wd_event_unref(sent->event);
	g_free(sent);
}

static void
audit(WdSession *session, const WdEvent *event, const char *way, const char *failure)
{
	const WdAuditRecord record = {
		.event = "report.blocked",
		.severity = failure != NULL ? WD_SEVERITY_WARNING : WD_SEVERITY_NOTICE,
		.is_failure = failure != NULL,
		.reason = failure,
		.protocol = event->protocol,
		.account = event->account,
		.peer = event->peer,
		.detail_key = "way",
		.detail = way,
		.time_ms = wd_session_now_ms(session),
	};

	wd_session_write_audit(session, &record);
}

static void
tell(WdSession *session, const char *format, const WdEvent *event)
{
	g_autofree char *name = wd_utf8_show(event->peer, MAX_NAME_CHARS);
	g_autofree char *text = purple_strreplace(format, "%s", name);

	wd_session_banner(session, BANNER_ID, text);
}

/* What a server's silence or refusal is called in the audit trail. */
static const char *const failures[] = {
	[WD_XMPP_RESULT] = NULL,
	[WD_XMPP_ERROR] = "report.server-error",
	[WD_XMPP_TIMEOUT] = "report.server-silent",
	[WD_XMPP_GONE] = "report.connection-lost",
};

static void
server_answered(WdXmppOutcome outcome, const xmlnode *answer, gpointer data)
{
	const Sent *sent = data;

	audit(sent->session,
	      sent->event,
	      sent->has_report ? "server-report" : "server-block",
	      failures[outcome]);
	if (outcome == WD_XMPP_RESULT) {
		wd_session_banner(sent->session, BANNER_ID, NULL);
		return;
	}
	/* Translators: %s is the name of somebody who was reported. */
	tell(sent->session,
	     _("Your server did not take the block of %s. This sender stays blocked here until the "
	       "next sign-on; to block for good, try the privacy settings of the account."),
	     sent->event);
	if (sent->has_report)
		wd_report_outbox_add(sent->session, sent->held);
}

static void
block_on_server(WdSession *session, const WdReportCase *report, PurpleAccount *account)
{
	const WdEvent *event = wd_report_case_get_event(report);
	g_auto(GStrv) server_ids = wd_report_case_get_server_ids(report);
	g_autofree char *own = wd_xmpp_wire_get_own_jid(account);
	const WdXmppBlock block = {
		.jid = event->peer,
		.has_report = (report->features & WD_XMPP_REPORTING) != 0,
		.archive = own,
		.server_ids = (const char *const *)server_ids,
	};
	Sent *sent = g_new0(Sent, 1);

	sent->session = session;
	sent->held = g_ptr_array_ref(report->held);
	sent->event = wd_event_ref(event);
	sent->has_report = block.has_report;
	wd_xmpp_wire_send(session,
			  purple_account_get_connection(account),
			  wd_xmpp_stanza_new_block(&block),
			  server_answered,
			  sent,
			  free_sent);
}

static const char *const privacy_failures[] = {
	[WD_PRIVACY_BLOCKED] = NULL,
	[WD_PRIVACY_BLOCKED_OTHERS_TOO] = NULL,
	[WD_PRIVACY_NOT_BLOCKED] = "report.not-blocked",
};

/* The server is told by us where it can be: libpurple would send a second block, or complain in a
 * dialog about a server that knows none. */
static void
block_here(WdSession *session, const WdReportCase *report, PurpleAccount *account)
{
	const WdEvent *event = wd_report_case_get_event(report);
	g_autofree char *today = wd_purple_normalise_peer(account, event->peer);
	gboolean is_xmpp = wd_xmpp_wire_is_xmpp(account);
	WdPrivacy result;

	/* "room/nick" means the room once that is left: nobody asked to block all of it. */
	if (strcmp(today, event->peer) != 0)
		return;
	result = wd_privacy_block(account, event->peer, is_xmpp);
	audit(session, event, "privacy-list", privacy_failures[result]);
	if (result == WD_PRIVACY_NOT_BLOCKED)
		/* Translators: %s is the name of somebody who was reported. */
		tell(session, _("%s could not be blocked."), event);
	else if (result == WD_PRIVACY_BLOCKED_OTHERS_TOO && !is_xmpp)
		/* Translators: %s is the name of somebody who was reported. */
		tell(session,
		     _("To block %s, the account's list of blocked people was switched on; it "
		       "holds "
		       "others, too. See the privacy settings of the account."),
		     event);
}

static void
ignore_member(WdSession *session, const WdReportCase *report, PurpleAccount *account)
{
	const WdEvent *event = wd_report_case_get_event(report);
	const char *nick = wd_purple_find_nick(account, event);
	PurpleConversation *room =
		event->conversation != NULL
			? purple_find_conversation_with_account(
				  PURPLE_CONV_TYPE_CHAT, event->conversation, account)
			: NULL;

	if (room != NULL && nick != NULL)
		purple_conv_chat_ignore(PURPLE_CONV_CHAT(room), nick);
	audit(session, event, "room", room != NULL && nick != NULL ? NULL : "report.not-joined");
}

/**
 * wd_report_act_describe:
 * @session: the session
 * @report: a case whose server was looked at
 *
 * Returns: (transfer full): what wd_report_act() would do, a sentence a line
 */
char *
wd_report_act_describe(WdSession *session, const WdReportCase *report)
{
	const char *report_to =
		wd_policy_get_string(wd_session_get_policy(session), WD_KEY_CONTACTS_REPORT_TO);
	GString *text = g_string_new(NULL);

	if (wd_report_case_is_contact(report))
		g_string_append(text, _("This sender is in your contact list.\n"));
	g_string_append(text,
			_("Nothing of this sender reaches you any more. To undo that, use the "
			  "privacy settings of the account.\n"));
	if ((report->features & WD_XMPP_REPORTING) != 0)
		g_string_append(text, _("Your server is told that the sender was a nuisance."));
	else if (*report_to != '\0')
		g_string_append(text, _("You are shown a report; it is sent if you say so."));
	else
		g_string_append(text, _("There is nobody to report to."));
	return g_string_free(text, FALSE);
}

/**
 * wd_report_act:
 * @session: the session
 * @report: a case of this process alone, whose account is connected and whose server was looked at
 *
 * Blocks, and reports. What a server answers is said later, and only if it is no.
 */
void
wd_report_act(WdSession *session, const WdReportCase *report)
{
	PurpleAccount *account = wd_report_case_find_account(report);

	g_return_if_fail(account != NULL);
	if (wd_report_case_is_member(report)) {
		ignore_member(session, report, account);
		wd_report_outbox_add(session, report->held);
		return;
	}
	block_here(session, report, account);
	if ((report->features & WD_XMPP_BLOCKING) != 0)
		block_on_server(session, report, account);
	if ((report->features & WD_XMPP_REPORTING) == 0)
		wd_report_outbox_add(session, report->held);
}
