/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>
#include <time.h>

#include "pidgin/wd-gtk-pages.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

/* The whole window with all of its pages, over a session in memory. */

#define MAX_WIDTH_PX  1366 /* the smallest screen that is common */
#define MAX_HEIGHT_PX 768
#define OPEN_MS       200 /* with ten thousand rows */
#define N_MANY        10000
#define FONT_DPI      192

typedef struct {
	WdFakeHost *fake;
	WdGtkPages *pages;
} Fixture;

static int
load(const char *name, int fallback)
{
	return fallback;
}

static void
save(const char *name, int value)
{
}

static const WdGtkMemory memory = {load, save};

static void
open_log(const WdPlace *place, gpointer data)
{
}

static void
set_up(Fixture *fixture, gconstpointer n_rows)
{
	fixture->fake = wd_fake_host_new();
	fixture->fake->logs = (WdLogsState){.has_key = TRUE};
	wd_fake_host_add_samples(fixture->fake, GPOINTER_TO_UINT(n_rows));
	fixture->pages = wd_gtk_pages_new(&fixture->fake->host, &memory, open_log, NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer n_rows)
{
	wd_gtk_pages_free(fixture->pages);
	wd_widgets_settle();
	wd_fake_host_free(fixture->fake);
}

static GtkWidget *
get_window(Fixture *fixture)
{
	return wd_gtk_pages_get_window(fixture->pages);
}

static void
show(Fixture *fixture, guint page)
{
	wd_gtk_pages_show(fixture->pages, (WdPage)page, NULL);
	wd_widgets_settle();
}

static void
test_escape_closes(Fixture *fixture, gconstpointer n_rows)
{
	for (guint page = 0; page < WD_N_PAGES; page++) {
		g_test_message("page %u", page);
		show(fixture, page);
		wd_widgets_press(get_window(fixture), GDK_Escape, 0);
		wd_widgets_settle();
		g_assert_null(get_window(fixture));
	}
}

static void
test_accessible(Fixture *fixture, gconstpointer n_rows)
{
	for (guint page = 0; page < WD_N_PAGES; page++)
		show(fixture, page);
	wd_widgets_assert_named(get_window(fixture));
}

static void
test_fits(Fixture *fixture, gconstpointer n_rows)
{
	GtkSettings *settings = gtk_settings_get_default();
	int usual;

	g_object_get(settings, "gtk-xft-dpi", &usual, NULL);
	g_object_set(settings, "gtk-xft-dpi", FONT_DPI * 1024, NULL);
	for (guint page = 0; page < WD_N_PAGES; page++) {
		GtkRequisition least;

		show(fixture, page);
		gtk_widget_size_request(get_window(fixture), &least);
		g_test_message("page %u: %d x %d", page, least.width, least.height);
		g_assert_cmpint(least.width, <=, MAX_WIDTH_PX);
		g_assert_cmpint(least.height, <=, MAX_HEIGHT_PX);
	}
	g_object_set(settings, "gtk-xft-dpi", usual, NULL);
}

/* One key, one thing: a mnemonic of a page must not be that of another button or of a tab. */
static void
collect_key(GtkWidget *widget, gpointer data)
{
	GString *keys = data;
	guint key = GTK_IS_LABEL(widget) ? gtk_label_get_mnemonic_keyval(GTK_LABEL(widget))
					 : GDK_VoidSymbol;

	if (!gtk_widget_get_visible(widget))
		return;
	if (key != GDK_VoidSymbol)
		g_string_append_c(keys, (char)gdk_keyval_to_lower(key));
	if (GTK_IS_CONTAINER(widget))
		gtk_container_forall(GTK_CONTAINER(widget), collect_key, data);
}

static void
test_keys(Fixture *fixture, gconstpointer n_rows)
{
	static const char tabs[] = "vclya";

	fixture->fake->logs.is_locked = TRUE;
	fixture->fake->logs.wants_passphrase = TRUE;
	for (guint page = 0; page < WD_N_PAGES; page++) {
		g_autoptr(GString) keys = g_string_new(tabs);
		GtkNotebook *notebook;

		show(fixture, page);
		notebook = GTK_NOTEBOOK(wd_widgets_find(get_window(fixture), "warden-pages"));
		collect_key(gtk_notebook_get_nth_page(notebook, (int)page), keys);
		g_test_message("page %u: %s", page, keys->str);
		for (guint i = 0; i < keys->len; i++)
			g_assert_null(strchr(keys->str + i + 1, keys->str[i]));
	}
}

/* The key of a tab leads to where one types or moves next, and not to the tab. */
static void
test_tab_keys(Fixture *fixture, gconstpointer n_rows)
{
	static const struct {
		guint key;
		const char *focused;
	} cases[] = {
		{GDK_c, "warden-chart"},
		{GDK_l, "warden-words"},
		{GDK_y, "warden-filter"},
		{GDK_a, "warden-status-table"},
		{GDK_v, "warden-list"},
	};

	show(fixture, WD_PAGE_REVIEW);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		GtkWidget *focus;

		g_assert_true(gtk_window_mnemonic_activate(
			GTK_WINDOW(get_window(fixture)), cases[i].key, GDK_MOD1_MASK));
		wd_widgets_settle();
		focus = gtk_window_get_focus(GTK_WINDOW(get_window(fixture)));
		g_assert_cmpstr(gtk_widget_get_name(focus), ==, cases[i].focused);
	}
}

