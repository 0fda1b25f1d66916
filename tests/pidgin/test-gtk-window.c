/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>

#include "pidgin/wd-gtk-window.h"
#include "wd-widgets.h"

#define MAX_WIDTH_PX  1366 /* the smallest screen that is common */
#define MAX_HEIGHT_PX 768

/* A page that writes down what is asked of it. */
typedef struct {
	GString *log;
	const char *name;
	int width_px;
} Page;

typedef struct {
	WdGtkWindow *window;
	Page pages[WD_N_PAGES];
	GString *log;
} Fixture;

static int width_px;
static int height_px;
static int last_page;

static int *
find_number(const char *name)
{
	return g_str_equal(name, "width")    ? &width_px
	       : g_str_equal(name, "height") ? &height_px
					     : &last_page;
}

static int
load(const char *name, int fallback)
{
	int value = *find_number(name);

	return value != 0 ? value : fallback;
}

static void
save(const char *name, int value)
{
	*find_number(name) = value;
}

static const WdGtkMemory memory = {load, save};

static GtkWidget *
make_page(gpointer data)
{
	Page *page = data;
	GtkWidget *box = gtk_vbox_new(FALSE, 0);
	GtkWidget *button = gtk_button_new_with_label(page->name);

	gtk_widget_set_size_request(button, page->width_px, 100);
	gtk_box_pack_start(GTK_BOX(box), button, FALSE, FALSE, 0);
	gtk_widget_show_all(box);
	g_string_append_printf(page->log, "make %s;", page->name);
	return box;
}

static void
show_page(gpointer data, const char *words)
{
	const Page *page = data;

	g_string_append_printf(page->log, "show %s %s;", page->name, words != NULL ? words : "-");
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	static const char *const names[WD_N_PAGES] = {"0", "1", "2", "3", "4"};
	WdGtkPage pages[WD_N_PAGES];

	width_px = height_px = last_page = 0;
	fixture->log = g_string_new(NULL);
	for (guint i = 0; i < WD_N_PAGES; i++) {
		fixture->pages[i] = (Page){fixture->log, names[i], 100};
		pages[i] = (WdGtkPage){names[i], "_Page", make_page, show_page, &fixture->pages[i]};
	}
	fixture->pages[4].width_px = 3000;
	fixture->window = wd_gtk_window_new(pages, &memory);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_gtk_window_free(fixture->window);
	wd_widgets_settle();
	g_string_free(fixture->log, TRUE);
}

static GtkNotebook *
get_notebook(Fixture *fixture)
{
	return GTK_NOTEBOOK(
		wd_widgets_find(wd_gtk_window_get_widget(fixture->window), "warden-pages"));
}

static void
expect(Fixture *fixture, const char *log)
{
	wd_widgets_settle();
	g_assert_cmpstr(fixture->log->str, ==, log);
	g_string_truncate(fixture->log, 0);
}

/* A page is made when it is first seen, and shown each time. */
static void
test_made_when_seen(Fixture *fixture, gconstpointer data)
{
	wd_gtk_window_show(fixture->window, WD_PAGE_REVIEW, NULL);
	expect(fixture, "make 0;show 0 -;");
	gtk_notebook_set_current_page(get_notebook(fixture), 3);
	expect(fixture, "make 3;show 3 -;");
	gtk_notebook_set_current_page(get_notebook(fixture), 0);
	expect(fixture, "show 0 -;");
	wd_gtk_window_show(fixture->window, WD_PAGE_POLICY, "strangers");
	expect(fixture, "show 3 strangers;");
	wd_gtk_window_show(fixture->window, WD_PAGE_POLICY, "links");
	expect(fixture, "show 3 links;");
	g_assert_cmpint(gtk_notebook_get_n_pages(get_notebook(fixture)), ==, WD_N_PAGES);
}

typedef struct {
	const char *name;
	guint keyval;
	guint state;
	gboolean is_closed;
	int page;
} KeyCase;

static const KeyCase key_cases[] = {
	{"escape", GDK_Escape, 0, TRUE, 0},
	{"ctrl-w", GDK_w, GDK_CONTROL_MASK, TRUE, 0},
	{"w", GDK_w, 0, FALSE, 0},
	{"alt-1", GDK_1, GDK_MOD1_MASK, FALSE, 0},
	{"alt-3", GDK_3, GDK_MOD1_MASK, FALSE, 2},
	{"alt-5", GDK_5, GDK_MOD1_MASK, FALSE, 4},
	{"alt-6", GDK_6, GDK_MOD1_MASK, FALSE, 0},
	{"3", GDK_3, 0, FALSE, 0},
	{"ctrl-alt-3", GDK_3, GDK_MOD1_MASK | GDK_CONTROL_MASK, FALSE, 0},
};

static void
test_key(gconstpointer data)
{
	const KeyCase *row = data;
	Fixture fixture;

	set_up(&fixture, NULL);
	wd_gtk_window_show(fixture.window, WD_PAGE_REVIEW, NULL);
	wd_widgets_settle();
	wd_widgets_press(wd_gtk_window_get_widget(fixture.window), row->keyval, row->state);
	wd_widgets_settle();
	g_assert_cmpint(wd_gtk_window_get_widget(fixture.window) == NULL, ==, row->is_closed);
	if (!row->is_closed)
		g_assert_cmpint(
			gtk_notebook_get_current_page(get_notebook(&fixture)), ==, row->page);
	tear_down(&fixture, NULL);
}

