/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-contacts.h"

#include <string.h>

#include "engine/contact/wd-contact-names.h"
#include "engine/link/wd-protected-names.h"
#include "purple/wd-purple-context.h"

#define STATE    "contacts"
#define PER_TURN 50 /* buddies taken in at once: about half a millisecond */
#define MAX_DOMAINS                                                                                \
	500 /* of one person's contacts; somebody in many rooms has not more servers               \
	     */
#define NOT_SAVED (PURPLE_BLIST_NODE_FLAG_NO_SAVE | PURPLE_BLIST_NODE_FLAG_INVISIBLE)

typedef struct {
	WdSession *session;
	WdContactNames *names;
	GHashTable *known;   /* PurpleBuddy * -> number in the table */
	GHashTable *changed; /* of PurpleBuddy *: to be taken in anew */
	GHashTable *domains; /* of char *: where accounts and contacts are, kept until unloading */
	WdProtectedNames *near_names; /* (nullable) of them */
	gboolean is_elsewhere;        /* a domain is not in the table yet */
	guint timer;                  /* 0: nothing has changed */
} Contacts;

static void
free_contacts(gpointer data)
{
	Contacts *contacts = data;

	wd_contact_names_free(contacts->names);
	g_hash_table_unref(contacts->known);
	g_hash_table_unref(contacts->changed);
	g_hash_table_unref(contacts->domains);
	wd_protected_names_free(contacts->near_names);
	g_free(contacts);
}

static void
forget(Contacts *contacts, PurpleBuddy *buddy)
{
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(contacts->known, buddy));

	if (number != 0)
		wd_contact_names_remove(contacts->names, number);
	(void)g_hash_table_remove(contacts->known, buddy);
}

/* "corp.example" of "ann@corp.example/desk". */
static void
note_domain(Contacts *contacts, const char *name)
{
	const char *at = strrchr(name, '@');
	g_autofree char *domain = at == NULL ? NULL : g_strndup(at + 1, strcspn(at + 1, "/"));

	if (domain == NULL || strchr(domain, '.') == NULL ||
	    g_hash_table_size(contacts->domains) >= MAX_DOMAINS)
		return;
	if (g_hash_table_add(contacts->domains, g_steal_pointer(&domain)))
		contacts->is_elsewhere = TRUE;
}

/* Names that are made to be taken for where the person's own people are. */
static void
renew_near_names(Contacts *contacts)
{
	g_autofree gpointer *domains = NULL;
	WdProtectedNames *old = contacts->near_names;

	for (GList *each = purple_accounts_get_all(); each != NULL; each = each->next) {
		g_autofree char *name =
			g_utf8_make_valid(purple_account_get_username(each->data), -1);

		note_domain(contacts, name);
	}
	if (!contacts->is_elsewhere)
		return;
	contacts->is_elsewhere = FALSE;
	domains = g_hash_table_get_keys_as_array(contacts->domains, NULL);
	contacts->near_names = wd_protected_names_new((const char *const *)domains);
	wd_session_get_knowledge(contacts->session)->near_names = contacts->near_names;
	wd_protected_names_free(old);
}

/* What the person sees in the list, which may be the buddy's own choice. */
static void
take_in(Contacts *contacts, PurpleBuddy *buddy)
{
	PurpleAccount *account = purple_buddy_get_account(buddy);
	const char *raw_alias = purple_buddy_get_contact_alias(buddy);
	g_autofree char *name = wd_purple_normalise_peer(account, purple_buddy_get_name(buddy));
	g_autofree char *alias = g_utf8_make_valid(raw_alias != NULL ? raw_alias : "", -1);
	guint number;

	forget(contacts, buddy);
	if ((purple_blist_node_get_flags((PurpleBlistNode *)buddy) & NOT_SAVED) != 0)
		return;
	number = wd_contact_names_add(
		contacts->names, purple_account_get_protocol_id(account), name, alias);
	g_hash_table_insert(contacts->known, buddy, GUINT_TO_POINTER(number));
	note_domain(contacts, name);
}

