/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-palette.h"
#include "ui/wd-activity.h"

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
	return g_test_run();
}
