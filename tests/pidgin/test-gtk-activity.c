/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>

#include "pidgin/wd-gtk-activity.h"
#include "pidgin/wd-gtk-day-table.h"
#include "ui/wd-activity.h"
#include "wd-page-test.h"
#include "wd-widgets.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

static void
free_page(gpointer page)
{
	wd_gtk_activity_free(page);
}

static void
set_up(WdPageTest *test, gconstpointer data)
{
	*test = (WdPageTest){.fake = wd_fake_host_new(),
			     .make = wd_gtk_activity_make,
			     .show = wd_gtk_activity_show,
			     .free_page = free_page};
	test->page = wd_gtk_activity_new(&test->fake->host);
	wd_page_test_open(test, NULL);
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
give(WdPageTest *test, WdDeeds *deeds)
{
	WdDeedsSeen seen = test->fake->deeds_seen;

	g_assert_nonnull(seen); /* the page looks */
	test->fake->deeds_seen = NULL;
	seen(deeds, NULL, test->fake->deeds_data);
	wd_widgets_settle();
}

/* Yesterday two unwanted messages and a file, today one message. */
static void
give_some(WdPageTest *test)
{
	WdDeeds *deeds = wd_deeds_new(100);

	add(deeds, 1, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	add(deeds, 1, WD_DEED_HELD, "spam.flagged", "prpl-irc");
	add(deeds, 1, WD_DEED_BLOCKED, "file.blocked", "prpl-jabber");
	add(deeds, 0, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	give(test, deeds);
}

static void
press(WdPageTest *test, guint keyval)
{
	gtk_widget_grab_focus(wd_page_test_find(test, "warden-chart"));
	wd_widgets_press(test->window, keyval, 0);
	wd_widgets_settle();
}

static void
test_looks(WdPageTest *test, gconstpointer data)
{
	g_assert_cmpstr(wd_fake_host_get_call(test->fake, 0), ==, "look-at-deeds");
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-summary"), ==, "Looking…");
	give_some(test);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-summary"),
			==,
			"In the last 30 days: 3 held, 1 blocked, 0 warned of, 0 done after all.");
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 4);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "All days: 4");
	g_assert_false(gtk_widget_is_sensitive(wd_page_test_find(test, "warden-all")));
}

/* Days and parts by the arrow keys, and back. */
static void
test_keyboard(WdPageTest *test, gconstpointer data)
{
	give_some(test);
	press(test, GDK_Left); /* from nothing to today */
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 1);
	press(test, GDK_Left);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 3);
	press(test, GDK_Up);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 2);
	g_assert_true(
		g_str_has_suffix(wd_page_test_get_text(test, "warden-chosen"), ", Unwanted: 2"));
	press(test, GDK_Up);
	g_assert_true(g_str_has_suffix(wd_page_test_get_text(test, "warden-chosen"), ", Files: 1"));
	press(test, GDK_Up); /* and no further */
	g_assert_true(g_str_has_suffix(wd_page_test_get_text(test, "warden-chosen"), ", Files: 1"));
	press(test, GDK_BackSpace);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "All days: 4");
	for (guint i = 0; i < 40; i++)
		press(test, GDK_Left);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 0);
}

/* The same key goes the same way on the screen where lines run from the right. */
static void
test_right_to_left(WdPageTest *test, gconstpointer data)
{
	give_some(test);
	gtk_widget_set_direction(wd_page_test_find(test, "warden-chart"), GTK_TEXT_DIR_RTL);
	press(test, GDK_Right); /* from nothing to today */
	press(test, GDK_Right); /* yesterday is on the right */
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 3);
}

static void
click_chart(WdPageTest *test, double x_part, double y_part)
{
	GtkWidget *chart = wd_page_test_find(test, "warden-chart");
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
test_click(WdPageTest *test, gconstpointer data)
{
	give_some(test);
	click_chart(test, 0.98, 0.05); /* above today's bar: the day */
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "Monday, 4 May: 1");
	click_chart(test, 0.98, 0.8); /* in it: the part */
	g_assert_cmpstr(
		wd_page_test_get_text(test, "warden-chosen"), ==, "Monday, 4 May, Unwanted: 1");
	click_chart(test, 0, 0.5); /* beside the bars */
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "All days: 4");
}

static void
test_legend(WdPageTest *test, gconstpointer data)
{
	GtkWidget *files;

	give_some(test);
	files = wd_page_test_find(test, "warden-series-1");
	gtk_button_clicked(GTK_BUTTON(files));
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "All days, Files: 1");
	gtk_button_clicked(GTK_BUTTON(wd_page_test_find(test, "warden-series-0")));
	g_assert_false(gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(files)));
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 3);
	gtk_button_clicked(GTK_BUTTON(wd_page_test_find(test, "warden-all")));
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 4);
	g_assert_false(gtk_toggle_button_get_active(
		GTK_TOGGLE_BUTTON(wd_page_test_find(test, "warden-series-0"))));
}

