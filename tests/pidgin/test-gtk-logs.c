/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-logs.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

typedef struct {
	WdFakeHost *fake;
	WdGtkLogs *logs;
	GtkWidget *window; /* (nullable) */
	char *opened;      /* whose logs Pidgin's viewer was asked for */
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
	fixture->window = NULL;
	fixture->opened = NULL;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_gtk_logs_free(fixture->logs);
	if (fixture->window != NULL)
		gtk_widget_destroy(fixture->window);
	wd_widgets_settle();
	wd_fake_host_free(fixture->fake);
	g_free(fixture->opened);
}

static GtkWidget *
find(Fixture *fixture, const char *name)
{
	return wd_widgets_find(fixture->window, name);
}

static void
show(Fixture *fixture)
{
	if (fixture->window == NULL)
		fixture->window = wd_widgets_show_page(wd_gtk_logs_make(fixture->logs));
	wd_gtk_logs_show(fixture->logs, NULL);
	wd_widgets_settle();
}

static const char *
get_bar(Fixture *fixture)
{
	return gtk_progress_bar_get_text(GTK_PROGRESS_BAR(find(fixture, "warden-bar")));
}

static GtkTreeModel *
get_hits(Fixture *fixture)
{
	return gtk_tree_view_get_model(GTK_TREE_VIEW(find(fixture, "warden-hits")));
}

static int
count_hits(Fixture *fixture)
{
	return gtk_tree_model_iter_n_children(get_hits(fixture), NULL);
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

/* Locked by the clock, or from elsewhere, while the page is open; and unlocked elsewhere. */
static void
test_locked_elsewhere(Fixture *fixture, gconstpointer data)
{
	wd_gtk_logs_refresh(fixture->logs); /* there is no page yet */
	show(fixture);
	gtk_entry_set_text(GTK_ENTRY(find(fixture, "warden-words")), "kestrel");
	click(fixture, "warden-find");
	give_hit(fixture, "a kestrel");
	fixture->fake->watch.done("1 found.", fixture->fake->watch.data);
	wd_gtk_logs_refresh(fixture->logs); /* something was held, and the key is there */
	g_assert_cmpint(count_hits(fixture), ==, 1);
	fixture->fake->logs.is_locked = TRUE;
	wd_gtk_logs_refresh(fixture->logs);
	g_assert_cmpint(count_hits(fixture), ==, 0);
	g_assert_true(gtk_widget_get_visible(find(fixture, "warden-unlock")));
	g_assert_false(gtk_widget_get_sensitive(find(fixture, "warden-find")));
	fixture->fake->logs.is_locked = FALSE;
	wd_gtk_logs_refresh(fixture->logs);
	g_assert_false(gtk_widget_get_visible(find(fixture, "warden-unlock")));
	g_assert_true(gtk_widget_get_sensitive(find(fixture, "warden-find")));
}

/* Enter once more while the first passphrase is worked on. */
static void
test_unlocks_once(Fixture *fixture, gconstpointer data)
{
	GtkWidget *entry;

	fixture->fake->logs.is_locked = TRUE;
	fixture->fake->logs.wants_passphrase = TRUE;
	show(fixture);
	entry = find(fixture, "warden-passphrase");
	gtk_entry_set_text(GTK_ENTRY(entry), "horse");
	gtk_widget_activate(entry);
	gtk_entry_set_text(GTK_ENTRY(entry), "cow");
	gtk_widget_activate(entry);
	g_assert_cmpuint(fixture->fake->calls->len, ==, 1);
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "unlock horse");
}

/* Each step by keyboard: where something hides or becomes grey, the next key is not lost. */
static void
test_keyboard(Fixture *fixture, gconstpointer data)
{
	fixture->fake->logs.is_locked = TRUE;
	fixture->fake->logs.wants_passphrase = TRUE;
	show(fixture);
	g_assert_true(gtk_widget_is_focus(find(fixture, "warden-passphrase")));
	gtk_widget_activate(find(fixture, "warden-passphrase"));
	fixture->fake->logs.is_locked = FALSE;
	fixture->fake->logs.can_lock = TRUE;
	fixture->fake->unlocked(NULL, fixture->fake->unlocked_data);
	g_assert_true(gtk_widget_is_focus(find(fixture, "warden-words")));
	gtk_widget_grab_focus(find(fixture, "warden-lock"));
	fixture->fake->logs.wants_passphrase = FALSE; /* the keyring's */
	click(fixture, "warden-lock");
	g_assert_true(gtk_widget_is_focus(find(fixture, "warden-unlock")));
	fixture->fake->logs.has_key = FALSE;
	wd_gtk_logs_show(fixture->logs, NULL);
	g_assert_true(gtk_widget_is_focus(find(fixture, "warden-hits")));
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
	gtk_widget_destroy(fixture->window);
	fixture->window = NULL;
	g_assert_null(wd_gtk_logs_get_page(fixture->logs));
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "cancel");
	g_assert_null(fixture->fake->unlocked);
	show(fixture); /* and again */
	g_assert_cmpint(count_hits(fixture), ==, 0);
}