static gboolean
is_wide(gpointer data)
{
	int width;
	int height;

	gtk_window_get_size(GTK_WINDOW(data), &width, &height);
	return width == 640 && height == 480;
}

static void
test_remembers(Fixture *fixture, gconstpointer data)
{
	GtkWidget *widget;

	wd_gtk_window_show(fixture->window, WD_PAGE_POLICY, NULL);
	widget = wd_gtk_window_get_widget(fixture->window);
	wd_widgets_settle();
	gtk_window_resize(GTK_WINDOW(widget), 640, 480);
	wd_widgets_turn_until(is_wide, widget);
	wd_widgets_turn_for(100);
	gtk_widget_destroy(widget);
	g_assert_null(wd_gtk_window_get_widget(fixture->window));
	g_assert_cmpint(width_px, ==, 640);
	g_assert_cmpint(height_px, ==, 480);
	g_assert_cmpint(last_page, ==, WD_PAGE_POLICY);
	g_string_truncate(fixture->log, 0);
	wd_gtk_window_show(fixture->window, WD_GTK_LAST_PAGE, NULL);
	expect(fixture, "make 3;show 3 -;");
	widget = wd_gtk_window_get_widget(fixture->window);
	wd_widgets_turn_until(is_wide, widget);
}

typedef struct {
	const char *name;
	int width_px;
	int height_px;
	int page;
} MemoryCase;

/* prefs.xml is a file that anything may have written. */
static const MemoryCase memory_cases[] = {
	{"negative", -5, -5, -5},
	{"huge", G_MAXINT, G_MAXINT, G_MAXINT},
	{"one", 1, 1, 1},
};

static void
test_bad_memory(gconstpointer data)
{
	const MemoryCase *row = data;
	Fixture fixture;
	GtkRequisition size;

	set_up(&fixture, NULL);
	width_px = row->width_px;
	height_px = row->height_px;
	last_page = row->page;
	wd_gtk_window_show(fixture.window, WD_GTK_LAST_PAGE, NULL);
	wd_widgets_settle();
	gtk_window_get_size(
		GTK_WINDOW(wd_gtk_window_get_widget(fixture.window)), &size.width, &size.height);
	g_assert_cmpint(size.width, <=, gdk_screen_width());
	g_assert_cmpint(size.height, <=, gdk_screen_height());
	g_assert_cmpint(size.width, >=, 100);
	tear_down(&fixture, NULL);
}

/* However large a page is, the window can be made small, and scrolls. */
static void
test_fits_small_screen(Fixture *fixture, gconstpointer data)
{
	GtkRequisition least;

	wd_gtk_window_show(fixture->window, WD_PAGE_STATUS, NULL);
	wd_widgets_settle();
	gtk_widget_size_request(wd_gtk_window_get_widget(fixture->window), &least);
	g_assert_cmpint(least.width, <=, MAX_WIDTH_PX);
	g_assert_cmpint(least.height, <=, MAX_HEIGHT_PX);
}

static void
test_raised_not_made_again(Fixture *fixture, gconstpointer data)
{
	GtkWidget *widget;

	wd_gtk_window_show(fixture->window, WD_PAGE_LOGS, NULL);
	widget = wd_gtk_window_get_widget(fixture->window);
	g_string_truncate(fixture->log, 0);
	wd_gtk_window_show(fixture->window, WD_GTK_LAST_PAGE, NULL);
	g_assert_true(wd_gtk_window_get_widget(fixture->window) == widget);
	expect(fixture, "show 2 -;");
}

static void
test_freed_while_open(Fixture *fixture, gconstpointer data)
{
	wd_gtk_window_show(fixture->window, WD_PAGE_REVIEW, NULL);
	wd_widgets_settle();
	g_string_truncate(fixture->log, 0);
	g_clear_pointer(&fixture->window, wd_gtk_window_free);
	expect(fixture, ""); /* no page is made or shown on the way out */
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(Fixture *fixture, gconstpointer data);
	} tests[] = {
		{"/window/made-when-seen", test_made_when_seen},
		{"/window/remembers", test_remembers},
		{"/window/fits-small-screen", test_fits_small_screen},
		{"/window/raised-not-made-again", test_raised_not_made_again},
		{"/window/freed-while-open", test_freed_while_open},
	};

	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	for (gsize i = 0; i < G_N_ELEMENTS(key_cases); i++) {
		g_autofree char *path = g_strconcat("/window/key/", key_cases[i].name, NULL);

		g_test_add_data_func(path, &key_cases[i], test_key);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(memory_cases); i++) {
		g_autofree char *path =
			g_strconcat("/window/bad-memory/", memory_cases[i].name, NULL);

		g_test_add_data_func(path, &memory_cases[i], test_bad_memory);
	}
	return g_test_run();
}