static void
test_split(WdPageTest *test, gconstpointer data)
{
	give_some(test);
	gtk_combo_box_set_active(GTK_COMBO_BOX(wd_page_test_find(test, "warden-split")),
				 WD_SPLIT_PROTOCOL);
	wd_widgets_settle();
	gtk_button_clicked(GTK_BUTTON(wd_page_test_find(test, "warden-series-1")));
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "All days, IRC: 1");
}

/* The same in numbers, and a row chosen there is a day chosen in the chart. */
static void
test_table(WdPageTest *test, gconstpointer data)
{
	GtkTreeView *table = GTK_TREE_VIEW(wd_page_test_find(test, "warden-day-table"));
	GtkTreePath *yesterday = gtk_tree_path_new_from_indices(1, -1);
	GtkTreeIter row;
	int n_all;

	give_some(test);
	gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(wd_page_test_find(test, "warden-as-table")),
				     TRUE);
	wd_widgets_settle();
	g_assert_true(gtk_widget_get_mapped(GTK_WIDGET(table)));
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-day-table"), ==, 30);
	g_assert_true(gtk_tree_model_get_iter(gtk_tree_view_get_model(table), &row, yesterday));
	gtk_tree_model_get(gtk_tree_view_get_model(table), &row, 2, &n_all, -1);
	g_assert_cmpint(n_all, ==, 3);
	gtk_tree_view_set_cursor(table, yesterday, NULL, FALSE);
	wd_widgets_settle();
	gtk_tree_path_free(yesterday);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 3);
}

static int
get_table_day(WdPageTest *test)
{
	return wd_gtk_day_table_get_day(wd_page_test_find(test, "warden-day-table"));
}

/* Chart and table have one choice, also when it is divided otherwise. */
static void
test_table_follows(WdPageTest *test, gconstpointer data)
{
	GtkWidget *all = wd_page_test_find(test, "warden-all");

	g_assert_false(gtk_widget_get_sensitive(all));
	give_some(test);
	g_assert_false(gtk_widget_get_sensitive(all));
	press(test, GDK_Left);
	press(test, GDK_Left); /* yesterday */
	g_assert_true(gtk_widget_get_sensitive(all));
	g_assert_cmpint(get_table_day(test), ==, WD_ACTIVITY_N_DAYS - 2);
	gtk_combo_box_set_active(GTK_COMBO_BOX(wd_page_test_find(test, "warden-split")),
				 WD_SPLIT_PROTOCOL);
	wd_widgets_settle();
	g_assert_cmpint(get_table_day(test), ==, WD_ACTIVITY_N_DAYS - 2);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "Sunday, 3 May: 3");
	gtk_button_clicked(GTK_BUTTON(all));
	g_assert_false(gtk_widget_get_sensitive(all));
	g_assert_cmpint(get_table_day(test), ==, WD_ACTIVITY_ALL);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 4);
}

/* A day has begun since, then a month. */
static void
test_midnight(WdPageTest *test, gconstpointer data)
{
	give_some(test);
	press(test, GDK_Left);
	press(test, GDK_Left); /* yesterday */
	test->fake->later_ms = DAY_MS;
	wd_gtk_activity_show(test->page, NULL);
	give_some(test);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "Sunday, 3 May: 3");
	test->fake->later_ms = WD_ACTIVITY_N_DAYS * DAY_MS;
	wd_gtk_activity_show(test->page, NULL);
	give_some(test);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "All days: 0");
}

static void
test_heard(WdPageTest *test, gconstpointer data)
{
	AtkObject *chart = gtk_widget_get_accessible(wd_page_test_find(test, "warden-chart"));

	give_some(test);
	press(test, GDK_Left);
	press(test, GDK_Left);
	g_assert_cmpstr(
		atk_object_get_description(chart), ==, "Sunday, 3 May: 3 (Unwanted 2, Files 1)");
}

static void
test_problem(WdPageTest *test, gconstpointer data)
{
	test->fake->deeds_seen(
		NULL, "The audit trail cannot be read: <EIO>", test->fake->deeds_data);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-summary"),
			==,
			"The audit trail cannot be read: <EIO>");
	press(test, GDK_Left); /* there is nothing to choose */
	click_chart(test, 0.5, 0.5);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 0);
}

static void
test_empty(WdPageTest *test, gconstpointer data)
{
	give(test, wd_deeds_new(2));
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-summary"),
			==,
			"Nothing was warned of, held or blocked in the last 30 days.");
	press(test, GDK_Left);
	press(test, GDK_Up);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 0);
}

/* Looked at again: what is listed is of the new look, and the day stays chosen. */
static void
test_again(WdPageTest *test, gconstpointer data)
{
	WdDeeds *deeds = wd_deeds_new(2);

	give_some(test);
	press(test, GDK_Left);
	wd_gtk_activity_show(test->page, NULL);
	wd_gtk_activity_show(test->page, NULL); /* it is coming: one look */
	add(deeds, 0, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	add(deeds, 0, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	give(test, deeds);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 2);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "Monday, 4 May: 2");
}

