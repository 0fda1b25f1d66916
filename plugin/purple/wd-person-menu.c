/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-person-menu.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-error.h"
#include "engine/wd-peer-pattern.h"
#include "engine/wd-policy-value.h"
#include "purple/wd-menus.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-say.h"
#include "purple/wd-safe-text.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"

static char *
make_pattern(PurpleAccount *account, const char *peer)
{
	g_autofree char *name = wd_purple_normalise_peer(account, peer);

	return wd_peer_pattern_format(purple_account_get_protocol_id(account),
				      purple_account_get_username(account),
				      name);
}

/**
 * wd_person_is_trusted:
 * @session: the session
 * @account: the person's account
 * @peer: somebody's name, as libpurple has it
 *
 * Returns: whether the person has trusted @peer by hand
 */
gboolean
wd_person_is_trusted(WdSession *session, PurpleAccount *account, const char *peer)
{
	WdTrust *trust = wd_session_get_trust(session);
	g_autofree char *name = wd_purple_normalise_peer(account, peer);

	return trust != NULL && wd_trust_is_trusted(trust,
						    purple_account_get_protocol_id(account),
						    purple_account_get_username(account),
						    name);
}

/**
 * wd_person_is_held:
 * @session: the session
 * @account: the person's account
 * @peer: somebody's name, as libpurple has it
 *
 * Returns: whether @peer stands in the list of those who always wait, with an entry of one's own
 */
gboolean
wd_person_is_held(WdSession *session, PurpleAccount *account, const char *peer)
{
	const char *const *list =
		wd_policy_get_list(wd_session_get_policy(session), WD_KEY_CONTACTS_HOLD);
	g_autofree char *pattern = make_pattern(account, peer);

	return list != NULL && g_strv_contains(list, pattern);
}

static void
audit(WdSession *session, PurpleAccount *account, const char *peer, const char *name)
{
	g_autofree char *who = wd_purple_normalise_peer(account, peer);
	const WdAuditRecord record = {
		.event = name,
		.severity = WD_SEVERITY_NOTICE,
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = who,
		.time_ms = wd_session_now_ms(session),
	};

	wd_session_write_audit(session, &record);
}

/**
 * wd_person_set_trusted:
 * @session: the session
 * @account: the person's account
 * @peer: somebody's name, as libpurple has it
 * @is_trusted: whether they are no stranger from now on
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether that is kept
 */
gboolean
wd_person_set_trusted(WdSession *session,
		      PurpleAccount *account,
		      const char *peer,
		      gboolean is_trusted,
		      GError **error)
{
	WdTrust *trust = wd_session_get_trust(session);
	g_autofree char *name = wd_purple_normalise_peer(account, peer);

	if (trust == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "the list of trusted people is not open");
		return FALSE;
	}
	wd_session_forget_context(session);
	if (!wd_trust_set(trust,
			  purple_account_get_protocol_id(account),
			  purple_account_get_username(account),
			  name,
			  is_trusted,
			  error))
		return FALSE;
	audit(session, account, peer, is_trusted ? "contact.trusted" : "contact.untrusted");
	return TRUE;
}

/* The list as it would stand in a file, with one entry more or less. */
static char *
format_list(const char *const *list, const char *pattern, gboolean is_held)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new();

	for (; list != NULL && *list != NULL; list++) {
		if (!g_str_equal(*list, pattern))
			g_ptr_array_add(items, (gpointer)*list);
	}
	if (is_held)
		g_ptr_array_add(items, (gpointer)pattern);
	g_ptr_array_add(items, NULL);
	return wd_policy_value_join((const char *const *)items->pdata);
}

/**
 * wd_person_set_held:
 * @session: the session
 * @account: the person's account
 * @peer: somebody's name, as libpurple has it
 * @is_held: whether all that @peer sends waits for review from now on
 * @error: return location for a #WD_ERROR: %WD_ERROR_REFUSED where the list is locked
 *
 * Returns: whether that is kept
 */
