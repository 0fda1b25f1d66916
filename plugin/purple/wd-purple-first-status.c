/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-first-status.h"

#include "purple/wd-purple-context.h"
#include "purple/wd-purple-outgoing.h"

#define MESSAGE "message" /* the attribute that libpurple's protocols agree on */

/* Names, not pointers: the account may be gone when the question is answered. */
typedef struct {
	char *protocol;
	char *account;
} Owner;

static void
free_owner(gpointer data)
{
	Owner *owner = data;

	g_free(owner->protocol);
	g_free(owner->account);
	g_free(owner);
}

static PurpleStatus *
get_status(const Owner *owner)
{
	PurpleAccount *account = wd_purple_find_account(owner->protocol, owner->account);

	return account != NULL ? purple_account_get_active_status(account) : NULL;
}

/* "Send anyway": like any other status; nobody asks twice. */
static gboolean
tell(WdSession *session, const char *html, gpointer data)
{
	const Owner *owner = data;
	PurpleStatus *status = get_status(owner);
	PurpleAccount *account = wd_purple_find_account(owner->protocol, owner->account);

	if (status == NULL || !purple_account_is_connected(account))
		return FALSE;
	purple_status_set_attr_string(status, MESSAGE, html);
	PURPLE_PLUGIN_PROTOCOL_INFO(purple_find_prpl(owner->protocol))->set_status(account, status);
	return TRUE;
}

/* Quietly: the login that follows takes it from there. */
static gboolean
mask(WdSession *session, const char *html, gpointer data)
{
	PurpleStatus *status = get_status(data);

	if (status != NULL)
		purple_status_set_attr_string(status, MESSAGE, html);
	return FALSE; /* there is no conversation in which to say so */
}

static void
signing_on(PurpleConnection *connection, gpointer data)
{
	WdSession *session = data;
	PurpleAccount *account = purple_connection_get_account(connection);
	PurpleStatus *status = purple_account_get_active_status(account);
	g_autofree char *text = g_strdup(purple_status_get_attr_string(status, MESSAGE));
	Owner *owner;
	const WdPurpleMessage message = {
		.kind = WD_EVENT_STATUS,
		.direction = WD_DIRECTION_OUT,
		.account = account,
		.raw_peer = "",
		.raw_html = text,
		.encryption = WD_ENCRYPTION_NONE,
		.typed = WD_TYPED_NO,
		.time_ms = wd_session_now_ms(session),
	};
	WdDraftFields fields = {
		.peer = "",
		.cannot_wait = TRUE,
		.send = tell,
		.send_masked = mask,
		.free_data = free_owner,
	};

	if (text == NULL || *text == '\0' ||
	    PURPLE_PLUGIN_PROTOCOL_INFO(purple_connection_get_prpl(connection))->set_status == NULL)
		return;
	owner = g_new0(Owner, 1);
	owner->protocol = g_strdup(purple_account_get_protocol_id(account));
	owner->account = g_strdup(purple_account_get_username(account));
	fields.data = owner;
	if (wd_purple_outgoing_may_pass(session, &message, &fields))
		free_owner(owner);
	else if (g_strcmp0(purple_status_get_attr_string(status, MESSAGE), text) == 0)
		purple_status_set_attr_string(status, MESSAGE, NULL);
}

/**
 * wd_purple_first_status_attach:
 * @session: the session
 */
void
wd_purple_first_status_attach(WdSession *session)
{
	purple_signal_connect(purple_connections_get_handle(),
			      "signing-on",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(signing_on),
			      session);
}

/**
 * wd_purple_first_status_detach:
 * @session: the session
 */
void
wd_purple_first_status_detach(WdSession *session)
{
	purple_signal_disconnect(purple_connections_get_handle(),
				 "signing-on",
				 wd_session_get_plugin(session),
				 PURPLE_CALLBACK(signing_on));
}
