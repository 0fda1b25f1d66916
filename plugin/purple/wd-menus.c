/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-menus.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-purple-context.h"

/**
 * wd_menus_find_buddy:
 * @node: of the buddy list
 *
 * Returns: (transfer none) (nullable): whom its menu is about
 */
PurpleBuddy *
wd_menus_find_buddy(PurpleBlistNode *node)
{
	if (PURPLE_BLIST_NODE_IS_CONTACT(node))
		return purple_contact_get_priority_buddy(PURPLE_CONTACT(node));
	return PURPLE_BLIST_NODE_IS_BUDDY(node) ? PURPLE_BUDDY(node) : NULL;
}

/**
 * wd_menus_attach:
 * @handle: an address of the caller's own
 * @extend_conversation: adds to the menu of a conversation
 * @extend_node: adds to the menu of something in the buddy list
 * @data: for both
 */
void
wd_menus_attach(gconstpointer handle,
		void (*extend_conversation)(PurpleConversation *conversation,
					    GList **menu,
					    gpointer data),
		void (*extend_node)(PurpleBlistNode *node, GList **menu, gpointer data),
		gpointer data)
{
	purple_signal_connect(purple_conversations_get_handle(),
			      "conversation-extended-menu",
			      (void *)handle,
			      PURPLE_CALLBACK(extend_conversation),
			      data);
	purple_signal_connect(purple_blist_get_handle(),
			      "blist-node-extended-menu",
			      (void *)handle,
			      PURPLE_CALLBACK(extend_node),
			      data);
}

/**
 * wd_menus_detach:
 * @handle: what was given when they were attached, or the #WdPersonMenu
 */
void
wd_menus_detach(gconstpointer handle)
{
	purple_signals_disconnect_by_handle((void *)handle);
}

static void
conversation_chosen(PurpleConversation *conversation, gpointer data)
{
	const WdMenuEntry *entry = data;
	WdSession *session = wd_session_get();

	if (session != NULL)
		entry->choose(session,
			      purple_conversation_get_account(conversation),
			      purple_conversation_get_name(conversation),
			      entry->what);
}

static void
node_chosen(PurpleBlistNode *node, gpointer data)
{
	const WdMenuEntry *entry = data;
	WdSession *session = wd_session_get();
	PurpleBuddy *buddy = wd_menus_find_buddy(node);

	if (session != NULL && buddy != NULL)
		entry->choose(session,
			      purple_buddy_get_account(buddy),
			      purple_buddy_get_name(buddy),
			      entry->what);
}

static void
append(const WdPersonMenu *person,
       PurpleAccount *account,
       const char *peer,
       GList **menu,
       PurpleCallback chosen)
{
	g_autoptr(GList) entries = person->list(wd_session_get(), account, peer);

	for (GList *l = entries; l != NULL; l = l->next) {
		const WdMenuEntry *entry = l->data;

		*menu = g_list_append(
			*menu, purple_menu_action_new(_(entry->label), chosen, l->data, NULL));
	}
}

/* Pidgin shows both menus in the window of a contact: one entry is enough. */
static void
extend_conversation(PurpleConversation *conversation, GList **menu, gpointer data)
{
	PurpleAccount *account = purple_conversation_get_account(conversation);
	const char *peer = purple_conversation_get_name(conversation);

	if (purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_IM &&
	    !wd_purple_is_contact(account, peer))
		append(data, account, peer, menu, PURPLE_CALLBACK(conversation_chosen));
}

static void
extend_node(PurpleBlistNode *node, GList **menu, gpointer data)
{
	PurpleBuddy *buddy = wd_menus_find_buddy(node);
	PurpleAccount *account = buddy != NULL ? purple_buddy_get_account(buddy) : NULL;

	if (buddy != NULL && wd_purple_is_contact(account, purple_buddy_get_name(buddy)))
		append(data,
		       account,
		       purple_buddy_get_name(buddy),
		       menu,
		       PURPLE_CALLBACK(node_chosen));
}

/**
 * wd_menus_attach_person:
 * @menu: static; also the handle by which it is detached
 *
 * Its entries stand in the menu of a stranger's conversation, and in that of a contact in the list.
 */
void
wd_menus_attach_person(const WdPersonMenu *menu)
{
	wd_menus_attach(menu, extend_conversation, extend_node, (gpointer)menu);
}
