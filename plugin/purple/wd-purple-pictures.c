/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-pictures.h"

#include <string.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-slot.h"

#define XMPP      "prpl-jabber"
#define MAX_DEPTH 32 /* of a message's elements that are looked at */

typedef gboolean (*SmileyFunction)(PurpleConversation *conversation,
				   const char *smiley,
				   gboolean is_remote);

static WdSession *pictures_session; /* the slot carries no data pointer */
static WdSlot smiley_slot;
static PurplePlugin *xmpp; /* (nullable) */

static gboolean
is_stranger(PurpleAccount *account, const char *raw_name)
{
	g_autofree char *peer = wd_purple_normalise_peer(account, raw_name);
	const WdEvent fields = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_IN,
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = peer,
		.file_size = -1,
		.time_ms = wd_session_now_ms(pictures_session),
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);

	return wd_session_is_stranger(pictures_session, account, event);
}

/* The members of a room that the person joined are not strangers. */
static gboolean
is_with_stranger(PurpleConversation *conversation)
{
	return purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_IM &&
	       is_stranger(purple_conversation_get_account(conversation),
			   purple_conversation_get_name(conversation));
}

static gboolean
guarded_smiley(PurpleConversation *conversation, const char *smiley, gboolean is_remote)
{
	SmileyFunction stock = (SmileyFunction)smiley_slot.stock;

	if (stock == NULL ||
	    (pictures_session != NULL && is_remote && is_with_stranger(conversation)))
		return FALSE;
	return stock(conversation, smiley, is_remote);
}

/* All conversations of a client have the same functions, and only they tell which. */
static void
created(PurpleConversation *conversation, gpointer data)
{
	PurpleConversationUiOps *ops = purple_conversation_get_ui_ops(conversation);

	if (ops != NULL)
		wd_slot_take(&smiley_slot,
			     WD_SLOT_PLACE(ops->custom_smiley_add),
			     G_CALLBACK(guarded_smiley));
}

/* Before the client's own handler draws it: without an icon there is nothing to decode. */
static void
updated(PurpleConversation *conversation, PurpleConvUpdateType type, gpointer data)
{
	PurpleConvIm *im = PURPLE_CONV_IM(conversation);

	if (type == PURPLE_CONV_UPDATE_ICON && im != NULL && purple_conv_im_get_icon(im) != NULL &&
	    is_with_stranger(conversation))
		purple_conv_im_set_icon(im, NULL);
}

/* The name of the picture becomes its text, which is what the sender typed. */
static void
make_plain(xmlnode *image)
{
	const char *source = xmlnode_get_attrib(image, "src");
	g_autofree char *alternative = g_strdup(xmlnode_get_attrib(image, "alt"));

	if (source == NULL || g_ascii_strncasecmp(source, "cid:", strlen("cid:")) != 0)
		return;
	xmlnode_remove_attrib(image, "src");
	if (alternative != NULL && *alternative != '\0')
		xmlnode_insert_data(image, alternative, -1);
}

static void
make_images_plain(xmlnode *node, guint depth)
{
	for (xmlnode *child = node->child; child != NULL && depth < MAX_DEPTH;
	     child = child->next) {
		if (child->type != XMLNODE_TYPE_TAG)
			continue;
		if (g_strcmp0(child->name, "img") == 0)
			make_plain(child);
		make_images_plain(child, depth + 1);
	}
}

/* For a smiley in a message XMPP opens a conversation, and asks the sender for the picture, before
 * anybody is asked whether the message may be shown. */
static gboolean
receiving_message(PurpleConnection *connection,
		  const char *type,
		  const char *id,
		  const char *from,
		  const char *to,
		  xmlnode *message,
		  gpointer data)
{
	xmlnode *html = xmlnode_get_child(message, "html");

	if (html != NULL && from != NULL && g_strcmp0(type, "groupchat") != 0 &&
	    is_stranger(purple_connection_get_account(connection), from))
		make_images_plain(html, 0);
	return FALSE;
}

/**
 * wd_purple_pictures_attach:
 * @session: the session
 *
 * Wraps the client's function for custom smileys in place, and listens where icons come in.
 */
void
wd_purple_pictures_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	pictures_session = session;
	for (GList *l = purple_get_conversations(); l != NULL; l = l->next)
		created(l->data, NULL);
	purple_signal_connect_priority(purple_conversations_get_handle(),
				       "conversation-created",
				       plugin,
				       PURPLE_CALLBACK(created),
				       NULL,
				       PURPLE_SIGNAL_PRIORITY_LOWEST);
	/* Pidgin draws at the lowest priority, too; who connects last is called first. */
	purple_signal_connect_priority(purple_conversations_get_handle(),
				       "conversation-updated",
				       plugin,
				       PURPLE_CALLBACK(updated),
				       NULL,
				       PURPLE_SIGNAL_PRIORITY_LOWEST);
	xmpp = purple_find_prpl(XMPP);
	if (xmpp != NULL)
		purple_signal_connect(xmpp,
				      "jabber-receiving-message",
				      plugin,
				      PURPLE_CALLBACK(receiving_message),
				      NULL);
}

/**
 * wd_purple_pictures_detach:
 * @session: the session
 *
 * Gives the slot back where it is still ours.
 */
void
wd_purple_pictures_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	(void)wd_slot_give_back(&smiley_slot); /* off duty it only hands on */
	purple_signal_disconnect(purple_conversations_get_handle(),
				 "conversation-created",
				 plugin,
				 PURPLE_CALLBACK(created));
	purple_signal_disconnect(purple_conversations_get_handle(),
				 "conversation-updated",
				 plugin,
				 PURPLE_CALLBACK(updated));
	/* At the client's end the protocols may have gone first, and their signals with them. */
	if (xmpp != NULL && purple_find_prpl(XMPP) == xmpp)
		purple_signal_disconnect(xmpp,
					 "jabber-receiving-message",
					 plugin,
					 PURPLE_CALLBACK(receiving_message));
	xmpp = NULL;
	pictures_session = NULL;
}
