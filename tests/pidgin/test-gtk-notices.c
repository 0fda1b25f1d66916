/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-notices.h"
#include "wd-widgets.h"

typedef struct {
	WdGtkNotices *notices;
	GtkWidget *window;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->notices = wd_gtk_notices_new();
	fixture->window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	gtk_container_add(GTK_CONTAINER(fixture->window),
			  wd_gtk_notices_get_widget(fixture->notices));
	gtk_widget_show_all(fixture->window);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_gtk_notices_free(fixture->notices);
	if (fixture->window != NULL)
		gtk_widget_destroy(fixture->window);
	wd_widgets_settle();
}

static char *
read_all(Fixture *fixture)
{
	return wd_widgets_read(wd_gtk_notices_get_widget(fixture->notices));
}

static void
assert_reads(Fixture *fixture, const char *expected)
{
	g_autofree char *text = read_all(fixture);

	g_assert_cmpstr(text, ==, expected);
}

static void
test_banners(Fixture *fixture, gconstpointer data)
{
	g_autofree char *texts = NULL;

	wd_gtk_notices_set_banner(fixture->notices, "policy", "The policy cannot be read.");
	wd_gtk_notices_set_banner(fixture->notices, "disk", "The <disk> is full.");
	wd_gtk_notices_set_banner(fixture->notices, "policy", "The policy is old.");
	assert_reads(fixture, "The policy is old.\nThe <disk> is full.\n");
	texts = wd_gtk_notices_format_banners(fixture->notices);
	g_assert_cmpstr(texts, ==, "The policy is old.\nThe <disk> is full.\n");
	wd_gtk_notices_set_banner(fixture->notices, "policy", NULL);
	wd_gtk_notices_set_banner(fixture->notices, "policy", NULL);
	wd_gtk_notices_set_banner(fixture->notices, "never-set", NULL);
	assert_reads(fixture, "The <disk> is full.\n");
	g_free(texts);
	texts = wd_gtk_notices_format_banners(fixture->notices);
	g_assert_cmpstr(texts, ==, "The <disk> is full.\n");
}

/* The buddy list may go first, when Pidgin ends. */
static void
test_window_goes_first(Fixture *fixture, gconstpointer data)
{
	g_autofree char *texts = NULL;

	wd_gtk_notices_set_banner(fixture->notices, "disk", "The disk is full.");
	gtk_widget_destroy(fixture->window);
	fixture->window = NULL;
	g_assert_null(wd_gtk_notices_get_widget(fixture->notices));
	wd_gtk_notices_set_banner(fixture->notices, "disk", "The disk is full.");
	wd_gtk_notices_set_width(fixture->notices, 300);
	texts = wd_gtk_notices_format_banners(fixture->notices);
	g_assert_cmpstr(texts, ==, "");
}

static void
find_label(GtkWidget *widget, gpointer data)
{
	GtkWidget **label = data;

	if (GTK_IS_LABEL(widget))
		*label = widget;
	else if (GTK_IS_CONTAINER(widget))
		gtk_container_foreach(GTK_CONTAINER(widget), find_label, label);
}

/* In a buddy list of that width: how many lines all of the text takes. */
static int
count_lines(Fixture *fixture, int width_px)
{
	GtkWidget *box = wd_gtk_notices_get_widget(fixture->notices);
	GtkWidget *label = NULL;
	GtkRequisition wanted;
	PangoLayout *layout;
	int text_width_px;

	wd_gtk_notices_set_width(fixture->notices, width_px);
	wd_widgets_settle();
	gtk_widget_size_request(box, &wanted);
	g_assert_cmpint(wanted.width, <=, width_px);
	find_label(box, &label);
	layout = gtk_label_get_layout(GTK_LABEL(label));
	pango_layout_get_pixel_size(layout, &text_width_px, NULL);
	g_assert_cmpint(text_width_px, <=, width_px);
	return pango_layout_get_line_count(layout);
}

/* Long lines wrap inside the buddy list instead of widening it, and none is cut off. */
static void
test_width(Fixture *fixture, gconstpointer data)
{
	int n_lines;

	wd_gtk_notices_set_banner(fixture->notices,
				  "long",
				  "A line that is much longer than a buddy list is wide, with "
				  "aWordThatIsItselfMuchLongerThanTheWidthOfTheBuddyListIs in it");
	n_lines = count_lines(fixture, 200);
	g_assert_cmpint(n_lines, >, 2);
	g_assert_cmpint(count_lines(fixture, 400), <, n_lines);
	g_assert_cmpint(count_lines(fixture, 200), ==, n_lines);
}

/* Whatever gets into one: the list of contacts keeps its room, and is laid out at once. */
static void
test_megabyte(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *shown = NULL;
	GtkRequisition requisition;

	while (text->len < 1024 * 1024)
		g_string_append(text, "<b>&amp; \xe2\x80\xae");
	wd_gtk_notices_set_banner(fixture->notices, "hostile", text->str);
	wd_widgets_settle();
	shown = read_all(fixture);
	g_assert_true(g_str_has_prefix(shown, "<b>&amp; [U+202E]"));
	g_assert_cmpuint(strlen(shown), <, 2000);
	gtk_widget_size_request(wd_gtk_notices_get_widget(fixture->notices), &requisition);
	g_assert_cmpint(requisition.width, <=, 250);
}

/* Every name in every size is in the module. */
static void
test_icons(void)
{
	static const char *const names[] = {"warden",
					    "warning",
					    "message",
					    "chat",
					    "contact",
					    "file",
					    "link",
					    "locked",
					    "shield-good",
					    "shield-plain",
					    "shield-care"};
	static const guint sizes[] = {WD_GTK_ICON_SMALL, WD_GTK_ICON_MEDIUM, WD_GTK_ICON_LARGE};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		for (gsize j = 0; j < G_N_ELEMENTS(sizes); j++) {
			g_autoptr(GdkPixbuf) pixbuf = wd_gtk_icon_load(names[i], sizes[j]);

			g_assert_nonnull(pixbuf);
			g_assert_cmpint(gdk_pixbuf_get_width(pixbuf), ==, (int)sizes[j]);
			g_assert_cmpint(gdk_pixbuf_get_height(pixbuf), ==, (int)sizes[j]);
		}
	}
	for (guint kind = 0; kind < WD_EVENT_N_KINDS; kind++) {
		g_autoptr(GdkPixbuf) pixbuf =
			wd_gtk_icon_for_kind((WdEventKind)kind, WD_GTK_ICON_SMALL);

		g_assert_nonnull(pixbuf);
	}
}

static const struct {
	const char *path;
	void (*test)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"/notices/banners", test_banners},
	{"/notices/window-goes-first", test_window_goes_first},
	{"/notices/width", test_width},
	{"/notices/megabyte", test_megabyte},
};

int
main(int argc, char **argv)
{
	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	g_test_add_func("/icons/all", test_icons);
	return g_test_run();
}
