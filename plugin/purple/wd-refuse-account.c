/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-refuse-account.h"

#include "purple/wd-session-audit.h"

static void
audit(WdSession *session, PurpleAccount *account, const char *code)
{
	const WdEvent fields = {
		.kind = WD_EVENT_ACCOUNT,
		.direction = WD_DIRECTION_OUT,
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.file_size = -1,
		.time_ms = wd_session_now_ms(session),
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);

	wd_session_audit(session, "account.blocked", WD_SEVERITY_WARNING, event, NULL, code);
}

/**
 * wd_refuse_account:
 * @session: the session
 * @account: the account
 * @code: why, for the audit trail: "account.policy"
 * @kind: one that libpurple takes for fatal, so that the client does not try again by itself
 * @text: a sentence for the account's error
 *
 * Ends the account's connection, if there is one, at the next turn of the main loop; the client
 * shows @text where it shows all errors of accounts.
 */
void
wd_refuse_account(WdSession *session,
		  PurpleAccount *account,
		  const char *code,
		  PurpleConnectionError kind,
		  const char *text)
{
	PurpleConnection *connection = purple_account_get_connection(account);

	audit(session, account, code);
	if (connection != NULL)
		purple_connection_error_reason(connection, kind, text);
}
