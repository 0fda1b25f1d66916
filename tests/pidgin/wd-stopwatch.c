/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-stopwatch.h"

#include <stdio.h>
#include <string.h>

#include "wd-widgets.h"

static struct {
	WdStopwatch seen;
	const char *role;
	const char *list;
	int n_all_rows;
	gint64 key_us; /* 0: not pressed yet */
	gint64 robbed_us;
	gint64 turn_us; /* when the present turn began */
	gint64 turn_robbed_us;
	gboolean is_exposed;
	gboolean is_running;
} watch;

/* What the kernel counted for this thread: time in which it was ready and did not run. */
static gint64
read_robbed_us(void)
{
	g_autofree char *text = NULL;
	guint64 run_ns;
	guint64 wait_ns;

	if (!g_file_get_contents("/proc/thread-self/schedstat", &text, NULL, NULL) ||
	    sscanf(text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &run_ns, &wait_ns) != 2)
		return 0;
	return (gint64)(wait_ns / 1000);
}

static GtkWidget *
find_window(void)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		if (g_strcmp0(gtk_window_get_role(l->data), watch.role) == 0)
			return l->data;
	}
	return NULL;
}

static int
count_rows(GtkWidget *window)
{
	GtkTreeView *list = GTK_TREE_VIEW(wd_widgets_find(window, watch.list));
	GtkTreeModel *model = gtk_tree_view_get_model(list);

	return model != NULL ? gtk_tree_model_iter_n_children(model, NULL) : 0;
}

/* The turn is over, so that what was exposed in it is painted. */
static void
look_at_window(GtkWidget *window)
{
	gint64 now_us;

	if (watch.seen.mapped_us == 0 && gtk_widget_get_mapped(window))
		watch.seen.mapped_us = g_get_monotonic_time() - watch.key_us;
	if (watch.seen.drawn_us == 0 && watch.is_exposed) {
		gdk_display_sync(gtk_widget_get_display(window));
		watch.seen.drawn_us = g_get_monotonic_time() - watch.key_us;
		watch.seen.robbed_us = read_robbed_us() - watch.robbed_us;
		watch.seen.n_rows = count_rows(window);
	}
	now_us = g_get_monotonic_time();
	if (watch.seen.drawn_us != 0 && count_rows(window) >= watch.n_all_rows) {
		watch.seen.all_us = now_us - watch.key_us;
		watch.is_running = FALSE;
	}
}

static void
end_turn(void)
{
	gint64 robbed_us = read_robbed_us() - watch.turn_robbed_us;
	gint64 took_us = g_get_monotonic_time() - watch.turn_us - robbed_us;
	gint64 *longest =
		watch.seen.drawn_us == 0 ? &watch.seen.first_turn_us : &watch.seen.longest_turn_us;
	GtkWidget *window = find_window();

	*longest = MAX(*longest, took_us);
	if (window != NULL)
		look_at_window(window);
}

/* In the place of GLib's: what lies between two calls is one turn. */
static gint
poll_between_turns(GPollFD *fds, guint n_fds, gint timeout_ms)
{
	gint n_ready;

	if (watch.is_running && watch.key_us != 0)
		end_turn();
	n_ready = g_poll(fds, n_fds, timeout_ms);
	watch.turn_us = g_get_monotonic_time();
	if (watch.is_running)
		watch.turn_robbed_us = read_robbed_us();
	return n_ready;
}

static gint
on_key(GtkWidget *widget, GdkEventKey *key, gpointer data)
{
	if (key->type == GDK_KEY_PRESS && !key->is_modifier && watch.is_running &&
	    watch.key_us == 0) {
		watch.key_us = watch.turn_us;
		watch.robbed_us = watch.turn_robbed_us;
	}
	return FALSE;
}

static gboolean
on_exposed(GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
	GtkWidget *widget = g_value_get_object(values);
	GtkTreeModel *model;

	if (g_strcmp0(gtk_widget_get_name(widget), watch.list) != 0)
		return TRUE;
	model = gtk_tree_view_get_model(GTK_TREE_VIEW(widget));
	if (model != NULL && gtk_tree_model_iter_n_children(model, NULL) > 0)
		watch.is_exposed = TRUE;
	return TRUE;
}

static void
install(void)
{
	static gboolean is_installed;

	if (is_installed)
		return;
	is_installed = TRUE;
	g_main_context_set_poll_func(NULL, poll_between_turns);
	gtk_key_snooper_install(on_key, NULL);
	g_signal_add_emission_hook(
		g_signal_lookup("expose-event", GTK_TYPE_WIDGET), 0, on_exposed, NULL, NULL);
}

/**
 * wd_stopwatch_start:
 * @role: of the window that the next key opens; not copied
 * @list: the name of a list in it; not copied
 * @n_all_rows: how many rows it has in the end
 *
 * Begins at the next key, with the turn of the main loop in which it comes.
 */
void
wd_stopwatch_start(const char *role, const char *list, int n_all_rows)
{
	install();
	memset(&watch, 0, sizeof watch);
	watch.role = role;
	watch.list = list;
	watch.n_all_rows = n_all_rows;
	watch.is_running = TRUE;
}

/**
 * wd_stopwatch_look:
 *
 * Returns: (transfer none): what was seen so far
 */
const WdStopwatch *
wd_stopwatch_look(void)
{
	return &watch.seen;
}
