/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-core.h"

#include <purple.h>

#include "engine/wd-error.h"
#include "rehearsal/wd-rehearsal-names.h"
#include "rehearsal/wd-rehearse-ui.h"

#define UI_ID "warden-rehearse"

typedef struct {
	PurpleInputFunction function;
	gpointer data;
} Watch;

static WdRehearseTrace *witness; /* ui_init carries no data pointer */

static gboolean
channel_ready(GIOChannel *channel, GIOCondition condition, gpointer data)
{
	const Watch *watch = data;
	PurpleInputCondition ready = 0;

	if ((condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0)
		ready |= PURPLE_INPUT_READ;
	if ((condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL)) != 0)
		ready |= PURPLE_INPUT_WRITE;
	watch->function(watch->data, g_io_channel_unix_get_fd(channel), ready);
	return G_SOURCE_CONTINUE;
}

static guint
add_input(int fd, PurpleInputCondition wanted, PurpleInputFunction function, gpointer data)
{
	g_autoptr(GIOChannel) channel = g_io_channel_unix_new(fd);
	GIOCondition condition = G_IO_HUP | G_IO_ERR | G_IO_NVAL;
	Watch *watch = g_new0(Watch, 1);

	watch->function = function;
	watch->data = data;
	if ((wanted & PURPLE_INPUT_READ) != 0)
		condition |= G_IO_IN;
	if ((wanted & PURPLE_INPUT_WRITE) != 0)
		condition |= G_IO_OUT;
	return g_io_add_watch_full(
		channel, G_PRIORITY_DEFAULT, condition, channel_ready, watch, g_free);
}

static PurpleEventLoopUiOps loop_ops = {
	.timeout_add = g_timeout_add,
	.timeout_remove = g_source_remove,
	.input_add = add_input,
	.input_remove = g_source_remove,
	.timeout_add_seconds = g_timeout_add_seconds,
};

static void
ui_init(void)
{
	wd_rehearse_ui_attach(witness);
}

static PurpleCoreUiOps core_ops = {.ui_init = ui_init};

static void
set_prefs(const WdRehearseSetting *setting)
{
	if (setting->is_throw_away) {
		/* A person who logged before: so Warden has to log for them, encrypted. */
		purple_prefs_set_bool("/purple/logging/log_ims", TRUE);
		purple_prefs_set_bool("/purple/logging/log_chats", TRUE);
	}
	purple_prefs_add_none("/plugins");
	purple_prefs_add_none("/plugins/core");
	purple_prefs_add_none("/plugins/core/warden");
	purple_prefs_add_bool(WD_REHEARSAL_PREF, TRUE);
	purple_prefs_set_bool(WD_REHEARSAL_PREF, TRUE);
	purple_prefs_add_int(WD_REHEARSAL_PACE_PREF, 100);
	purple_prefs_set_int(WD_REHEARSAL_PACE_PREF, (int)setting->pace_percent);
	purple_prefs_add_path(WD_REHEARSAL_SCRIPT_PREF, "");
	purple_prefs_set_path(WD_REHEARSAL_SCRIPT_PREF,
			      setting->script != NULL ? setting->script : "");
}

static gboolean
load_warden(const char *path, GError **error)
{
	PurplePlugin *module = purple_plugin_probe(path);

	if (module == NULL || !purple_plugin_load(module)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_NOT_FOUND,
			    "%s did not load: %s",
			    path,
			    module != NULL && module->error != NULL ? module->error
								    : "no such module");
		return FALSE;
	}
	if (purple_find_prpl(WD_REHEARSAL_PROTOCOL_ID) != NULL)
		return TRUE;
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_NOT_FOUND,
		    "%s registered no %s",
		    path,
		    WD_REHEARSAL_PROTOCOL_ID);
	return FALSE;
}

/**
 * wd_rehearse_core_start:
 * @setting: what to start
 * @trace: (transfer none): what the UI writes to; must outlive the core
 * @error: return location for a #WD_ERROR
 *
 * Starts libpurple in the given profile and loads Warden into it. The rehearsal begins when the
 * loop turns. The session bus is left alone: libpurple would put every message on it.
 *
 * Returns: %TRUE if the core runs with Warden in it; if %FALSE it still has to be stopped
 */
gboolean
wd_rehearse_core_start(const WdRehearseSetting *setting, WdRehearseTrace *trace, GError **error)
{
	g_setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
	witness = trace;
	purple_util_set_user_dir(setting->user_dir);
	purple_debug_set_enabled(FALSE);
	purple_core_set_ui_ops(&core_ops);
	purple_eventloop_set_ui_ops(&loop_ops);
	if (!purple_core_init(UI_ID)) {
		g_set_error_literal(error, WD_ERROR, WD_ERROR_IO, "libpurple did not start");
		return FALSE;
	}
	purple_set_blist(purple_blist_new());
	purple_prefs_load();
	purple_blist_load();
	set_prefs(setting);
	if (!load_warden(setting->module, error))
		return FALSE;
	wd_rehearse_ui_listen();
	return TRUE;
}

/**
 * wd_rehearse_core_turn:
 * @ms: how long
 *
 * Runs the main loop for @ms, blocking.
 */
void
wd_rehearse_core_turn(guint ms)
{
	g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);

	g_timeout_add_once(ms, (GSourceOnceFunc)g_main_loop_quit, loop);
	g_main_loop_run(loop);
}

/**
 * wd_rehearse_core_stop:
 *
 * Quits as a client does: Warden is unloaded and closes its logs.
 */
void
wd_rehearse_core_stop(void)
{
	if (purple_get_core() != NULL) {
		purple_prefs_set_bool(WD_REHEARSAL_PREF, FALSE);
		purple_core_quit();
	}
	witness = NULL;
}
