/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-palette.h"
#include "ui/wd-activity.h"
#include "wd-rows.h"

#define MIN_CONTRAST 2.9 /* 3 as WCAG wants it, and what is rounded */

typedef struct {
	const char *name;
	const char *base;
	const char *text;
	const char *selected;
} ThemeCase;

static const ThemeCase themes[] = {
	{"light", "#ffffff", "#000000", "#4a90d9"},
	{"dark", "#202020", "#eeeeee", "#215d9c"},
	{"yellow", "#ffffe0", "#333300", "#ffff00"},
	{"high-contrast", "#ffffff", "#000000", "#000000"},
	{"high-contrast-inverse", "#000000", "#ffffff", "#ffffff"},
	{"grey-selection", "#ffffff", "#000000", "#808080"},
};

static GtkStyle *
make_style(const ThemeCase *theme)
{
	GtkStyle *style = gtk_style_new();

	g_assert_true(gdk_color_parse(theme->base, &style->base[GTK_STATE_NORMAL]));
	g_assert_true(gdk_color_parse(theme->text, &style->text[GTK_STATE_NORMAL]));
	g_assert_true(gdk_color_parse(theme->selected, &style->bg[GTK_STATE_SELECTED]));
	return style;
}

/* The first colours, which are the largest parts, stand out from the background of any theme;
 * shades of a theme without colours are helped by hatching. */
static void
test_stands_out(gconstpointer data)
{
	const ThemeCase *theme = data;
	GtkStyle *style = make_style(theme);
	gboolean is_grey =
		g_str_has_prefix(theme->name, "high") || g_str_has_prefix(theme->name, "grey");

	for (guint i = 0; i < WD_ACTIVITY_MAX_SERIES; i++) {
		GdkColor colour;
		double contrast;

		wd_gtk_palette_get(style, i, &colour);
		contrast = wd_gtk_palette_contrast(&colour, &style->base[GTK_STATE_NORMAL]);
		g_test_message("%u: %.1f", i, contrast);
		g_assert_cmpfloat(contrast, >=, is_grey ? 1.4 : MIN_CONTRAST);
	}
	g_object_unref(style);
}

static void
test_differ(gconstpointer data)
{
	GtkStyle *style = make_style(data);

	for (guint i = 0; i < WD_ACTIVITY_MAX_SERIES; i++) {
		for (guint j = 0; j < i; j++) {
			GdkColor one;
			GdkColor other;

			wd_gtk_palette_get(style, i, &one);
			wd_gtk_palette_get(style, j, &other);
			g_assert_false(gdk_color_equal(&one, &other));
		}
	}
	g_object_unref(style);
}

static void
test_contrast(void)
{
	GdkColor black = {0};
	GdkColor white = {0, 65535, 65535, 65535};

	g_assert_cmpfloat(wd_gtk_palette_contrast(&black, &white), >, 20.9);
	g_assert_cmpfloat(wd_gtk_palette_contrast(&white, &white), <, 1.01);
}

/* A theme's words, on what GTK or the theme made the background. */
typedef struct {
	const char *name;
	const char *words;
	const char *background; /* (nullable) NULL: as GTK colours an info bar */
	gboolean is_theme_kept;
} BarCase;

static const BarCase bars[] = {
	{"black-on-yellow", "#000000", NULL, TRUE},
	{"white-on-yellow", "#ffffff", NULL, FALSE},
	{"white-on-dark", "#ffffff", "#303030", TRUE},
	{"black-on-dark", "#000000", "#303030", FALSE},
	{"grey-on-grey", "#808080", "#777777", FALSE},
};

static void
test_bar(gconstpointer data)
{
	const BarCase *row = data;
	g_autofree char *rules = g_strdup_printf("style \"words-%s\" { fg[NORMAL] = \"%s\" }\n"
						 "widget \"*.words-%s\" style \"words-%s\"\n",
						 row->name,
						 row->words,
						 row->name,
						 row->name);
	g_autofree char *name = g_strconcat("words-", row->name, NULL);
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	GtkWidget *bar = row->background == NULL ? gtk_info_bar_new() : gtk_event_box_new();
	GtkWidget *label = gtk_label_new("words");
	const GdkColor *shown;
	GdkColor words;
	GdkColor background;

	gtk_rc_parse_string(rules);
	gtk_widget_set_name(label, name);
	gtk_container_add(GTK_CONTAINER(bar), label);
	wd_gtk_palette_keep_readable(label, bar);
	gtk_container_add(GTK_CONTAINER(window), bar);
	gtk_widget_show_all(window);
	if (row->background != NULL) { /* while it is there, as when a theme is changed */
		g_assert_true(gdk_color_parse(row->background, &background));
		gtk_widget_modify_bg(bar, GTK_STATE_NORMAL, &background);
	}
	g_assert_true(gdk_color_parse(row->words, &words));
	shown = &gtk_widget_get_style(label)->fg[GTK_STATE_NORMAL];
	g_assert_cmpint(gdk_color_equal(shown, &words), ==, row->is_theme_kept);
	g_assert_cmpfloat(
		wd_gtk_palette_contrast(shown, &gtk_widget_get_style(bar)->bg[GTK_STATE_NORMAL]),
		>=,
		4.5);
	gtk_widget_destroy(window);
}

int
main(int argc, char **argv)
{
	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(themes); i++) {
		g_autofree char *path = g_strconcat("/palette/stands-out/", themes[i].name, NULL);
		g_autofree char *other = g_strconcat("/palette/differ/", themes[i].name, NULL);

		g_test_add_data_func(path, &themes[i], test_stands_out);
		g_test_add_data_func(other, &themes[i], test_differ);
	}
	g_test_add_func("/palette/contrast", test_contrast);
	WD_ADD_ROWS("/palette/bar/", bars, test_bar);
	return g_test_run();
}