/* Fifty thousand, each on an invented network with markup in its name. */
static void
test_flood(WdPageTest *test, gconstpointer data)
{
	WdDeeds *deeds = wd_deeds_new(50000);
	gint64 begin;

	for (guint i = 0; i < 50000; i++) {
		g_autofree char *protocol = g_strdup_printf("prpl-<b>%u", i % 1000);

		add(deeds, (49999 - i) / 2000, WD_DEED_HELD, "spam.flagged", protocol);
	}
	begin = g_get_monotonic_time();
	give(test, deeds);
	gtk_combo_box_set_active(GTK_COMBO_BOX(wd_page_test_find(test, "warden-split")),
				 WD_SPLIT_PROTOCOL);
	wd_widgets_settle();
	g_test_message("shown twice in %" G_GINT64_FORMAT " us", g_get_monotonic_time() - begin);
	g_assert_cmpint(wd_page_test_count_rows(test, "warden-deeds"), ==, 5000);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "All days: 50000");
}

/* As its columns show it. */
static GPtrArray *
read_first_row(GtkTreeView *list)
{
	GPtrArray *shown = g_ptr_array_new_with_free_func(g_free);
	GtkTreeModel *model = gtk_tree_view_get_model(list);
	g_autoptr(GList) columns = gtk_tree_view_get_columns(list);
	GtkTreeIter row;

	g_assert_true(gtk_tree_model_get_iter_first(model, &row));
	for (GList *l = columns; l != NULL; l = l->next) {
		g_autoptr(GList) cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(l->data));
		char *text = NULL;

		gtk_tree_view_column_cell_set_cell_data(l->data, model, &row, FALSE, FALSE);
		if (!GTK_IS_CELL_RENDERER_TEXT(cells->data))
			continue;
		g_object_get(cells->data, "text", &text, NULL);
		g_ptr_array_add(shown, text);
	}
	return shown;
}

/* What a trail of somebody else's says: a line, and nothing that turns it round. */
static void
test_megabyte(WdPageTest *test, gconstpointer data)
{
	g_autoptr(GString) text = g_string_new("prpl-");
	WdDeeds *deeds = wd_deeds_new(10);
	g_autoptr(GPtrArray) cells = NULL;

	while (text->len < 1024 * 1024)
		g_string_append(text, "<b>&amp; \xe2\x80\xae");
	wd_deeds_add(
		deeds,
		&(const WdDeed){WD_FAKE_NOW_MS, WD_DEED_HELD, text->str, text->str, text->str});
	give(test, deeds);
	gtk_combo_box_set_active(GTK_COMBO_BOX(wd_page_test_find(test, "warden-split")),
				 WD_SPLIT_PROTOCOL);
	wd_widgets_settle();
	cells = read_first_row(GTK_TREE_VIEW(wd_page_test_find(test, "warden-deeds")));
	g_assert_cmpuint(cells->len, >, 3);
	for (guint i = 0; i < cells->len; i++) {
		const char *cell = g_ptr_array_index(cells, i);

		g_assert_cmpuint(strlen(cell), <, 400);
		g_assert_null(strstr(cell, "\xe2\x80\xae"));
	}
}

static void
test_closed_meanwhile(WdPageTest *test, gconstpointer data)
{
	give_some(test);
	press(test, GDK_Left);
	wd_gtk_activity_show(test->page, NULL);
	wd_page_test_close(test);
	g_assert_null(test->fake->deeds_seen);
	g_assert_null(wd_gtk_activity_get_page(test->page));
	wd_page_test_open(test, NULL); /* and it looks again */
	give_some(test);
	g_assert_cmpstr(wd_page_test_get_text(test, "warden-chosen"), ==, "All days: 4");
	g_assert_true(gtk_widget_is_focus(wd_page_test_find(test, "warden-chart")));
}

static void
test_accessible(WdPageTest *test, gconstpointer data)
{
	give_some(test);
	wd_widgets_assert_named(test->window);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(WdPageTest *test, gconstpointer data);
	} tests[] = {
		{"/gtk-activity/looks", test_looks},
		{"/gtk-activity/keyboard", test_keyboard},
		{"/gtk-activity/right-to-left", test_right_to_left},
		{"/gtk-activity/click", test_click},
		{"/gtk-activity/legend", test_legend},
		{"/gtk-activity/split", test_split},
		{"/gtk-activity/table", test_table},
		{"/gtk-activity/table-follows", test_table_follows},
		{"/gtk-activity/midnight", test_midnight},
		{"/gtk-activity/heard", test_heard},
		{"/gtk-activity/problem", test_problem},
		{"/gtk-activity/empty", test_empty},
		{"/gtk-activity/again", test_again},
		{"/gtk-activity/flood", test_flood},
		{"/gtk-activity/megabyte", test_megabyte},
		{"/gtk-activity/closed-meanwhile", test_closed_meanwhile},
		{"/gtk-activity/accessible", test_accessible},
	};

	g_setenv("TZ", "UTC", TRUE);
	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, WdPageTest, NULL, set_up, tests[i].run, wd_page_test_end);
	return g_test_run();
}
