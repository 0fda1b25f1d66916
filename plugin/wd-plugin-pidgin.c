/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

/* Entry of warden-pidgin.so: finds the session of warden.so and gives it Pidgin's interface. */

#include <glib/gi18n-lib.h>
/* purple.h first: it is what makes plugin.h export purple_init_plugin. */
/* clang-format off */
#include <purple.h>
#include <gtkplugin.h>
/* clang-format on */

#include "pidgin/wd-gtk-ui.h"
#include "ui/wd-host.h"
#include "ui/wd-locale.h"

#define CORE_ID "core-warden"
#define NAME    "Purple Warden for Pidgin"

/* The core's entry in the Tools menu while ours stands there instead. */
static GList *(*core_actions)(PurplePlugin *plugin, gpointer context);

static gboolean is_quitting;

static void
quitting(gpointer data)
{
	is_quitting = TRUE;
}

static const WdHost *
find_host(void)
{
	const PurplePlugin *core = purple_plugins_find_with_id(CORE_ID);

	return core != NULL && purple_plugin_is_loaded(core) ? core->extra : NULL;
}

/* Says in the plugin list why Pidgin's part cannot run. */
static gboolean
refuse(PurplePlugin *plugin, const char *why)
{
	g_free(plugin->error);
	plugin->error = g_strdup(why);
	return FALSE;
}

/* Both lead to the same window: Pidgin rebuilds the menu after this plugin was loaded or unloaded,
 * and finds one entry. */
static void
take_over_menu(gboolean is_ours)
{
	PurplePluginInfo *core = purple_plugins_find_with_id(CORE_ID)->info;

	if (is_ours)
		core_actions = core->actions;
	core->actions = is_ours ? NULL : core_actions;
}

static gboolean
load(PurplePlugin *plugin)
{
	const WdHost *host = find_host();
	WdGtkUi *ui;

	if (host == NULL)
		return refuse(plugin, _("Purple Warden itself is not running."));
	if (host->abi != WD_HOST_ABI)
		return refuse(plugin,
			      _("Purple Warden and its Pidgin part are of different versions. "
				"Install both anew, and restart Pidgin."));
	ui = wd_gtk_ui_new(host);
	take_over_menu(TRUE);
	plugin->extra = ui;
	host->set_ui(host->session, wd_gtk_ui_get_ops(), ui);
	purple_signal_connect(
		purple_get_core(), "quitting", plugin, PURPLE_CALLBACK(quitting), NULL);
	return TRUE;
}

/* libpurple asks us before the core, which would refuse: its windows would be gone, and it not. By
 * now it has also forgotten that we need the core; it must ask us the next time, too. */
static gboolean
must_stay(PurplePlugin *plugin, const WdHost *host)
{
	PurplePlugin *core = purple_plugins_find_with_id(CORE_ID);

	if (is_quitting || host == NULL ||
	    !wd_policy_get_boolean(host->get_policy(host->session), WD_KEY_ENFORCE_PREVENT_UNLOAD))
		return FALSE;
	if (g_list_find(core->dependent_plugins, plugin->info->id) == NULL)
		core->dependent_plugins = g_list_prepend(core->dependent_plugins, plugin->info->id);
	return TRUE;
}

static gboolean
unload(PurplePlugin *plugin)
{
	const WdHost *host = find_host();
	WdGtkUi *ui = plugin->extra;

	if (must_stay(plugin, host))
		return FALSE;
	plugin->extra = NULL;
	take_over_menu(FALSE);
	/* First the other UI takes over, then ours answers what is still open. */
	if (host != NULL)
		host->set_ui(host->session, NULL, NULL);
	wd_gtk_ui_free(ui);
	return TRUE;
}

static GtkWidget *
make_prefs(PurplePlugin *plugin)
{
	return wd_gtk_ui_make_prefs(plugin->extra);
}

/* Where they were before there was one window; Tools > Warden opens it where it was closed. */
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
on_entry(PurplePluginAction *action)
{
	wd_gtk_ui_show_page(
		action->plugin->extra, (WdPage)GPOINTER_TO_INT(action->user_data), NULL);
}

static void
on_pause(PurplePluginAction *action)
{
	wd_gtk_ui_pause_or_resume(action->plugin->extra);
}

static GList *
list_actions(PurplePlugin *plugin, gpointer context)
{
	GList *actions = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(entries); i++) {
		PurplePluginAction *action =
			purple_plugin_action_new(_(entries[i].label), on_entry);

		action->user_data = GINT_TO_POINTER((int)entries[i].page);
		actions = g_list_append(actions, action);
	}
	return g_list_append(
		actions, purple_plugin_action_new(_("Pause for 10 Minutes, or Resume"), on_pause));
}

static PidginPluginUiInfo ui_info = {.get_config_frame = make_prefs};

static PurplePluginInfo info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_STANDARD,
	.ui_requirement = PIDGIN_PLUGIN_TYPE,
	.priority = PURPLE_PRIORITY_DEFAULT,
	.id = (char *)"gtk-warden",
	.name = (char *)NAME,
	.version = (char *)WD_VERSION,
	.author = (char *)"Purple Warden",
	.homepage = (char *)"https://purple-warden.example",
	.load = load,
	.unload = unload,
	.ui_info = &ui_info,
	.actions = list_actions,
};

static void
init_plugin(PurplePlugin *plugin)
{
	wd_locale_bind();
	info.summary = (char *)_("Review window, warnings and settings in Pidgin.");
	info.description = (char *)_("Shows what Purple Warden holds, asks its questions beside "
				     "the conversation, and gives blocked messages back.");
	info.dependencies = g_list_append(NULL, (gpointer)CORE_ID);
}

PURPLE_INIT_PLUGIN(warden_pidgin, init_plugin, info)
