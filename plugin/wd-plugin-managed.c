/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <purple.h>

/*
 * warden-managed.so: has Warden loaded in every libpurple client, whatever the person ticked.
 *
 * libpurple loads standard plugins from a list the person owns, but plugins of type "loader" while
 * it looks through the plugin folder. This one loads no scripts. It waits for the end of the core's
 * start, when every signal that Warden hooks exists and no account has signed on yet, and loads
 * Warden then. It is no defence against the person whose account runs the client: they can use
 * another client, another folder, or LD_PRELOAD. It is against forgetting and unticking.
 */

static void (*client_ui_init)(void); /* the client's own, while ours stands in its slot */

static gboolean
load_module(const char *id)
{
	PurplePlugin *module = purple_plugins_find_with_id(id);

	return module != NULL && purple_plugin_load(module);
}

/* The GTK half needs a client whose windows stand; in other clients libpurple refuses it. */
static gboolean
load_pidgin_half(gpointer data)
{
	PurplePlugin *half = purple_plugins_find_with_id("gtk-warden");

	if (half != NULL && !purple_plugin_is_unloadable(half))
		(void)purple_plugin_load(half); /* Warden works without it, with the text UI */
	return G_SOURCE_REMOVE;
}

static void
ui_init_then_load(void)
{
	PurpleCoreUiOps *ops = purple_core_get_ui_ops();

	ops->ui_init = client_ui_init;
	if (client_ui_init != NULL)
		client_ui_init();
	if (load_module("core-warden"))
		purple_timeout_add(0, load_pidgin_half, NULL);
	else
		purple_debug_error("warden", "core-warden is not in the plugin folder\n");
}

static gboolean
load(PurplePlugin *plugin)
{
	PurpleCoreUiOps *ops = purple_core_get_ui_ops();

	if (ops == NULL || ops->ui_init == ui_init_then_load)
		return ops != NULL;
	client_ui_init = ops->ui_init;
	ops->ui_init = ui_init_then_load;
	return TRUE;
}

static gboolean
unload(PurplePlugin *plugin)
{
	PurpleCoreUiOps *ops = purple_core_get_ui_ops();

	if (ops != NULL && ops->ui_init == ui_init_then_load)
		ops->ui_init = client_ui_init;
	return TRUE;
}

/* No extensions: there is no script that this loader would load. */
static PurplePluginLoaderInfo loader_info;

static PurplePluginInfo plugin_info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_LOADER,
	.id = "core-warden-managed",
	.name = "Warden (managed)",
	.version = WD_VERSION,
	.load = load,
	.unload = unload,
	.extra_info = &loader_info,
};

static void
init_plugin(PurplePlugin *plugin)
{
}

PURPLE_INIT_PLUGIN(warden_managed, init_plugin, plugin_info)
