/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-palette.h"

#include <math.h>

#define FULL              65535.0
#define GOLDEN_TURN       0.381966 /* of the circle of hues: neighbours are never alike */
#define MIN_SATURATION    0.15     /* less is a theme without colours */
#define SATURATION        0.62
#define MIN_CONTRAST      3.0 /* WCAG 2.1, 1.4.11: parts of a picture against what is beside them */
#define MIN_TEXT_CONTRAST 4.5 /* WCAG 2.1, 1.4.3 */
#define HATCH_PX          6

/* Shades between background and text, for themes without colours. */
static const double shades[] = {1.0, 0.45, 0.75, 0.3, 0.6, 0.9};

/* Which lines are drawn over a shade. */
enum {
	HATCH_UP = 1,
	HATCH_DOWN = 2,
	HATCH_FLAT = 4,
};

static const guint hatches[] = {0, HATCH_UP, HATCH_DOWN, HATCH_FLAT, HATCH_UP | HATCH_DOWN, 0};

static double
get_linear(guint16 channel)
{
	double part = channel / FULL;

	return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double
get_luminance(const GdkColor *colour)
{
	return 0.2126 * get_linear(colour->red) + 0.7152 * get_linear(colour->green) +
	       0.0722 * get_linear(colour->blue);
}

/**
 * wd_gtk_palette_contrast:
 * @a: a colour
 * @b: another one
 *
 * Returns: how well they are told from each other, 1 to 21, as WCAG counts it
 */
double
wd_gtk_palette_contrast(const GdkColor *a, const GdkColor *b)
{
	double one = get_luminance(a);
	double other = get_luminance(b);

	return (MAX(one, other) + 0.05) / (MIN(one, other) + 0.05);
}

static void
set_hsv(GdkColor *colour, double hue, double saturation, double value)
{
	double red;
	double green;
	double blue;

	gtk_hsv_to_rgb(hue, saturation, value, &red, &green, &blue);
	colour->red = (guint16)(red * FULL);
	colour->green = (guint16)(green * FULL);
	colour->blue = (guint16)(blue * FULL);
}

static guint16
mix(guint16 from, guint16 to, double part)
{
	return (guint16)(from + (to - from) * part);
}

static gboolean
has_colours(const GdkColor *accent, double *hue)
{
	double saturation;
	double value;

	gtk_rgb_to_hsv(accent->red / FULL,
		       accent->green / FULL,
		       accent->blue / FULL,
		       hue,
		       &saturation,
		       &value);
	return saturation >= MIN_SATURATION && value >= MIN_SATURATION;
}

/**
 * wd_gtk_palette_get:
 * @style: of the widget that is drawn in
 * @number: which colour
 * @colour: (out caller-allocates): it
 */
void
wd_gtk_palette_get(GtkStyle *style, guint number, GdkColor *colour)
{
	const GdkColor *base = &style->base[GTK_STATE_NORMAL];
	const GdkColor *text = &style->text[GTK_STATE_NORMAL];
	gboolean is_dark = get_luminance(base) < 0.2;
	double value = is_dark ? 0.75 : 0.8;
	double hue;

	if (!has_colours(&style->bg[GTK_STATE_SELECTED], &hue)) {
		double shade = shades[number % G_N_ELEMENTS(shades)];

		colour->red = mix(base->red, text->red, shade);
		colour->green = mix(base->green, text->green, shade);
		colour->blue = mix(base->blue, text->blue, shade);
		return;
	}
	hue = fmod(hue + number * GOLDEN_TURN, 1.0);
	do {
		set_hsv(colour, hue, SATURATION, value);
		value += is_dark ? 0.05 : -0.05;
	} while (wd_gtk_palette_contrast(colour, base) < MIN_CONTRAST && value > 0 && value <= 1);
}

static void
set_colour(cairo_t *cr, const GdkColor *colour, double strength)
{
	cairo_set_source_rgba(
		cr, colour->red / FULL, colour->green / FULL, colour->blue / FULL, strength);
}

/* Lines in the colour of the background, so that they are seen on every shade. */
static void
hatch(GtkStyle *style, cairo_t *cr, const GdkRectangle *area, guint which)
{
	set_colour(cr, &style->base[GTK_STATE_NORMAL], 1);
	cairo_set_line_width(cr, 1);
	for (int at = -area->height; at < area->width; at += HATCH_PX) {
		int x = area->x + at;

		if ((which & HATCH_UP) != 0) {
			cairo_move_to(cr, x, area->y + area->height);
			cairo_line_to(cr, x + area->height, area->y);
		}
		if ((which & HATCH_DOWN) != 0) {
			cairo_move_to(cr, x, area->y);
			cairo_line_to(cr, x + area->height, area->y + area->height);
		}
	}
	for (int y = 0; (which & HATCH_FLAT) != 0 && y < area->height; y += HATCH_PX) {
		cairo_move_to(cr, area->x, area->y + y + 0.5);
		cairo_line_to(cr, area->x + area->width, area->y + y + 0.5);
	}
	cairo_stroke(cr);
}

/**
 * wd_gtk_palette_fill:
 * @widget: what is drawn in
 * @cr: where
 * @area: what is filled
 * @number: with which colour
 * @strength: 1, or less for what is not meant at the moment
 */
void
wd_gtk_palette_fill(
	GtkWidget *widget, cairo_t *cr, const GdkRectangle *area, guint number, double strength)
{
	GtkStyle *style = gtk_widget_get_style(widget);
	guint which = hatches[number % G_N_ELEMENTS(hatches)];
	GdkColor colour;
	double hue;

	wd_gtk_palette_get(style, number, &colour);
	cairo_save(cr);
	gdk_cairo_rectangle(cr, area);
	cairo_clip(cr);
	set_colour(cr, &colour, strength);
	cairo_paint(cr);
	if (which != 0 && !has_colours(&style->bg[GTK_STATE_SELECTED], &hue))
		hatch(style, cr, area, which);
	cairo_restore(cr);
}

/**
 * wd_gtk_palette_set_text:
 * @widget: what is drawn in
 * @cr: whose colour is set
 * @strength: 1, or less for lines behind the picture
 */
void
wd_gtk_palette_set_text(GtkWidget *widget, cairo_t *cr, double strength)
{
	set_colour(cr, &gtk_widget_get_style(widget)->text[GTK_STATE_NORMAL], strength);
}

static void
on_background_styled(GtkWidget *background, GtkStyle *before, gpointer data)
{
	static const GdkColor black;
	static const GdkColor white = {0, 0xffff, 0xffff, 0xffff};
	const GdkColor *back = &gtk_widget_get_style(background)->bg[GTK_STATE_NORMAL];
	GtkWidget *label = data;

	gtk_widget_modify_fg(label, GTK_STATE_NORMAL, NULL); /* the theme's first */
	gtk_widget_ensure_style(label);
	if (wd_gtk_palette_contrast(back, &gtk_widget_get_style(label)->fg[GTK_STATE_NORMAL]) >=
	    MIN_TEXT_CONTRAST)
		return;
	gtk_widget_modify_fg(label,
			     GTK_STATE_NORMAL,
			     wd_gtk_palette_contrast(back, &black) >
					     wd_gtk_palette_contrast(back, &white)
				     ? &black
				     : &white);
}

/**
 * wd_gtk_palette_keep_readable:
 * @label: a label
 * @background: what it stands on, such as a #GtkInfoBar
 *
 * GTK colours an info bar by itself, light where the theme does not say how, and leaves the words
 * in it as they are: on a dark theme white on yellow. Where they cannot be read, they become black
 * or white.
 */
void
wd_gtk_palette_keep_readable(GtkWidget *label, GtkWidget *background)
{
	g_signal_connect_object(
		background, "style-set", G_CALLBACK(on_background_styled), label, G_CONNECT_AFTER);
	on_background_styled(background, NULL, label);
}