/* "/warden logs kestrel" looks at once; not while they are locked. */
static void
test_shown_with_words(Fixture *fixture, gconstpointer data)
{
	show(fixture);
	wd_gtk_logs_show(fixture->logs, "kestrel");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "search kestrel");
	fixture->fake->watch.done("0 found.", fixture->fake->watch.data);
	fixture->fake->logs.is_locked = TRUE;
	wd_gtk_logs_show(fixture->logs, "osprey");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "search kestrel");
	g_assert_cmpstr(gtk_entry_get_text(GTK_ENTRY(find(fixture, "warden-words"))), ==, "osprey");
}

/* By time and not by how a date is written. */
static void
test_sorts(Fixture *fixture, gconstpointer data)
{
	GtkTreeModel *model;
	GtkTreeIter row;
	g_autofree char *text = NULL;

	show(fixture);
	gtk_entry_set_text(GTK_ENTRY(find(fixture, "warden-words")), "x");
	click(fixture, "warden-find");
	for (gint64 i = 0; i < 3; i++) {
		g_autofree char *number = g_strdup_printf("%d", (int)i);
		const WdLogsHit hit = {.place = {"prpl-jabber", "me@x", "bob@x", FALSE},
				       .time_ms =
					       1795323600123 - i * G_GINT64_CONSTANT(86400000) * 9,
				       .text = number};

		fixture->fake->watch.hit(&hit, fixture->fake->watch.data);
	}
	model = get_hits(fixture);
	gtk_tree_sortable_set_sort_column_id(GTK_TREE_SORTABLE(model), 3, GTK_SORT_ASCENDING);
	g_assert_true(gtk_tree_model_get_iter_first(model, &row));
	gtk_tree_model_get(model, &row, 2, &text, -1);
	g_assert_cmpstr(text, ==, "2");
}

/* A megabyte, and a name that turns the line round: shown tamed, opened by its own name. */
static void
test_hostile(Fixture *fixture, gconstpointer data)
{
	g_autofree char *many = g_strnfill(1024 * 1024, 'x');
	const WdLogsHit hit = {.place = {"prpl-jabber", "me@x", "\xe2\x80\xae<b>eve", FALSE},
			       .sender = many,
			       .text = many};
	GtkTreeView *view;
	GtkTreePath *first = gtk_tree_path_new_first();
	GtkTreeIter row;
	g_autofree char *who = NULL;
	g_autofree char *text = NULL;

	show(fixture);
	gtk_entry_set_text(GTK_ENTRY(find(fixture, "warden-words")), "x");
	click(fixture, "warden-find");
	fixture->fake->watch.hit(&hit, fixture->fake->watch.data);
	g_assert_true(gtk_tree_model_get_iter(get_hits(fixture), &row, first));
	gtk_tree_model_get(get_hits(fixture), &row, 1, &who, 2, &text, -1);
	g_assert_cmpstr(who, ==, "[U+202E]<b>eve");
	g_assert_cmpuint(strlen(text), <, 1000);
	view = GTK_TREE_VIEW(find(fixture, "warden-hits"));
	gtk_tree_view_row_activated(view, first, gtk_tree_view_get_column(view, 0));
	gtk_tree_path_free(first);
	g_assert_cmpstr(fixture->opened, ==, "prpl-jabber me@x \xe2\x80\xae<b>eve 0");
}

static void
test_accessible(Fixture *fixture, gconstpointer data)
{
	fixture->fake->logs.is_locked = TRUE;
	fixture->fake->logs.wants_passphrase = TRUE;
	show(fixture);
	wd_widgets_assert_named(fixture->window);
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
		{"/gtk-logs/locked-elsewhere", test_locked_elsewhere},
		{"/gtk-logs/unlocks-once", test_unlocks_once},
		{"/gtk-logs/keyboard", test_keyboard},
		{"/gtk-logs/import", test_import},
		{"/gtk-logs/close", test_close},
		{"/gtk-logs/shown-with-words", test_shown_with_words},
		{"/gtk-logs/sorts", test_sorts},
		{"/gtk-logs/hostile", test_hostile},
		{"/gtk-logs/accessible", test_accessible},
	};

	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
