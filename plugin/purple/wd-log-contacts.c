/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-contacts.h"

#define STOCK_SETTING "enable-logging" /* Pidgin's, of a contact or a chat */
#define OUR_SETTING   "warden-logging"

/* Absent is not FALSE: then the switches decide. */
static gboolean
find_setting(PurpleBlistNode *node, const char *name, gboolean *is_on)
{
	PurpleValue *value =
		node->settings != NULL ? g_hash_table_lookup(node->settings, name) : NULL;

	if (value == NULL || purple_value_get_type(value) != PURPLE_TYPE_BOOLEAN)
		return FALSE;
	*is_on = purple_value_get_boolean(value);
	return TRUE;
}

/**
 * wd_log_contacts_take_over:
 *
 * Moves every contact's choice from Pidgin's name to ours. Walks the whole buddy list: for the
 * start, the end, and after the person has switched something.
 */
void
wd_log_contacts_take_over(void)
{
	for (PurpleBlistNode *node = purple_blist_get_root(); node != NULL;
	     node = purple_blist_node_next(node, TRUE)) {
		gboolean is_on;

		if (!find_setting(node, STOCK_SETTING, &is_on))
			continue;
		purple_blist_node_set_bool(node, OUR_SETTING, is_on);
		purple_blist_node_remove_setting(node, STOCK_SETTING);
	}
}

/* The node that Pidgin keeps the choice at: the contact of a buddy, or the chat. */
static PurpleBlistNode *
find_node(PurpleConversation *conversation)
{
	PurpleAccount *account = purple_conversation_get_account(conversation);
	const char *name = purple_conversation_get_name(conversation);
	PurpleBuddy *buddy;

	if (purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_CHAT)
		return (PurpleBlistNode *)purple_blist_find_chat(account, name);
	buddy = purple_find_buddy(account, name);
	return buddy != NULL ? purple_blist_node_get_parent((PurpleBlistNode *)buddy) : NULL;
}

/**
 * wd_log_contacts_find:
 * @conversation: a conversation
 * @is_wanted: (out): whether the person wants it logged; set only on success
 *
 * Returns: whether the person has made a choice for this contact or chat alone
 */
gboolean
wd_log_contacts_find(PurpleConversation *conversation, gboolean *is_wanted)
{
	PurpleBlistNode *node = find_node(conversation);

	return node != NULL && (find_setting(node, STOCK_SETTING, is_wanted) ||
				find_setting(node, OUR_SETTING, is_wanted));
}
