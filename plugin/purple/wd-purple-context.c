/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-context.h"

#include <string.h>
#include <time.h>

#include "engine/wd-limits.h"
#include "purple/wd-purple-person.h"

/* Protocols with transient buddies (and Bonjour) put whoever writes into the buddy list by
 * themselves, invisible or not to be saved: that is no contact of the person's. */
#define NOT_SAVED (PURPLE_BLIST_NODE_FLAG_NO_SAVE | PURPLE_BLIST_NODE_FLAG_INVISIBLE)

/**
 * wd_purple_is_contact:
 * @account: an account
 * @peer: a name; need not be normalised
 *
 * Returns: whether the person has saved @peer in the contact list
 */
gboolean
wd_purple_is_contact(PurpleAccount *account, const char *peer)
{
	GSList *buddies = purple_find_buddies(account, peer);
	gboolean is_saved = FALSE;

	for (GSList *l = buddies; l != NULL && !is_saved; l = l->next)
		is_saved = (purple_blist_node_get_flags(l->data) & NOT_SAVED) == 0;
	g_slist_free(buddies);
	return is_saved;
}

/* Walks no further than to the first: a list of the account's buddies would be as long as a flood
 * of strangers wants it to be made. */
static gboolean
has_saved_buddies(PurpleAccount *account)
{
	PurpleBlistNode *node = purple_blist_get_root();

	for (; node != NULL; node = purple_blist_node_next(node, TRUE)) {
		if (PURPLE_BLIST_NODE_IS_BUDDY(node) &&
		    purple_buddy_get_account(PURPLE_BUDDY(node)) == account &&
		    (purple_blist_node_get_flags(node) & NOT_SAVED) == 0)
			return TRUE;
	}
	return FALSE;
}

/*
 * Before a new account's list has come from its server everybody would look like a stranger. XMPP
 * calls itself connected after its roster came, also the first time; where a list comes later, or
 * never, the account is connected and the list is empty.
 */
static void
fill_roster(PurpleAccount *account, WdContext *context)
{
	if (account == NULL || purple_get_blist() == NULL)
		return;
	context->is_roster_empty = !context->is_known && !has_saved_buddies(account);
	context->is_roster_loaded =
		!context->is_roster_empty || purple_account_is_connected(account);
}

/* Whom the person added on their own initiative was never seen as a stranger: nothing is known of
 * their age, and nothing need be. */
static gint64
age_of_contact(WdTrust *trust, PurpleAccount *account, const char *peer, gint64 now_ms)
{
	gint64 first_ms = wd_trust_find_first_seen_ms(trust,
						      purple_account_get_protocol_id(account),
						      purple_account_get_username(account),
						      peer);

	return first_ms != 0 ? now_ms - first_ms : -1;
}

/* For rules about groups. A stranger whom a protocol has put into the list is in no group of the
 * person's; a status or a notice has no peer at all. */
static const char *
find_group(PurpleAccount *account, const char *peer)
{
	PurpleBuddy *buddy = *peer != '\0' ? purple_find_buddy(account, peer) : NULL;
	PurpleGroup *group = buddy != NULL ? purple_buddy_get_group(buddy) : NULL;

	return group != NULL ? purple_group_get_name(group) : NULL;
}

/* localtime_r() costs a fraction of GDateTime, and this is asked for every message. */
static int
get_utc_offset_s(gint64 now_ms)
{
	time_t seconds = (time_t)(now_ms / 1000);
	struct tm parts;

	return localtime_r(&seconds, &parts) == NULL ? 0 : (int)parts.tm_gmtoff;
}

/**
 * wd_purple_context_fill:
 * @account: (nullable): the person's account; without one nobody is known and nobody a stranger
 * @peer: the peer's name, valid UTF-8; need not be normalised
 * @trust: (nullable): the person's own decisions
 * @now_ms: Unix time
 * @context: filled further: what the tracker wrote there is kept
 *
 * What only the client knows: the buddy list, and what earlier runs remembered. State.db remembers
 * peers from the moment on when they came as strangers, and no others.
 */
void
wd_purple_context_fill(
	PurpleAccount *account, const char *peer, WdTrust *trust, gint64 now_ms, WdContext *context)
{
	WdTrustFacts facts;

	context->contact_age_ms = -1;
	context->utc_offset_s = get_utc_offset_s(now_ms);
	if (account == NULL)
		return;
	context->is_known = wd_purple_is_contact(account, peer);
	context->group = context->is_known ? find_group(account, peer) : NULL;
	fill_roster(account, context);
	if (trust == NULL)
		return;
	if (context->is_known) {
		context->contact_age_ms = age_of_contact(trust, account, peer, now_ms);
		return;
	}
	wd_trust_meet(trust,
		      purple_account_get_protocol_id(account),
		      purple_account_get_username(account),
		      peer,
		      now_ms,
		      &facts);
	context->is_trusted = facts.is_trusted || wd_purple_person_is_contact(account, peer) ||
			      wd_purple_person_is_trusted(account, peer, trust);
	context->wrote_first = context->wrote_first || facts.has_i_written;
	context->contact_age_ms = now_ms - facts.first_seen_ms;
}

/**
 * wd_purple_find_account:
 * @protocol: (nullable): "prpl-jabber"
 * @username: (nullable): the person's own name there, as an event carries it
 *
 * Returns: (transfer none) (nullable): the account, connected or not
 */
PurpleAccount *
wd_purple_find_account(const char *protocol, const char *username)
{
	if (protocol == NULL || username == NULL)
		return NULL;
	return purple_accounts_find(username, protocol);
}

/**
 * wd_purple_normalise_peer:
 * @account: (nullable): whose protocol knows how names are compared
 * @raw_name: (nullable): a name as the protocol gave it; need not be UTF-8
 *
 * The spelling under which a peer is remembered: an XMPP resource goes, letters are folded as the
 * protocol folds them. What a protocol cannot normalise stays as it is.
 *
 * Returns: (transfer full): a name in valid UTF-8, at most %WD_LIMIT_NAME_BYTES long
 */
char *
wd_purple_normalise_peer(PurpleAccount *account, const char *raw_name)
{
	gsize len = raw_name != NULL ? strnlen(raw_name, WD_LIMIT_NAME_BYTES) : 0;
	g_autofree char *name = g_utf8_make_valid(raw_name != NULL ? raw_name : "", (gssize)len);
	const char *normalised;

	if (account == NULL || *name == '\0')
		return g_steal_pointer(&name);
	normalised = purple_normalize(account, name); /* a static buffer */
	if (normalised == NULL || *normalised == '\0')
		return g_steal_pointer(&name);
	return g_utf8_make_valid(normalised, -1);
}

/**
 * wd_purple_find_nick:
 * @account: the person's account
 * @event: a line of a room
 *
 * The event names a member "room/nick", with the room as the protocol compares it.
 *
 * Returns: (transfer none) (nullable): the nick, inside @event
 */
const char *
wd_purple_find_nick(PurpleAccount *account, const WdEvent *event)
{
	g_autofree char *room = wd_purple_normalise_peer(account, event->conversation);
	gsize len = strlen(room);

	return g_str_has_prefix(event->peer, room) && event->peer[len] == '/'
		       ? event->peer + len + 1
		       : NULL;
}
