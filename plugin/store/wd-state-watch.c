/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-state-watch.h"

#include <gio/gio.h>

#define RATE_LIMIT_MS 100  /* GIO's own 800 would use up the second that a decision may take */
#define BURST_MS      2000 /* so much is told at once: what a person does in a row */
#define POLL_SECONDS  1 /* where the kernel tells nothing; one counter in shared memory is read */

struct WdStateWatch {
	WdStateDb *db;
	GFileMonitor *monitor;
	guint poll_id;
	guint idle_id;
	gint64 paid_us; /* monotonic; each time somebody is told moves it on */
	gint64 change;
	WdStateChanged changed;
	gpointer data;
};

static gboolean
tell(gpointer data)
{
	WdStateWatch *watch = data;

	watch->idle_id = 0;
	watch->paid_us = MAX(watch->paid_us, g_get_monotonic_time()) + RATE_LIMIT_MS * 1000;
	watch->changed(watch->data);
	return G_SOURCE_REMOVE;
}

static void
look(WdStateWatch *watch)
{
	gint64 change = wd_state_db_get_change(watch->db);

	if (change == watch->change)
		return; /* our own commits do not count */
	watch->change = change;
	wd_state_watch_touch(watch);
}

static gboolean
poll(gpointer data)
{
	look(data);
	return G_SOURCE_CONTINUE;
}

static void
hear(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
	look(data);
}

/**
 * wd_state_watch_new:
 * @db: (transfer none): must live as long as the result
 * @changed: called from the default main loop, never from within a call into @db
 * @data: for @changed
 *
 * A commit of another process is told within a second: at once by the kernel where it can, else by
 * a poll.
 *
 * Returns: (transfer full): a watch, freed with wd_state_watch_free()
 */
WdStateWatch *
wd_state_watch_new(WdStateDb *db, WdStateChanged changed, gpointer data)
{
	WdStateWatch *watch = g_new0(WdStateWatch, 1);
	g_autofree char *log_path = g_strconcat(wd_state_db_get_path(db), "-wal", NULL);
	g_autoptr(GFile) log = g_file_new_for_path(log_path);

	watch->db = db;
	watch->changed = changed;
	watch->data = data;
	watch->change = wd_state_db_get_change(db);
	watch->monitor = g_file_monitor_file(log, G_FILE_MONITOR_NONE, NULL, NULL);
	if (watch->monitor != NULL) {
		g_file_monitor_set_rate_limit(watch->monitor, RATE_LIMIT_MS);
		(void)g_signal_connect(watch->monitor, "changed", G_CALLBACK(hear), watch);
	}
	watch->poll_id = g_timeout_add_seconds(POLL_SECONDS, poll, watch);
	return watch;
}

/**
 * wd_state_watch_free:
 * @watch: (nullable) (transfer full): a watch
 */
void
wd_state_watch_free(WdStateWatch *watch)
{
	if (watch == NULL)
		return;
	if (watch->monitor != NULL) {
		(void)g_signal_handlers_disconnect_by_data(watch->monitor, watch);
		(void)g_file_monitor_cancel(watch->monitor);
		g_object_unref(watch->monitor);
	}
	(void)g_source_remove(watch->poll_id);
	if (watch->idle_id != 0)
		(void)g_source_remove(watch->idle_id);
	g_free(watch);
}

/**
 * wd_state_watch_touch:
 * @watch: (nullable): a watch
 *
 * Tells of a change of our own as of another's, at the next turn of the main loop; in a flood ten
 * times a second, for who is told counts and draws. Several changes are told once.
 */
void
wd_state_watch_touch(WdStateWatch *watch)
{
	gint64 wait_ms;

	if (watch == NULL || watch->idle_id != 0)
		return;
	wait_ms = (watch->paid_us - g_get_monotonic_time()) / 1000 - BURST_MS;
	if (wait_ms <= 0)
		watch->idle_id = g_idle_add(tell, watch);
	else
		watch->idle_id = g_timeout_add((guint)wait_ms, tell, watch);
}
