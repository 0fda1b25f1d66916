/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-disclaimer.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-purple-markup.h"
#include "purple/wd-purple-outgoing.h"
#include "purple/wd-purple-say.h"

#define SAID     "warden-disclaimer" /* on a conversation: what was said there */
#define PRIORITY 9500 /* behind every look: a message that is stopped discloses nothing */

static void
say_here(PurpleConversation *conversation, const char *line)
{
	g_autofree char *text = NULL;

	/* Translators: %s is one line of a company's. */
	text = g_strdup_printf(_("Your organisation tells the other side first: “%s”"), line);
	wd_purple_say(conversation, text);
}

/* Said again when the company changes its words; never twice to the same conversation. */
static void
sending(PurpleAccount *account, const char *who, char **message, gpointer data)
{
	WdSession *session = data;
	const char *line =
		wd_policy_get_string(wd_session_get_policy(session), WD_KEY_NOTICE_DISCLAIMER);
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, account);
	PurpleConnection *connection = purple_account_get_connection(account);
	g_autofree char *html = NULL;

	/* NULL or nothing: another plugin has stopped it, or sends it in its own way. */
	if (*line == '\0' || *message == NULL || **message == '\0' || conversation == NULL ||
	    connection == NULL ||
	    g_strcmp0(purple_conversation_get_data(conversation, SAID), line) == 0)
		return;
	g_free(purple_conversation_get_data(conversation, SAID));
	purple_conversation_set_data(conversation, SAID, g_strdup(line));
	html = wd_purple_markup_from_text(line);
	wd_purple_outgoing_let_pass(session, account, who, html);
	if (serv_send_im(connection, who, html, 0) >= 0)
		say_here(conversation, line);
}

static void
forget(PurpleConversation *conversation, gpointer data)
{
	g_free(purple_conversation_get_data(conversation, SAID));
	purple_conversation_set_data(conversation, SAID, NULL);
}

/**
 * wd_purple_disclaimer_attach:
 * @session: the session
 */
void
wd_purple_disclaimer_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	void *conversations = purple_conversations_get_handle();

	purple_signal_connect_priority(conversations,
				       "sending-im-msg",
				       plugin,
				       PURPLE_CALLBACK(sending),
				       session,
				       PRIORITY);
	purple_signal_connect(
		conversations, "deleting-conversation", plugin, PURPLE_CALLBACK(forget), session);
}

/**
 * wd_purple_disclaimer_detach:
 * @session: the session
 *
 * Conversations that stay open hear it again should Warden come back.
 */
void
wd_purple_disclaimer_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	void *conversations = purple_conversations_get_handle();

	for (GList *l = purple_get_conversations(); l != NULL; l = l->next)
		forget(l->data, NULL);
	purple_signal_disconnect(conversations, "sending-im-msg", plugin, PURPLE_CALLBACK(sending));
	purple_signal_disconnect(
		conversations, "deleting-conversation", plugin, PURPLE_CALLBACK(forget));
}
