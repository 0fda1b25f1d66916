/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>

#include "pidgin/wd-gtk-activity.h"
#include "ui/wd-activity.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

typedef struct {
	WdFakeHost *fake;
	WdGtkActivity *activity;
	GtkWidget *window; /* (nullable) */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->fake = wd_fake_host_new();
	fixture->activity = wd_gtk_activity_new(&fixture->fake->host);
	fixture->window = wd_widgets_show_page(wd_gtk_activity_make(fixture->activity));
	wd_gtk_activity_show(fixture->activity, NULL);
	wd_widgets_settle();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_gtk_activity_free(fixture->activity);
	if (fixture->window != NULL)
		gtk_widget_destroy(fixture->window);
	wd_widgets_settle();
	wd_fake_host_free(fixture->fake);
}

static GtkWidget *
find(Fixture *fixture, const char *name)
{
	return wd_widgets_find(fixture->window, name);
}

static const char *
get_text(Fixture *fixture, const char *name)
{
	return gtk_label_get_text(GTK_LABEL(find(fixture, name)));
}

static int
count_rows(Fixture *fixture, const char *name)
{
	GtkTreeModel *model = gtk_tree_view_get_model(GTK_TREE_VIEW(find(fixture, name)));

	return gtk_tree_model_iter_n_children(model, NULL);
}

static void
add(WdDeeds *deeds, guint days_ago, WdDeedKind kind, const char *event, const char *protocol)
{
	wd_deeds_add(
		deeds,
		&(const WdDeed){
			WD_FAKE_NOW_MS - days_ago * DAY_MS, kind, event, protocol, "spim.text"});
}

static void
give(Fixture *fixture, WdDeeds *deeds)
{
	fixture->fake->deeds_seen(deeds, NULL, fixture->fake->deeds_data);
	wd_widgets_settle();
}

/* Yesterday two unwanted messages and a file, today one message. */
static void
give_some(Fixture *fixture)
{
	WdDeeds *deeds = wd_deeds_new(100);

	add(deeds, 1, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	add(deeds, 1, WD_DEED_HELD, "spam.flagged", "prpl-irc");
	add(deeds, 1, WD_DEED_BLOCKED, "file.blocked", "prpl-jabber");
	add(deeds, 0, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	give(fixture, deeds);
}

static void
press(Fixture *fixture, guint keyval)
{
	gtk_widget_grab_focus(find(fixture, "warden-chart"));
	wd_widgets_press(fixture->window, keyval, 0);
	wd_widgets_settle();
}

static void
test_looks(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "look-at-deeds");
	g_assert_cmpstr(get_text(fixture, "warden-summary"), ==, "Looking…");
	give_some(fixture);
	g_assert_cmpstr(get_text(fixture, "warden-summary"),
			==,
			"In the last 30 days: 3 held, 1 blocked, 0 warned of, 0 done after all.");
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 4);
	g_assert_cmpstr(get_text(fixture, "warden-chosen"), ==, "All days: 4");
	g_assert_false(gtk_widget_is_sensitive(find(fixture, "warden-all")));
}

/* Days and parts by the arrow keys, and back. */
static void
test_keyboard(Fixture *fixture, gconstpointer data)
{
	give_some(fixture);
	press(fixture, GDK_Left); /* from nothing to today */
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 1);
	press(fixture, GDK_Left);
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 3);
	press(fixture, GDK_Up);
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 2);
	g_assert_true(g_str_has_suffix(get_text(fixture, "warden-chosen"), ", Unwanted: 2"));
	press(fixture, GDK_Up);
	g_assert_true(g_str_has_suffix(get_text(fixture, "warden-chosen"), ", Files: 1"));
	press(fixture, GDK_Up); /* and no further */
	g_assert_true(g_str_has_suffix(get_text(fixture, "warden-chosen"), ", Files: 1"));
	press(fixture, GDK_BackSpace);
	g_assert_cmpstr(get_text(fixture, "warden-chosen"), ==, "All days: 4");
	for (guint i = 0; i < 40; i++)
		press(fixture, GDK_Left);
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 0);
}

