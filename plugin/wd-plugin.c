/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Entry of warden.so: for every libpurple client, with or without a window. */
#define PURPLE_PLUGINS /* a module of its own, not a part of the client */

#include "config.h"

#include <glib.h>
#include <glib/gi18n-lib.h>
#include <purple.h>

#include "finch/wd-text-settings.h"
#include "finch/wd-text-ui.h"
#include "purple/wd-duty.h"
#include "purple/wd-purple-host.h"
#include "purple/wd-purple-prefs.h"
#include "purple/wd-session-life.h"
#include "purple/wd-session-pause.h"
#include "purple/wd-session.h"
#include "rehearsal/wd-rehearsal-protocol.h"
#include "ui/wd-locale.h"

#define PLUGIN_ID "core-warden"

/* What lives from load to unload. */
static struct {
	WdSession *session;
	WdHost *host;
	WdTextUi *text_ui;
	gboolean is_quitting;
} duty;

static void
quitting(gpointer data)
{
	duty.is_quitting = TRUE;
}

/* Only where this profile asks for it and policy lets people rehearse. */
static void
start_rehearsal(void)
{
	if (wd_rehearsal_is_asked_for() &&
	    wd_policy_get_boolean(wd_session_get_policy(duty.session), WD_KEY_NOTICE_DRILL))
		wd_rehearsal_register();
}

static gboolean
load(PurplePlugin *plugin)
{
	g_autoptr(GError) error = NULL;

	duty.session = wd_session_new(plugin, &error);
	if (duty.session == NULL) {
		g_free(plugin->error);
		plugin->error = g_strdup(error->message);
		return FALSE;
	}
	duty.host = wd_purple_host_new(duty.session);
	plugin->extra = duty.host;
	duty.text_ui = wd_text_ui_new(duty.host, plugin);
	wd_session_set_fallback_ui(duty.session, wd_text_ui_get_ops(), duty.text_ui);
	purple_signal_connect(
		purple_get_core(), "quitting", plugin, PURPLE_CALLBACK(quitting), NULL);
	wd_duty_start(duty.session);
	start_rehearsal();
	return TRUE;
}

/* A refusal keeps Warden running until the client ends. While it ends nothing may be refused: the
 * module is closed either way, and hooks that stayed would be called without their code. */
static gboolean
unload(PurplePlugin *plugin)
{
	if (!duty.is_quitting && wd_policy_get_boolean(wd_session_get_policy(duty.session),
						       WD_KEY_ENFORCE_PREVENT_UNLOAD))
		return FALSE;
	if (!duty.is_quitting)
		wd_session_note_switched_off(duty.session);
	wd_rehearsal_unregister();
	wd_duty_stop(duty.session);
	purple_signals_disconnect_by_handle(plugin);
	wd_session_set_fallback_ui(duty.session, NULL, NULL);
	g_clear_pointer(&duty.text_ui, wd_text_ui_free);
	plugin->extra = NULL;
	g_clear_pointer(&duty.session, wd_session_free);
	g_clear_pointer(&duty.host, wd_purple_host_free);
	return TRUE;
}

static const struct {
	const char *label;
	WdPage page;
} entries[] = {
	{N_("Review Held Items"), WD_PAGE_REVIEW},
	{N_("Activity"), WD_PAGE_ACTIVITY},
	{N_("Logs"), WD_PAGE_LOGS},
	{N_("Policy"), WD_PAGE_POLICY},
	{N_("Status"), WD_PAGE_STATUS},
};

static void
show_page(PurplePluginAction *action)
{
	/* Without a UI there is nobody to show it to. */
	(void)wd_session_show_page(duty.session, (WdPage)GPOINTER_TO_INT(action->user_data), NULL);
}

static void
pause_or_resume(PurplePluginAction *action)
{
	g_autoptr(GError) error = NULL;

	if (wd_session_get_paused_until_ms(duty.session) != 0)
		wd_session_end_pause(duty.session);
	else if (!wd_session_pause(duty.session, &error))
		purple_notify_info(action->plugin, _("Purple Warden"), error->message, NULL);
}

static void
show_settings(PurplePluginAction *action)
{
	wd_text_settings_show(duty.host, action->plugin, GPOINTER_TO_UINT(action->user_data));
}

static GList *
list_actions(PurplePlugin *plugin, gpointer context)
{
	GList *actions = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(entries); i++) {
		PurplePluginAction *action =
			purple_plugin_action_new(_(entries[i].label), show_page);

		action->user_data = GINT_TO_POINTER((int)entries[i].page);
		actions = g_list_append(actions, action);
	}
	actions = g_list_append(
		actions,
		purple_plugin_action_new(_("Pause for 10 Minutes, or Resume"), pause_or_resume));
	return wd_text_settings_list_actions(actions, show_settings);
}

static PurplePluginPrefFrame *
make_pref_frame(PurplePlugin *plugin)
{
	return wd_purple_prefs_make_frame(duty.session, wd_purple_prefs_count_lines());
}

static PurplePluginUiInfo prefs_info = {.get_plugin_pref_frame = make_pref_frame};

static PurplePluginInfo plugin_info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = 14,
	.type = PURPLE_PLUGIN_STANDARD,
	.priority = PURPLE_PRIORITY_DEFAULT,
	.id = (char *)PLUGIN_ID,
	.version = (char *)WD_VERSION,
	.author = (char *)"Purple Warden",
	.load = load,
	.unload = unload,
	.prefs_info = &prefs_info,
	.actions = list_actions,
};

static void
init_plugin(PurplePlugin *plugin)
{
	wd_locale_bind();
	plugin_info.name = (char *)_("Purple Warden");
	plugin_info.summary = (char *)_("Watches messages, files, links and contact requests.");
	plugin_info.description = (char *)_(
		"Keeps unwanted and dangerous messages, requests, files and links back for "
		"your review, asks before secrets leave, and encrypts your logs.");
}

PURPLE_INIT_PLUGIN(warden, init_plugin, plugin_info)
