/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-logs.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

typedef struct {
	WdFakeHost *fake;
	WdGtkLogs *logs;
	char *opened; /* whose logs Pidgin's viewer was asked for */
} Fixture;

static void
note_opened(const WdPlace *place, gpointer data)
{
	Fixture *fixture = data;

	g_free(fixture->opened);
	fixture->opened = g_strdup_printf(
		"%s %s %s %d", place->protocol, place->account, place->peer, place->is_chat);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->fake = wd_fake_host_new();
	fixture->fake->logs = (WdLogsState){.has_key = TRUE, .had_ims = TRUE};
	fixture->logs = wd_gtk_logs_new(&fixture->fake->host, note_opened, fixture);
	fixture->opened = NULL;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_gtk_logs_free(fixture->logs);
	wd_widgets_settle();
	wd_fake_host_free(fixture->fake);
	g_free(fixture->opened);
}

static GtkWidget *
find(Fixture *fixture, const char *name)
{
	return wd_widgets_find(wd_gtk_logs_get_window(fixture->logs), name);
}

static void
show(Fixture *fixture)
{
	wd_gtk_logs_show(fixture->logs);
	wd_widgets_settle();
}

static const char *
get_bar(Fixture *fixture)
{
	return gtk_progress_bar_get_text(GTK_PROGRESS_BAR(find(fixture, "warden-bar")));
}

static int
count_hits(Fixture *fixture)
{
	GtkTreeModel *model = gtk_tree_view_get_model(GTK_TREE_VIEW(find(fixture, "warden-hits")));

	return gtk_tree_model_iter_n_children(model, NULL);
}

static void
click(Fixture *fixture, const char *name)
{
	gtk_button_clicked(GTK_BUTTON(find(fixture, name)));
	wd_widgets_settle();
}

/* Opening the window asks nobody anything and reads nothing. */
static void
test_open(Fixture *fixture, gconstpointer data)
{
	const char *state;

	show(fixture);
	state = gtk_label_get_text(GTK_LABEL(find(fixture, "warden-logs-state")));
	g_assert_nonnull(strstr(state, "you can read them"));
	g_assert_nonnull(strstr(state, "switched on for conversations."));
	g_assert_false(gtk_widget_get_visible(find(fixture, "warden-unlock")));
	g_assert_false(gtk_widget_get_visible(find(fixture, "warden-lock")));
	g_assert_true(gtk_widget_get_sensitive(find(fixture, "warden-find")));
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-stop")));
	g_assert_cmpuint(fixture->fake->calls->len, ==, 0);
}

static void
test_unlock(Fixture *fixture, gconstpointer data)
{
	GtkEntry *entry;

	fixture->fake->logs.is_locked = TRUE;
	fixture->fake->logs.wants_passphrase = TRUE;
	show(fixture);
	entry = GTK_ENTRY(find(fixture, "warden-passphrase"));
	g_assert_true(gtk_widget_get_visible(GTK_WIDGET(entry)));
	g_assert_false(gtk_entry_get_visibility(entry));
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-find")));
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-import")));
	gtk_entry_set_text(entry, "horse");
	click(fixture, "warden-unlock");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "unlock horse");
	g_assert_cmpstr(gtk_entry_get_text(entry), ==, ""); /* it is not left lying about */
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-unlock")));
	fixture->fake->unlocked("That was not right.", fixture->fake->unlocked_data);
	g_assert_cmpstr(get_bar(fixture), ==, "That was not right.");
	g_assert_true(gtk_widget_get_sensitive(find(fixture, "warden-unlock")));
	fixture->fake->logs.is_locked = FALSE;
	fixture->fake->logs.can_lock = TRUE;
	fixture->fake->unlocked(NULL, fixture->fake->unlocked_data);
	g_assert_false(gtk_widget_get_visible(find(fixture, "warden-unlock")));
	g_assert_true(gtk_widget_get_visible(find(fixture, "warden-lock")));
	g_assert_true(gtk_widget_get_sensitive(find(fixture, "warden-find")));
}

static void
give_hit(Fixture *fixture, const char *text)
{
	const WdLogsHit hit = {
		.place = {"prpl-jabber", "me@x", "bob@x", FALSE},
		.time_ms = 1795323600123,
		.sender = "bob",
		.text = text,
	};

	fixture->fake->watch.hit(&hit, fixture->fake->watch.data);
}

