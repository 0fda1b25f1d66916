/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-person.h"

#include <string.h>

#define BONJOUR "prpl-bonjour" /* whoever is on the same network calls himself as he likes */

/* Protocols with transient buddies put whoever writes into the list by themselves. */
static gboolean
is_saved(PurpleBlistNode *node)
{
	return (purple_blist_node_get_flags(node) &
		(PURPLE_BLIST_NODE_FLAG_NO_SAVE | PURPLE_BLIST_NODE_FLAG_INVISIBLE)) == 0;
}

static gboolean
is_invisible(PurpleBlistNode *node)
{
	return (purple_blist_node_get_flags(node) & PURPLE_BLIST_NODE_FLAG_INVISIBLE) != 0;
}

/* "eve@spam.example" is one person on every account of a protocol; "eve" is somebody else on each
 * IRC network. */
static gboolean
is_global_name(const char *protocol, const char *name)
{
	const char *sign = strchr(name, '@');

	return sign != NULL && sign != name && strchr(sign, '.') != NULL &&
	       strchr(name, '/') == NULL && g_strcmp0(protocol, BONJOUR) != 0;
}

/* Everybody in the buddy list who has this name, on this account or on another of its protocol. */
static GSList *
find_namesakes(PurpleAccount *account, const char *peer)
{
	const char *protocol = purple_account_get_protocol_id(account);
	GSList *found = purple_find_buddies(account, peer);

	if (!is_global_name(protocol, peer))
		return found;
	for (GList *l = purple_accounts_get_all(); l != NULL; l = l->next) {
		if (l->data != account &&
		    g_strcmp0(purple_account_get_protocol_id(l->data), protocol) == 0)
			found = g_slist_concat(found, purple_find_buddies(l->data, peer));
	}
	return found;
}

typedef gboolean (*IsKnown)(PurpleBuddy *buddy, gpointer data);

/* Asks of @buddy and of all that the person put into one contact with it. An invisible buddy was
 * put nowhere by anybody. */
static gboolean
ask_contact(PurpleBuddy *buddy, IsKnown is_known, gpointer data)
{
	PurpleBlistNode *contact = purple_blist_node_get_parent(PURPLE_BLIST_NODE(buddy));
	PurpleBlistNode *node = contact != NULL ? purple_blist_node_get_first_child(contact) : NULL;

	if (is_invisible(PURPLE_BLIST_NODE(buddy)))
		return FALSE;
	for (; node != NULL; node = purple_blist_node_get_sibling_next(node)) {
		if (PURPLE_BLIST_NODE_IS_BUDDY(node) && is_known(PURPLE_BUDDY(node), data))
			return TRUE;
	}
	return FALSE;
}

static gboolean
ask_all(PurpleAccount *account, const char *peer, IsKnown is_known, gpointer data)
{
	GSList *namesakes = find_namesakes(account, peer);
	gboolean is_found = FALSE;

	for (GSList *l = namesakes; l != NULL && !is_found; l = l->next)
		is_found = ask_contact(l->data, is_known, data);
	g_slist_free(namesakes);
	return is_found;
}

static gboolean
is_saved_buddy(PurpleBuddy *buddy, gpointer data)
{
	return is_saved(PURPLE_BLIST_NODE(buddy));
}

static gboolean
is_trusted_buddy(PurpleBuddy *buddy, gpointer data)
{
	PurpleAccount *account = purple_buddy_get_account(buddy);
	g_autofree char *peer = g_strdup(purple_normalize(account, purple_buddy_get_name(buddy)));
	const char *protocol = purple_account_get_protocol_id(account);
	const char *username = purple_account_get_username(account);

	return wd_trust_is_trusted(data, protocol, username, peer) ||
	       wd_trust_has_i_written(data, protocol, username, peer);
}

/**
 * wd_purple_person_is_contact:
 * @account: the person's account
 * @peer: a normalised name there
 *
 * Returns: whether the same person is a saved buddy under another name of one contact, or on
 * another account of the same protocol
 */
gboolean
wd_purple_person_is_contact(PurpleAccount *account, const char *peer)
{
	return ask_all(account, peer, is_saved_buddy, NULL);
}

/**
 * wd_purple_person_is_trusted:
 * @account: the person's account
 * @peer: a normalised name there
 * @trust: the person's own decisions
 *
 * Returns: whether the same person is trusted by hand, or was written to first, under another name
 * of one contact
 */
gboolean
wd_purple_person_is_trusted(PurpleAccount *account, const char *peer, WdTrust *trust)
{
	return ask_all(account, peer, is_trusted_buddy, trust);
}
