/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-system.h"

#include <glib/gi18n-lib.h>
#include <time.h>

static void
write_line(PurpleAccount *account, const char *name, const char *text)
{
	PurpleLog *log = purple_account_get_log(account, TRUE);
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	if (log != NULL)
		purple_log_write(log, PURPLE_MESSAGE_SYSTEM, name, time(NULL), escaped);
}

static gboolean
is_wanted(gpointer data)
{
	const WdLogSystem *system = data;

	return system->is_wanted(system->data);
}

static void
signed_on(PurpleConnection *connection, gpointer data)
{
	PurpleAccount *account = purple_connection_get_account(connection);
	const char *name = purple_account_get_username(account);
	g_autofree char *text = NULL;

	if (!is_wanted(data))
		return;
	/* Translators: %s is the name of one's own account. */
	text = g_strdup_printf(_("%s signed on"), name);
	write_line(account, name, text);
}

/* One system log a session with the server, as libpurple has it. */
static void
signed_off(PurpleConnection *connection, gpointer data)
{
	PurpleAccount *account = purple_connection_get_account(connection);
	const char *name = purple_account_get_username(account);
	g_autofree char *text = NULL;

	if (is_wanted(data)) {
		/* Translators: %s is the name of one's own account. */
		text = g_strdup_printf(_("%s signed off"), name);
		write_line(account, name, text);
	}
	purple_account_destroy_log(account);
}

static void
write_buddy(PurpleBuddy *buddy, const char *text)
{
	write_line(purple_buddy_get_account(buddy), purple_buddy_get_alias(buddy), text);
}

static void
buddy_signed_on(PurpleBuddy *buddy, gpointer data)
{
	g_autofree char *text = NULL;

	if (!is_wanted(data))
		return;
	/* Translators: a contact's alias and the contact's name. */
	text = g_strdup_printf(_("%s (%s) signed on"),
			       purple_buddy_get_alias(buddy),
			       purple_buddy_get_name(buddy));
	write_buddy(buddy, text);
}

static void
buddy_signed_off(PurpleBuddy *buddy, gpointer data)
{
	g_autofree char *text = NULL;

	if (!is_wanted(data))
		return;
	/* Translators: a contact's alias and the contact's name. */
	text = g_strdup_printf(_("%s (%s) signed off"),
			       purple_buddy_get_alias(buddy),
			       purple_buddy_get_name(buddy));
	write_buddy(buddy, text);
}

static void
buddy_status_changed(PurpleBuddy *buddy,
		     PurpleStatus *old_status,
		     PurpleStatus *new_status,
		     gpointer data)
{
	g_autofree char *text = NULL;

	if (!is_wanted(data) || old_status == NULL || new_status == NULL)
		return;
	/* Translators: a contact's alias, the contact's name, the old and the new status. */
	text = g_strdup_printf(_("%s (%s) went from %s to %s"),
			       purple_buddy_get_alias(buddy),
			       purple_buddy_get_name(buddy),
			       purple_status_get_name(old_status),
			       purple_status_get_name(new_status));
	write_buddy(buddy, text);
}

static const struct {
	void *(*get_instance)(void);
	const char *signal;
	PurpleCallback callback;
} handlers[] = {
	{purple_connections_get_handle, "signed-on", PURPLE_CALLBACK(signed_on)},
	{purple_connections_get_handle, "signed-off", PURPLE_CALLBACK(signed_off)},
	{purple_blist_get_handle, "buddy-signed-on", PURPLE_CALLBACK(buddy_signed_on)},
	{purple_blist_get_handle, "buddy-signed-off", PURPLE_CALLBACK(buddy_signed_off)},
	{purple_blist_get_handle, "buddy-status-changed", PURPLE_CALLBACK(buddy_status_changed)},
};

/**
 * wd_log_system_start:
 * @plugin: owns the signal handlers
 * @system: whom to ask; must live until wd_log_system_stop()
 */
void
wd_log_system_start(PurplePlugin *plugin, const WdLogSystem *system)
{
	for (gsize i = 0; i < G_N_ELEMENTS(handlers); i++)
		purple_signal_connect(handlers[i].get_instance(),
				      handlers[i].signal,
				      plugin,
				      handlers[i].callback,
				      (gpointer)system);
}

/**
 * wd_log_system_stop:
 * @plugin: the plugin given at the start
 *
 * Closes every account's system log, too.
 */
void
wd_log_system_stop(PurplePlugin *plugin)
{
	for (gsize i = G_N_ELEMENTS(handlers); i-- > 0;)
		purple_signal_disconnect(handlers[i].get_instance(),
					 handlers[i].signal,
					 plugin,
					 handlers[i].callback);
	for (GList *link = purple_accounts_get_all(); link != NULL; link = link->next)
		purple_account_destroy_log(link->data);
}