static gboolean
take_some_in(gpointer data)
{
	Contacts *contacts = data;
	GHashTableIter iter;
	gpointer buddy;

	g_hash_table_iter_init(&iter, contacts->changed);
	for (guint n = 0; n < PER_TURN && g_hash_table_iter_next(&iter, &buddy, NULL); n++) {
		g_hash_table_iter_remove(&iter);
		take_in(contacts, buddy);
	}
	if (g_hash_table_size(contacts->changed) > 0)
		return TRUE;
	contacts->timer = 0;
	renew_near_names(contacts);
	return FALSE;
}

/* Later: whether a new buddy is to be saved is often said only after it was added. */
static void
note_change(Contacts *contacts, PurpleBuddy *buddy)
{
	(void)g_hash_table_add(contacts->changed, buddy);
	if (contacts->timer == 0)
		contacts->timer = purple_timeout_add(0, take_some_in, contacts);
}

static void
added(PurpleBuddy *buddy, gpointer data)
{
	note_change(data, buddy);
}

static void
removed(PurpleBuddy *buddy, gpointer data)
{
	Contacts *contacts = data;

	(void)g_hash_table_remove(contacts->changed, buddy);
	forget(contacts, buddy);
}

static void
renamed(PurpleBlistNode *node, const char *old_alias, gpointer data)
{
	if (PURPLE_BLIST_NODE_IS_BUDDY(node))
		note_change(data, PURPLE_BUDDY(node));
	for (PurpleBlistNode *child = PURPLE_BLIST_NODE_IS_CONTACT(node)
					      ? purple_blist_node_get_first_child(node)
					      : NULL;
	     child != NULL;
	     child = purple_blist_node_get_sibling_next(child))
		note_change(data, PURPLE_BUDDY(child));
}

static const struct {
	const char *signal;
	PurpleCallback callback;
} hooks[] = {
	{"buddy-added", PURPLE_CALLBACK(added)},
	{"buddy-removed", PURPLE_CALLBACK(removed)},
	{"blist-node-aliased", PURPLE_CALLBACK(renamed)},
};

/**
 * wd_purple_contacts_attach:
 * @session: the session
 *
 * The list that is there already is noted now and taken in afterwards: until then a stranger may
 * resemble somebody unnoticed.
 */
void
wd_purple_contacts_attach(WdSession *session)
{
	Contacts *contacts = g_new0(Contacts, 1);

	contacts->session = session;
	contacts->names = wd_contact_names_new();
	contacts->known = g_hash_table_new(NULL, NULL);
	contacts->changed = g_hash_table_new(NULL, NULL);
	contacts->domains = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	wd_session_set_state(session, STATE, contacts, free_contacts);
	wd_session_get_knowledge(session)->contacts = contacts->names;
	for (gsize i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect(purple_blist_get_handle(),
				      hooks[i].signal,
				      wd_session_get_plugin(session),
				      hooks[i].callback,
				      contacts);
	for (PurpleBlistNode *node = purple_get_blist() != NULL ? purple_blist_get_root() : NULL;
	     node != NULL;
	     node = purple_blist_node_next(node, TRUE)) {
		if (PURPLE_BLIST_NODE_IS_BUDDY(node))
			note_change(contacts, PURPLE_BUDDY(node));
	}
	renew_near_names(contacts);
}

/**
 * wd_purple_contacts_detach:
 * @session: the session
 */
void
wd_purple_contacts_detach(WdSession *session)
{
	Contacts *contacts = wd_session_get_state(session, STATE);

	if (contacts == NULL)
		return;
	for (gsize i = G_N_ELEMENTS(hooks); i-- > 0;)
		purple_signal_disconnect(purple_blist_get_handle(),
					 hooks[i].signal,
					 wd_session_get_plugin(session),
					 hooks[i].callback);
	if (contacts->timer != 0)
		(void)purple_timeout_remove(contacts->timer);
	wd_session_get_knowledge(session)->contacts = NULL;
	wd_session_get_knowledge(session)->near_names = NULL;
	wd_session_set_state(session, STATE, NULL, NULL);
}