/* The same key goes the same way on the screen where lines run from the right. */
static void
test_right_to_left(Fixture *fixture, gconstpointer data)
{
	give_some(fixture);
	gtk_widget_set_direction(find(fixture, "warden-chart"), GTK_TEXT_DIR_RTL);
	press(fixture, GDK_Right); /* from nothing to today */
	press(fixture, GDK_Right); /* yesterday is on the right */
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 3);
}

static void
click_chart(Fixture *fixture, double x_part, double y_part)
{
	GtkWidget *chart = find(fixture, "warden-chart");
	GtkAllocation area;
	GdkEvent *event = gdk_event_new(GDK_BUTTON_PRESS);

	gtk_widget_get_allocation(chart, &area);
	event->button.window = g_object_ref(gtk_widget_get_window(chart));
	event->button.send_event = TRUE;
	event->button.button = 1;
	event->button.x = area.width * x_part;
	event->button.y = area.height * y_part;
	gtk_widget_event(chart, event);
	gdk_event_free(event);
	wd_widgets_settle();
}

static void
test_click(Fixture *fixture, gconstpointer data)
{
	give_some(fixture);
	click_chart(fixture, 0.98, 0.05); /* above today's bar: the day */
	g_assert_cmpstr(get_text(fixture, "warden-chosen"), ==, "Monday, 4 May: 1");
	click_chart(fixture, 0.98, 0.8); /* in it: the part */
	g_assert_cmpstr(get_text(fixture, "warden-chosen"), ==, "Monday, 4 May, Unwanted: 1");
	click_chart(fixture, 0, 0.5); /* beside the bars */
	g_assert_cmpstr(get_text(fixture, "warden-chosen"), ==, "All days: 4");
}

static void
test_legend(Fixture *fixture, gconstpointer data)
{
	GtkWidget *files;

	give_some(fixture);
	files = find(fixture, "warden-series-1");
	gtk_button_clicked(GTK_BUTTON(files));
	g_assert_cmpstr(get_text(fixture, "warden-chosen"), ==, "All days, Files: 1");
	gtk_button_clicked(GTK_BUTTON(find(fixture, "warden-series-0")));
	g_assert_false(gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(files)));
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 3);
	gtk_button_clicked(GTK_BUTTON(find(fixture, "warden-all")));
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 4);
	g_assert_false(
		gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(find(fixture, "warden-series-0"))));
}

static void
test_split(Fixture *fixture, gconstpointer data)
{
	give_some(fixture);
	gtk_combo_box_set_active(GTK_COMBO_BOX(find(fixture, "warden-split")), WD_SPLIT_PROTOCOL);
	wd_widgets_settle();
	gtk_button_clicked(GTK_BUTTON(find(fixture, "warden-series-1")));
	g_assert_cmpstr(get_text(fixture, "warden-chosen"), ==, "All days, IRC: 1");
}

/* The same in numbers, and a row chosen there is a day chosen in the chart. */
static void
test_table(Fixture *fixture, gconstpointer data)
{
	GtkTreeView *table = GTK_TREE_VIEW(find(fixture, "warden-day-table"));
	GtkTreePath *yesterday = gtk_tree_path_new_from_indices(1, -1);
	GtkTreeIter row;
	int n_all;

	give_some(fixture);
	gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(find(fixture, "warden-as-table")), TRUE);
	wd_widgets_settle();
	g_assert_true(gtk_widget_get_mapped(GTK_WIDGET(table)));
	g_assert_cmpint(count_rows(fixture, "warden-day-table"), ==, 30);
	g_assert_true(gtk_tree_model_get_iter(gtk_tree_view_get_model(table), &row, yesterday));
	gtk_tree_model_get(gtk_tree_view_get_model(table), &row, 2, &n_all, -1);
	g_assert_cmpint(n_all, ==, 3);
	gtk_tree_view_set_cursor(table, yesterday, NULL, FALSE);
	wd_widgets_settle();
	gtk_tree_path_free(yesterday);
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 3);
}

