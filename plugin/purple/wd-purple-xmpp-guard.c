/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-xmpp-guard.h"

#include <string.h>

#include "purple/wd-purple-event.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-purple-outgoing.h"
#include "purple/wd-wire-encryption.h"

#define XMPP_PROTOCOL "prpl-jabber"
/* The protocol sends at the highest priority, OMEMO encrypts a hundred below it: between them the
 * stanza is what the peer will get, in whatever order plugins were loaded. */
#define PRIORITY_LAST (PURPLE_SIGNAL_PRIORITY_HIGHEST - 1)

static gboolean
is_message(xmlnode *stanza)
{
	const char *type;

	if (stanza == NULL || g_strcmp0(stanza->name, "message") != 0)
		return FALSE;
	type = xmlnode_get_attrib(stanza, "type");
	return g_strcmp0(type, "error") != 0 && xmlnode_get_attrib(stanza, "to") != NULL;
}

/* The words of a stanza as HTML; NULL: there are none (a receipt, "is typing"). */
static char *
get_words(xmlnode *stanza)
{
	xmlnode *body = xmlnode_get_child(stanza, "body");
	g_autofree char *text = body != NULL ? xmlnode_get_data(body) : NULL;

	return text != NULL && *text != '\0' ? wd_purple_markup_from_text(text) : NULL;
}

static gboolean
may_be_sent(WdSession *session, PurpleConnection *connection, xmlnode *stanza)
{
	gboolean is_chat = g_strcmp0(xmlnode_get_attrib(stanza, "type"), "groupchat") == 0;
	g_autofree char *peer = g_strdup(xmlnode_get_attrib(stanza, "to"));
	g_autofree char *words = get_words(stanza);
	PurpleAccount *account = purple_connection_get_account(connection);
	const WdPurpleMessage message = {
		.kind = is_chat ? WD_EVENT_CHAT : WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.account = account,
		.raw_peer = peer,
		.raw_room = is_chat ? peer : NULL,
		.raw_html = words,
		.encryption = wd_wire_encryption_read(stanza),
		.time_ms = wd_session_now_ms(session),
	};

	peer[strcspn(peer, "/")] = '\0';
	if (message.encryption == WD_ENCRYPTION_NONE && words == NULL)
		return TRUE;
	return wd_purple_outgoing_may_pass_wire(session, &message);
}

static void
sending_stanza(PurpleConnection *connection, xmlnode **stanza, gpointer data)
{
	/* Who made the stanza frees it; the protocol sends nothing where it finds NULL. */
	if (is_message(*stanza) && !may_be_sent(data, connection, *stanza))
		*stanza = NULL;
}

static void
watch_xmpp(PurplePlugin *protocol, gpointer data)
{
	WdSession *session = data;

	if (protocol == NULL || g_strcmp0(protocol->info->id, XMPP_PROTOCOL) != 0)
		return;
	purple_signal_connect_priority(protocol,
				       "jabber-sending-xmlnode",
				       wd_session_get_plugin(session),
				       PURPLE_CALLBACK(sending_stanza),
				       session,
				       PRIORITY_LAST);
}

/**
 * wd_purple_xmpp_guard_attach:
 * @session: the session
 */
void
wd_purple_xmpp_guard_attach(WdSession *session)
{
	watch_xmpp(purple_find_prpl(XMPP_PROTOCOL), session);
	purple_signal_connect(purple_plugins_get_handle(),
			      "plugin-load",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(watch_xmpp),
			      session);
}

/**
 * wd_purple_xmpp_guard_detach:
 * @session: the session
 */
void
wd_purple_xmpp_guard_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	PurplePlugin *xmpp = purple_find_prpl(XMPP_PROTOCOL);

	if (xmpp != NULL)
		purple_signal_disconnect(
			xmpp, "jabber-sending-xmlnode", plugin, PURPLE_CALLBACK(sending_stanza));
	purple_signal_disconnect(
		purple_plugins_get_handle(), "plugin-load", plugin, PURPLE_CALLBACK(watch_xmpp));
}
