/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * No signal of libpurple can keep a plugin from being loaded. But "plugin-load" comes at the end of
 * the call that loads it, before the client shows or saves anything: what is unloaded there never
 * ran a turn of the main loop, and its box in the list of plugins stays empty.
 */
#include "config.h"

#include "purple/wd-purple-banned.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-safe-text.h"
#include "purple/wd-session-audit.h"

#define BANNER "banned-plugin"

/* A policy that bans its own guard would be a mistake. */
static const char *const own_ids[] = {"core-warden", "gtk-warden", "core-warden-managed", NULL};

static gboolean
is_banned(WdSession *session, const PurplePlugin *plugin)
{
	const char *const *banned =
		wd_policy_get_list(wd_session_get_policy(session), WD_KEY_ENFORCE_BANNED_PLUGINS);
	const char *id = plugin->info != NULL ? plugin->info->id : NULL;

	return id != NULL && banned != NULL && g_strv_contains(banned, id) &&
	       !g_strv_contains(own_ids, id);
}

static char *
say(const PurplePlugin *plugin, gboolean is_off)
{
	g_autofree char *name = wd_safe_text(plugin->info->name, WD_SAFE_NAME_CHARS);

	if (is_off)
		/* Translators: %s is the name of a plugin. */
		return g_strdup_printf(
			_("The rules in force do not allow the plugin \"%s\": it was "
			  "switched off."),
			name);
	/* Translators: %s is the name of a plugin. */
	return g_strdup_printf(
		_("The rules in force do not allow the plugin \"%s\", and it refuses "
		  "to be switched off. Switch it off and start again."),
		name);
}

static void
switch_off(WdSession *session, PurplePlugin *plugin)
{
	const WdAuditRecord record = {
		.event = "plugin.refused",
		.severity = WD_SEVERITY_WARNING,
		.detail_key = "plugin",
		.detail = plugin->info->id,
		.time_ms = wd_session_now_ms(session),
	};
	WdAuditRecord failure = record;
	g_autofree char *text = NULL;
	gboolean is_off = purple_plugin_unload(plugin);

	purple_plugin_disable(plugin); /* nor at the next start */
	failure.is_failure = TRUE;
	wd_session_write_audit(session, is_off ? &record : &failure);
	text = say(plugin, is_off);
	wd_session_banner(session, BANNER, text);
}

static void
plugin_loaded(PurplePlugin *plugin, gpointer data)
{
	if (is_banned(data, plugin))
		switch_off(data, plugin);
}

/* A copy: unloading changes the list. */
static void
enforce(WdSession *session)
{
	g_autoptr(GList) loaded = g_list_copy(purple_plugins_get_loaded());

	for (GList *l = loaded; l != NULL; l = l->next) {
		/* Gone with another that it depended on? */
		if (g_list_find(purple_plugins_get_loaded(), l->data) != NULL &&
		    is_banned(session, l->data))
			switch_off(session, l->data);
	}
}

/**
 * wd_purple_banned_attach:
 * @session: the session
 *
 * Unloads every plugin that policy bans, now, when it is loaded and when policy changes; the person
 * and the audit trail are told which.
 */
void
wd_purple_banned_attach(WdSession *session)
{
	purple_signal_connect(purple_plugins_get_handle(),
			      "plugin-load",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(plugin_loaded),
			      session);
	wd_session_add_policy_watch(session, enforce);
	enforce(session);
}

/**
 * wd_purple_banned_detach:
 * @session: the session
 */
void
wd_purple_banned_detach(WdSession *session)
{
	wd_session_remove_policy_watch(session, enforce);
	purple_signal_disconnect(purple_plugins_get_handle(),
				 "plugin-load",
				 wd_session_get_plugin(session),
				 PURPLE_CALLBACK(plugin_loaded));
}
