/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-policy-watch.h"

#include <gio/gio.h>

#define DEBOUNCE_MS  250 /* one atomic replacement is up to six events */
#define LOOK_AGAIN_S 60  /* for file systems that report nothing, and for dates that pass */

struct WdPolicyWatch {
	WdPolicyMayHaveChanged notice;
	gpointer data;
	GPtrArray *monitors; /* of GFileMonitor * */
	guint debounce_id;   /* 0: nothing is due */
	guint look_again_id;
};

static gboolean
look_again(gpointer data)
{
	WdPolicyWatch *watch = data;

	watch->notice(watch->data);
	return G_SOURCE_CONTINUE;
}

static gboolean
look_once(gpointer data)
{
	WdPolicyWatch *watch = data;

	watch->debounce_id = 0;
	watch->notice(watch->data);
	return G_SOURCE_REMOVE;
}

/* The clock starts anew with each event: a copy that is still going on is not read half. */
static void
on_event(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
	WdPolicyWatch *watch = data;

	if (watch->debounce_id != 0)
		g_source_remove(watch->debounce_id);
	watch->debounce_id = g_timeout_add(DEBOUNCE_MS, look_once, watch);
}

static void
watch_folder(WdPolicyWatch *watch, const char *folder, const char *part)
{
	g_autoptr(GFile) file = g_file_new_build_filename(folder, part, NULL);
	g_autoptr(GFileMonitor) monitor =
		g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

	/* Where nothing can be watched, the look every minute has to do. */
	if (monitor == NULL)
		return;
	g_signal_connect(monitor, "changed", G_CALLBACK(on_event), watch);
	g_ptr_array_add(watch->monitors, g_steal_pointer(&monitor));
}

/**
 * wd_policy_watch_new:
 * @folders: (array length=n_folders): places with managed.d and recommended.d; NULL ones are
 *   passed over, those that do not exist yet are watched for
 * @n_folders: how many
 * @notice: called in the main loop, once after each burst of changes, and every minute
 * @data: for @notice
 *
 * Returns: (transfer full): a watch, until wd_policy_watch_free()
 */
WdPolicyWatch *
wd_policy_watch_new(const char *const *folders,
		    guint n_folders,
		    WdPolicyMayHaveChanged notice,
		    gpointer data)
{
	WdPolicyWatch *watch = g_new0(WdPolicyWatch, 1);

	watch->notice = notice;
	watch->data = data;
	watch->monitors = g_ptr_array_new_with_free_func(g_object_unref);
	for (guint i = 0; i < n_folders; i++) {
		if (folders[i] == NULL)
			continue;
		watch_folder(watch, folders[i], "managed.d");
		watch_folder(watch, folders[i], "recommended.d");
	}
	watch->look_again_id = g_timeout_add_seconds(LOOK_AGAIN_S, look_again, watch);
	return watch;
}

/**
 * wd_policy_watch_free:
 * @watch: (nullable) (transfer full): a watch
 *
 * After it notice is not called any more, not even for what is due.
 */
void
wd_policy_watch_free(WdPolicyWatch *watch)
{
	if (watch == NULL)
		return;
	/* A monitor may outlive us for as long as an event of its is under way. */
	for (guint i = 0; i < watch->monitors->len; i++)
		g_signal_handlers_disconnect_by_data(g_ptr_array_index(watch->monitors, i), watch);
	g_ptr_array_unref(watch->monitors);
	if (watch->debounce_id != 0)
		g_source_remove(watch->debounce_id);
	g_source_remove(watch->look_again_id);
	g_free(watch);
}
