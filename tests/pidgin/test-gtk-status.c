/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-fact.h"
#include "pidgin/wd-gtk-status.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

typedef struct {
	WdFakeHost *fake;
	WdGtkStatus *status;
	GtkWidget *window; /* (nullable) */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->fake = wd_fake_host_new();
	fixture->status = wd_gtk_status_new(&fixture->fake->host);
	fixture->window = wd_widgets_show_page(wd_gtk_status_make(fixture->status));
	wd_gtk_status_show(fixture->status, NULL);
	wd_widgets_settle();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_gtk_status_free(fixture->status);
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

static GtkTreeModel *
get_model(Fixture *fixture)
{
	return gtk_tree_view_get_model(GTK_TREE_VIEW(find(fixture, "warden-status-table")));
}

static const char *
get_summary(Fixture *fixture)
{
	return gtk_label_get_text(GTK_LABEL(find(fixture, "warden-summary")));
}

static void
give_facts(Fixture *fixture)
{
	g_autoptr(GPtrArray) facts = wd_facts_new();
	g_autofree char *path = g_strnfill(100000, '/');

	wd_facts_add(facts, "on.spim", WD_FACT_GOOD, NULL);
	wd_facts_add(facts, "keys.open-folder", WD_FACT_WARNING, "<b>\xe2\x80\xae & such</b>");
	wd_facts_add(facts, "keys.bad", WD_FACT_BAD, path);
	fixture->fake->facts_seen(facts, fixture->fake->facts_data);
	wd_widgets_settle();
}

static void
test_looks(Fixture *fixture, gconstpointer data)
{
	GtkTreeIter row;
	g_autofree char *level = NULL;
	g_autofree char *text = NULL;

	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "look-at-facts");
	g_assert_cmpstr(get_summary(fixture), ==, "Looking…");
	g_assert_false(gtk_widget_is_sensitive(find(fixture, "warden-again")));
	g_assert_false(gtk_widget_is_sensitive(find(fixture, "warden-copy")));
	give_facts(fixture);
	g_assert_cmpstr(get_summary(fixture), ==, "1 thing is not protected.");
	g_assert_cmpint(gtk_tree_model_iter_n_children(get_model(fixture), NULL), ==, 3);
	g_assert_true(gtk_tree_model_get_iter_first(get_model(fixture), &row));
	gtk_tree_model_get(get_model(fixture), &row, 1, &level, 2, &text, -1);
	g_assert_cmpstr(level, ==, "not protected"); /* the worst first */
	g_assert_cmpuint(strlen(text), <, 1000);
	g_assert_true(gtk_widget_is_sensitive(find(fixture, "warden-again")));
}

static void
test_again(Fixture *fixture, gconstpointer data)
{
	guint n_calls;

	give_facts(fixture);
	n_calls = fixture->fake->calls->len;
	gtk_button_clicked(GTK_BUTTON(find(fixture, "warden-again")));
	g_assert_cmpuint(fixture->fake->calls->len, ==, n_calls + 1);
	g_assert_cmpstr(get_summary(fixture), ==, "1 thing is not protected."); /* until then */
	wd_gtk_status_show(fixture->status, NULL); /* it is coming: one look */
	g_assert_cmpuint(fixture->fake->calls->len, ==, n_calls + 1);
	give_facts(fixture);
	g_assert_cmpint(gtk_tree_model_iter_n_children(get_model(fixture), NULL), ==, 3);
}

/* A pause begins while the page is open, perhaps while it looks: what was seen before is old. */
static void
test_follows(Fixture *fixture, gconstpointer data)
{
	guint n_calls = fixture->fake->calls->len;

	wd_gtk_status_refresh(fixture->status);
	g_assert_cmpuint(fixture->fake->calls->len, ==, n_calls + 1);
	give_facts(fixture);
	g_assert_true(gtk_widget_is_sensitive(find(fixture, "warden-again")));
	gtk_widget_hide(wd_gtk_status_get_page(fixture->status));
	wd_gtk_status_refresh(fixture->status); /* nobody sees it */
	g_assert_cmpuint(fixture->fake->calls->len, ==, n_calls + 1);
}

static void
test_copy(Fixture *fixture, gconstpointer data)
{
	GtkClipboard *clipboard = gtk_clipboard_get(GDK_SELECTION_CLIPBOARD);
	g_autofree char *text = NULL;

	give_facts(fixture);
	gtk_button_clicked(GTK_BUTTON(find(fixture, "warden-copy")));
	text = gtk_clipboard_wait_for_text(clipboard);
	g_assert_nonnull(strstr(text, "Unwanted messages are looked for."));
	g_assert_null(strstr(text, "\xe2\x80\xae"));
}

/* Sentences are whole, however narrow the window: rows grow. */
static void
test_wraps(Fixture *fixture, gconstpointer data)
{
	GtkTreeView *view = GTK_TREE_VIEW(find(fixture, "warden-status-table"));
	GtkTreePath *second = gtk_tree_path_new_from_indices(1, -1);
	GdkRectangle wide;
	GdkRectangle narrow;

	give_facts(fixture);
	gtk_tree_view_get_background_area(view, second, NULL, &wide);
	gtk_window_resize(GTK_WINDOW(fixture->window), 380, 500);
	wd_widgets_turn_for(300);
	gtk_tree_view_get_background_area(view, second, NULL, &narrow);
	gtk_tree_path_free(second);
	g_assert_cmpint(narrow.height, >, wide.height);
}

static void
test_closed_meanwhile(Fixture *fixture, gconstpointer data)
{
	gtk_widget_destroy(fixture->window);
	fixture->window = NULL;
	g_assert_null(fixture->fake->facts_seen);
	g_assert_null(wd_gtk_status_get_page(fixture->status));
}

static void
test_accessible(Fixture *fixture, gconstpointer data)
{
	wd_widgets_assert_named(fixture->window);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(Fixture *fixture, gconstpointer data);
	} tests[] = {
		{"/gtk-status/looks", test_looks},
		{"/gtk-status/again", test_again},
		{"/gtk-status/follows", test_follows},
		{"/gtk-status/copy", test_copy},
		{"/gtk-status/wraps", test_wraps},
		{"/gtk-status/closed-meanwhile", test_closed_meanwhile},
		{"/gtk-status/accessible", test_accessible},
	};

	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
