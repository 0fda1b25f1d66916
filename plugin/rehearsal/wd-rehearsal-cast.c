/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearsal-cast.h"

#include "rehearsal/wd-rehearsal-names.h"

#define GROUP "Rehearsal"

/*
 * A client that loads saved accounts before plugins knows ours without its protocol: it has no
 * presence then, and libpurple would never sign it on.
 */
static void
give_presence(PurpleAccount *account, PurplePlugin *protocol)
{
	if (account->presence != NULL)
		return;
	purple_account_set_status_types(
		account, PURPLE_PLUGIN_PROTOCOL_INFO(protocol)->status_types(account));
	account->presence = purple_presence_new_for_account(account);
	purple_presence_set_status_active(account->presence, "available", TRUE);
}

static PurpleAccount *
find_account(void)
{
	for (GList *l = purple_accounts_get_all(); l != NULL; l = l->next) {
		if (purple_strequal(purple_account_get_protocol_id(l->data),
				    WD_REHEARSAL_PROTOCOL_ID))
			return l->data;
	}
	return NULL;
}

static PurpleAccount *
make_account(void)
{
	PurpleAccount *account = purple_account_new(WD_REHEARSAL_ACCOUNT, WD_REHEARSAL_PROTOCOL_ID);

	purple_accounts_add(account);
	return account;
}

static gboolean
sign_on(gpointer data)
{
	PurplePlugin *protocol = data;
	PurpleAccount *account = find_account();

	protocol->extra = NULL;
	if (account != NULL)
		purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
	return G_SOURCE_REMOVE;
}

/**
 * wd_rehearsal_cast_book:
 * @protocol: the rehearsal protocol's plugin
 *
 * Has the rehearsal's account sign on at the next turn of the main loop; makes it if there is none.
 * It counts as enabled at once, or Pidgin would greet a new profile with its account editor.
 */
void
wd_rehearsal_cast_book(PurplePlugin *protocol)
{
	PurpleAccount *account = find_account();

	if (account == NULL)
		account = make_account();
	give_presence(account, protocol);
	purple_account_set_ui_bool(account, purple_core_get_ui(), "auto-login", TRUE);
	protocol->extra = GUINT_TO_POINTER(purple_timeout_add(0, sign_on, protocol));
}

static void
add_contact(PurpleAccount *account, const WdRehearsalContact *contact, PurpleGroup *group)
{
	PurpleBuddy *buddy = purple_find_buddy(account, contact->name);

	if (buddy == NULL) {
		buddy = purple_buddy_new(account, contact->name, contact->alias);
		purple_blist_add_buddy(buddy, NULL, group, NULL);
	}
	purple_prpl_got_user_status(
		account, contact->name, contact->is_online ? "available" : "offline", NULL);
}

/**
 * wd_rehearsal_cast_enter:
 * @account: the connected account
 * @script: whose contacts
 *
 * Puts the script's contacts on the roster, as a server's roster does at sign-on.
 */
void
wd_rehearsal_cast_enter(PurpleAccount *account, const WdRehearsalScript *script)
{
	PurpleGroup *group = purple_find_group(GROUP);

	if (group == NULL) {
		group = purple_group_new(GROUP);
		purple_blist_add_group(group, NULL);
	}
	for (guint i = 0; i < script->contacts->len; i++)
		add_contact(account, g_ptr_array_index(script->contacts, i), group);
}

/**
 * wd_rehearsal_cast_room_number:
 * @room: a room's name
 *
 * Returns: the number by which libpurple knows it in a connection
 */
int
wd_rehearsal_cast_room_number(const char *room)
{
	return (int)(g_str_hash(room) & 0x7fffffff);
}

/**
 * wd_rehearsal_cast_join:
 * @connection: a connection of the rehearsal protocol
 * @room: the room's name
 *
 * Enters a room, as a server confirms a join.
 *
 * Returns: (transfer none): its conversation
 */
PurpleConversation *
wd_rehearsal_cast_join(PurpleConnection *connection, const char *room)
{
	const char *me = purple_account_get_username(purple_connection_get_account(connection));
	PurpleConversation *conversation =
		serv_got_joined_chat(connection, wd_rehearsal_cast_room_number(room), room);
	PurpleConvChat *chat = PURPLE_CONV_CHAT(conversation);

	purple_conv_chat_set_nick(chat, me);
	if (!purple_conv_chat_find_user(chat, me))
		purple_conv_chat_add_user(chat, me, NULL, PURPLE_CBFLAGS_NONE, FALSE);
	return conversation;
}

/* While they are online: in a window that turns to another tab of an account that is offline,
 * Pidgin asks a connection that is gone for its protocol. */
static void
close_conversations(PurpleAccount *account)
{
	g_autoptr(GList) all = g_list_copy(purple_get_conversations());

	for (GList *l = all; l != NULL; l = l->next) {
		if (purple_conversation_get_account(l->data) == account)
			purple_conversation_destroy(l->data);
	}
}

/**
 * wd_rehearsal_cast_dismiss:
 * @protocol: the rehearsal protocol's plugin
 *
 * Removes the account with its contacts and conversations.
 */
void
wd_rehearsal_cast_dismiss(PurplePlugin *protocol)
{
	PurpleAccount *account = find_account();
	PurpleGroup *group = purple_find_group(GROUP);
	guint timer = GPOINTER_TO_UINT(protocol->extra);

	protocol->extra = NULL;
	if (timer != 0)
		purple_timeout_remove(timer);
	if (account != NULL) {
		close_conversations(account);
		purple_accounts_delete(account);
	}
	/* The person may have put a contact of another account there: then it is theirs now. */
	if (group != NULL && purple_blist_node_get_first_child((PurpleBlistNode *)group) == NULL)
		purple_blist_remove_group(group);
}