gboolean
wd_person_set_held(WdSession *session,
		   PurpleAccount *account,
		   const char *peer,
		   gboolean is_held,
		   GError **error)
{
	const char *const *list =
		wd_policy_get_list(wd_session_get_policy(session), WD_KEY_CONTACTS_HOLD);
	g_autofree char *pattern = make_pattern(account, peer);
	g_autofree char *value = format_list(list, pattern, is_held);

	return wd_policy_store_set_user(wd_session_get_policy_store(session),
					WD_KEY_CONTACTS_HOLD,
					*value != '\0' ? value : NULL,
					error);
}

/* What an entry does. */
enum { ENTRY_TRUST, ENTRY_DISTRUST, ENTRY_HOLD, ENTRY_LET_IN };

static char *
format_done(int entry, const char *name)
{
	switch (entry) {
	case ENTRY_TRUST:
		/* Translators: %s is somebody's name. */
		return g_strdup_printf(_("%s is trusted from now on, and no stranger any more."),
				       name);
	case ENTRY_DISTRUST:
		/* Translators: %s is somebody's name. */
		return g_strdup_printf(_("%s is not trusted any more."), name);
	case ENTRY_HOLD:
		/* Translators: %s is somebody's name. */
		return g_strdup_printf(_("What %s sends waits in your review list from now on."),
				       name);
	default:
		/* Translators: %s is somebody's name. */
		return g_strdup_printf(_("What %s sends arrives again."), name);
	}
}

static gboolean
apply(WdSession *session, PurpleAccount *account, const char *peer, int entry, GError **error)
{
	if (entry == ENTRY_TRUST || entry == ENTRY_DISTRUST)
		return wd_person_set_trusted(session, account, peer, entry == ENTRY_TRUST, error);
	return wd_person_set_held(session, account, peer, entry == ENTRY_HOLD, error);
}

static void
choose(WdSession *session, PurpleAccount *account, const char *peer, int entry)
{
	g_autofree char *name = wd_safe_text(peer, WD_SAFE_NAME_CHARS);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	if (apply(session, account, peer, entry, &error))
		text = format_done(entry, name);
	else
		/* Translators: %s is the reason the system gave. */
		text = g_strdup_printf(_("This could not be done: %s"), error->message);
	wd_purple_say_or_notify(
		session,
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, peer, account),
		text);
}

static const WdMenuEntry entries[] = {
	[ENTRY_TRUST] = {N_("Trust"), choose, ENTRY_TRUST},
	[ENTRY_DISTRUST] = {N_("Do Not Trust Any More"), choose, ENTRY_DISTRUST},
	[ENTRY_HOLD] = {N_("Always Hold for Review"), choose, ENTRY_HOLD},
	[ENTRY_LET_IN] = {N_("Do Not Hold Any More"), choose, ENTRY_LET_IN},
};

/* A saved contact is no stranger: there is nothing to trust. */
static GList *
list_entries(WdSession *session, PurpleAccount *account, const char *peer)
{
	GList *list = NULL;

	if (wd_person_is_trusted(session, account, peer))
		list = g_list_append(list, (gpointer)&entries[ENTRY_DISTRUST]);
	else if (!wd_purple_is_contact(account, peer))
		list = g_list_append(list, (gpointer)&entries[ENTRY_TRUST]);
	if (wd_person_is_held(session, account, peer))
		list = g_list_append(list, (gpointer)&entries[ENTRY_LET_IN]);
	else if (!wd_policy_is_locked(wd_session_get_policy(session), WD_KEY_CONTACTS_HOLD))
		list = g_list_append(list, (gpointer)&entries[ENTRY_HOLD]);
	return list;
}

static const WdPersonMenu menu = {list_entries};

/**
 * wd_person_menu_attach:
 * @session: the session
 */
void
wd_person_menu_attach(WdSession *session)
{
	wd_menus_attach_person(&menu);
}

/**
 * wd_person_menu_detach:
 * @session: the session
 */
void
wd_person_menu_detach(WdSession *session)
{
	wd_menus_detach(&menu);
}