static void
test_heard(Fixture *fixture, gconstpointer data)
{
	AtkObject *chart = gtk_widget_get_accessible(find(fixture, "warden-chart"));

	give_some(fixture);
	press(fixture, GDK_Left);
	press(fixture, GDK_Left);
	g_assert_cmpstr(
		atk_object_get_description(chart), ==, "Sunday, 3 May: 3 (Unwanted 2, Files 1)");
}

static void
test_problem(Fixture *fixture, gconstpointer data)
{
	fixture->fake->deeds_seen(
		NULL, "The audit trail cannot be read: <EIO>", fixture->fake->deeds_data);
	g_assert_cmpstr(
		get_text(fixture, "warden-summary"), ==, "The audit trail cannot be read: <EIO>");
	press(fixture, GDK_Left); /* there is nothing to choose */
	click_chart(fixture, 0.5, 0.5);
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 0);
}

static void
test_empty(Fixture *fixture, gconstpointer data)
{
	give(fixture, wd_deeds_new(2));
	g_assert_cmpstr(get_text(fixture, "warden-summary"),
			==,
			"Nothing was warned of, held or blocked in the last 30 days.");
	press(fixture, GDK_Left);
	press(fixture, GDK_Up);
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 0);
}

/* Looked at again: what is listed is of the new look, and nothing of the old one is kept. */
static void
test_again(Fixture *fixture, gconstpointer data)
{
	give_some(fixture);
	press(fixture, GDK_Left);
	wd_gtk_activity_show(fixture->activity, NULL);
	wd_gtk_activity_show(fixture->activity, NULL); /* it is coming: one look */
	give_some(fixture);
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 1); /* the day stays chosen */
}

/* Fifty thousand, each on an invented network with markup in its name. */
static void
test_flood(Fixture *fixture, gconstpointer data)
{
	WdDeeds *deeds = wd_deeds_new(50000);
	gint64 begin;

	for (guint i = 0; i < 50000; i++) {
		g_autofree char *protocol = g_strdup_printf("prpl-<b>%u", i % 1000);

		add(deeds, (49999 - i) / 2000, WD_DEED_HELD, "spam.flagged", protocol);
	}
	begin = g_get_monotonic_time();
	give(fixture, deeds);
	gtk_combo_box_set_active(GTK_COMBO_BOX(find(fixture, "warden-split")), WD_SPLIT_PROTOCOL);
	wd_widgets_settle();
	g_test_message("shown twice in %" G_GINT64_FORMAT " us", g_get_monotonic_time() - begin);
	g_assert_cmpint(count_rows(fixture, "warden-deeds"), ==, 5000);
	g_assert_cmpstr(get_text(fixture, "warden-chosen"), ==, "All days: 50000");
}

static void
test_closed_meanwhile(Fixture *fixture, gconstpointer data)
{
	give_some(fixture);
	press(fixture, GDK_Left);
	wd_gtk_activity_show(fixture->activity, NULL);
	gtk_widget_destroy(fixture->window);
	fixture->window = NULL;
	g_assert_null(fixture->fake->deeds_seen);
	g_assert_null(wd_gtk_activity_get_page(fixture->activity));
}

static void
test_accessible(Fixture *fixture, gconstpointer data)
{
	give_some(fixture);
	wd_widgets_assert_named(fixture->window);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(Fixture *fixture, gconstpointer data);
	} tests[] = {
		{"/gtk-activity/looks", test_looks},
		{"/gtk-activity/keyboard", test_keyboard},
		{"/gtk-activity/right-to-left", test_right_to_left},
		{"/gtk-activity/click", test_click},
		{"/gtk-activity/legend", test_legend},
		{"/gtk-activity/split", test_split},
		{"/gtk-activity/table", test_table},
		{"/gtk-activity/heard", test_heard},
		{"/gtk-activity/problem", test_problem},
		{"/gtk-activity/empty", test_empty},
		{"/gtk-activity/again", test_again},
		{"/gtk-activity/flood", test_flood},
		{"/gtk-activity/closed-meanwhile", test_closed_meanwhile},
		{"/gtk-activity/accessible", test_accessible},
	};

	g_setenv("TZ", "UTC", TRUE);
	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