static void
test_search(Fixture *fixture, gconstpointer data)
{
	GtkTreeView *view;
	GtkTreePath *first = gtk_tree_path_new_first();

	show(fixture);
	gtk_entry_set_text(GTK_ENTRY(find(fixture, "warden-words")), "kestrel");
	click(fixture, "warden-find");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "search kestrel");
	g_assert_true(gtk_widget_get_sensitive(find(fixture, "warden-stop")));
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-find")));
	give_hit(fixture, "a <b>kestrel</b> & more");
	fixture->fake->watch.progress(0.5, "1 found", fixture->fake->watch.data);
	g_assert_cmpstr(get_bar(fixture), ==, "1 found");
	give_hit(fixture, "another");
	fixture->fake->watch.done("2 found.", fixture->fake->watch.data);
	g_assert_cmpint(count_hits(fixture), ==, 2);
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-stop")));
	view = GTK_TREE_VIEW(find(fixture, "warden-hits"));
	gtk_tree_view_row_activated(view, first, gtk_tree_view_get_column(view, 0));
	gtk_tree_path_free(first);
	g_assert_cmpstr(fixture->opened, ==, "prpl-jabber me@x bob@x 0");
	click(fixture, "warden-find"); /* the next one begins with an empty list */
	g_assert_cmpint(count_hits(fixture), ==, 0);
}

static void
test_stop(Fixture *fixture, gconstpointer data)
{
	show(fixture);
	gtk_entry_set_text(GTK_ENTRY(find(fixture, "warden-words")), "kestrel");
	click(fixture, "warden-find");
	click(fixture, "warden-stop");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "cancel");
	g_assert_true(gtk_widget_get_sensitive(find(fixture, "warden-find")));
}

/* What was found goes with the key. */
static void
test_lock(Fixture *fixture, gconstpointer data)
{
	fixture->fake->logs.can_lock = TRUE;
	show(fixture);
	gtk_entry_set_text(GTK_ENTRY(find(fixture, "warden-words")), "kestrel");
	click(fixture, "warden-find");
	give_hit(fixture, "a kestrel");
	fixture->fake->watch.done("1 found.", fixture->fake->watch.data);
	click(fixture, "warden-lock");
	g_assert_cmpint(count_hits(fixture), ==, 0);
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-find")));
}

static void
test_import(Fixture *fixture, gconstpointer data)
{
	show(fixture);
	click(fixture, "warden-import");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "import");
	fixture->fake->watch.progress(0.25, "1/4", fixture->fake->watch.data);
	g_assert_cmpstr(get_bar(fixture), ==, "1/4");
	fixture->fake->watch.done("4 old logs.", fixture->fake->watch.data);
	g_assert_cmpstr(get_bar(fixture), ==, "4 old logs.");
	fixture->fake->refuses = TRUE;
	click(fixture, "warden-import");
	g_assert_cmpstr(get_bar(fixture), ==, "That is not possible at the moment.");
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-stop")));
}

/* Closing it ends what it began, and nothing comes to a window that is gone. */
static void
test_close(Fixture *fixture, gconstpointer data)
{
	show(fixture);
	gtk_entry_set_text(GTK_ENTRY(find(fixture, "warden-words")), "kestrel");
	click(fixture, "warden-find");
	gtk_widget_destroy(wd_gtk_logs_get_window(fixture->logs));
	g_assert_null(wd_gtk_logs_get_window(fixture->logs));
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "cancel");
	g_assert_null(fixture->fake->unlocked);
	show(fixture); /* and again */
	g_assert_cmpint(count_hits(fixture), ==, 0);
}

int
main(int argc, char *argv[])
{
	static const struct {
		const char *path;
		void (*test)(Fixture *fixture, gconstpointer data);
	} tests[] = {
		{"/gtk-logs/open", test_open},
		{"/gtk-logs/unlock", test_unlock},
		{"/gtk-logs/search", test_search},
		{"/gtk-logs/stop", test_stop},
		{"/gtk-logs/lock", test_lock},
		{"/gtk-logs/import", test_import},
		{"/gtk-logs/close", test_close},
	};

	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