/* The session says so as when the queue has changed. */
static void
test_key_gone(Fixture *fixture, gconstpointer n_rows)
{
	GtkWidget *find;

	show(fixture, WD_PAGE_LOGS);
	find = wd_widgets_find(get_window(fixture), "warden-find");
	g_assert_true(gtk_widget_get_sensitive(find));
	fixture->fake->logs.is_locked = TRUE;
	wd_gtk_pages_queue_changed(fixture->pages);
	g_assert_false(gtk_widget_get_sensitive(find));
}

/* Whoever changes a setting: the page that shows all of them follows. */
static void
test_policy_changed(Fixture *fixture, gconstpointer n_rows)
{
	GtkWidget *sentence;
	g_autofree char *text = NULL;

	wd_gtk_pages_show(fixture->pages, WD_PAGE_POLICY, "links.enabled");
	wd_widgets_settle();
	wd_fake_host_lock(fixture->fake, WD_KEY_LINKS_ENABLED, "false", "/etc/x.conf:7");
	wd_gtk_pages_policy_changed(fixture->pages);
	sentence = wd_widgets_find(get_window(fixture), "warden-sentence");
	text = wd_widgets_read(sentence);
	g_assert_nonnull(strstr(text, "/etc/x.conf:7"));
}

/* From the key to the rows on the screen. */
static void
test_ten_thousand(Fixture *fixture, gconstpointer n_rows)
{
	gint64 least_us = G_MAXINT64;
	clock_t least_cpu = CLOCKS_PER_SEC;

	for (guint i = 0; i < 5; i++) {
		gint64 begin = g_get_monotonic_time();
		clock_t begin_cpu = clock();

		show(fixture, WD_PAGE_REVIEW);
		gdk_window_process_all_updates();
		gdk_flush();
		least_us = MIN(least_us, g_get_monotonic_time() - begin);
		least_cpu = MIN(least_cpu, clock() - begin_cpu);
		gtk_widget_destroy(get_window(fixture));
		wd_widgets_settle();
	}
	g_test_message("%u rows opened in %" G_GINT64_FORMAT " us", N_MANY, least_us);
	/* What this program does for it; how long it takes is also a matter of who else works. */
	g_assert_cmpint(least_cpu, <, OPEN_MS * (CLOCKS_PER_SEC / 1000));
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		guint n_rows;
		void (*test)(Fixture *fixture, gconstpointer n_rows);
	} tests[] = {
		{"/pages/escape-closes/empty", 0, test_escape_closes},
		{"/pages/escape-closes/rows", 7, test_escape_closes},
		{"/pages/accessible", 7, test_accessible},
		{"/pages/fits", 7, test_fits},
		{"/pages/keys", 7, test_keys},
		{"/pages/tab-keys", 7, test_tab_keys},
		{"/pages/key-gone", 7, test_key_gone},
		{"/pages/policy-changed", 7, test_policy_changed},
		{"/pages/ten-thousand", N_MANY, test_ten_thousand},
	};

	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path,
			   Fixture,
			   GUINT_TO_POINTER(tests[i].n_rows),
			   set_up,
			   tests[i].test,
			   tear_down);
	return g_test_run();
}
