/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-plot.h"

#include "pidgin/wd-gtk-palette.h"
#include "pidgin/wd-gtk-parts.h"
#include "ui/wd-activity-text.h"

#define BAR_PART      0.72 /* of a day's width; the rest is a gap */
#define FAINT         0.35
#define LINE_STRENGTH 0.3
#define DAYS_A_LABEL  7

static double
get_day_x(const WdGtkPlot *plot, guint day)
{
	guint place = plot->is_mirrored ? plot->n_days - 1 - day : day;

	return plot->left + (double)plot->width * place / plot->n_days;
}

/* The part of a bar that stands for one series; nothing is no pixel high. */
static void
get_segment(const WdGtkPlot *plot, guint day, guint series, GdkRectangle *area)
{
	double step = (double)plot->width / plot->n_days;
	guint below = 0;
	guint n = wd_activity_count(plot->activity, (int)day, (int)series);
	int bottom;

	for (guint i = 0; i < series; i++)
		below += wd_activity_count(plot->activity, (int)day, (int)i);
	area->x = (int)(get_day_x(plot, day) + step * (1 - BAR_PART) / 2);
	area->width = MAX(2, (int)(step * BAR_PART));
	bottom = plot->top + plot->height - (int)((gint64)plot->height * below / plot->highest);
	area->y = plot->top + plot->height -
		  (int)((gint64)plot->height * (below + n) / plot->highest);
	/* One message on a day of a thousand others is seen. */
	area->height = n > 0 ? MAX(1, bottom - area->y) : 0;
}

static void
draw_bar(const WdGtkPlot *plot, cairo_t *cr, guint day, const WdGtkPlotChoice *choice)
{
	for (guint i = 0; i < wd_activity_get_n_series(plot->activity); i++) {
		gboolean is_meant = (choice->day == WD_ACTIVITY_ALL || choice->day == (int)day) &&
				    (choice->series == WD_ACTIVITY_ALL || choice->series == (int)i);
		GdkRectangle area;

		get_segment(plot, day, i, &area);
		if (area.height > 0)
			wd_gtk_palette_fill(plot->widget, cr, &area, i, is_meant ? 1 : FAINT);
	}
}

typedef enum {
	ALIGN_START,
	ALIGN_MIDDLE,
	ALIGN_END,
} Align;

static void
draw_text(GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, Align align)
{
	g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout(widget, text);
	int width;

	pango_layout_get_pixel_size(layout, &width, NULL);
	cairo_move_to(cr,
		      x - (align == ALIGN_START    ? 0
			   : align == ALIGN_MIDDLE ? width / 2.0
						   : width),
		      y);
	pango_cairo_show_layout(cr, layout);
}

static void
draw_scale(const WdGtkPlot *plot, cairo_t *cr)
{
	GtkWidget *widget = plot->widget;
	g_autofree char *highest = g_strdup_printf("%u", plot->highest);
	int half_line = wd_gtk_lines_to_px(widget, 1) / 2;
	double x =
		plot->is_mirrored ? plot->left + plot->width + WD_GTK_GAP : plot->left - WD_GTK_GAP;
	Align align = plot->is_mirrored ? ALIGN_START : ALIGN_END;

	wd_gtk_palette_set_text(widget, cr, LINE_STRENGTH);
	cairo_set_line_width(cr, 1);
	for (int i = 0; i <= 2; i++) {
		cairo_move_to(cr, plot->left, plot->top + plot->height * i / 2 + 0.5);
		cairo_rel_line_to(cr, plot->width, 0);
	}
	cairo_stroke(cr);
	wd_gtk_palette_set_text(widget, cr, 1);
	draw_text(widget, cr, highest, x, plot->top - half_line, align);
	draw_text(widget, cr, "0", x, plot->top + plot->height - half_line, align);
}

/* From today back, a week apart. */
static void
draw_days(const WdGtkPlot *plot, cairo_t *cr)
{
	GtkWidget *widget = plot->widget;
	double step = (double)plot->width / plot->n_days;
	double y = plot->top + plot->height + WD_GTK_GAP;

	for (guint back = 0; back < plot->n_days; back += DAYS_A_LABEL) {
		guint day = plot->n_days - 1 - back;
		g_autofree char *text = wd_activity_format_day(plot->activity, day, FALSE);
		double middle = get_day_x(plot, day) + step / 2;
		gboolean is_at_edge = back == 0;

		draw_text(widget,
			  cr,
			  text,
			  !is_at_edge         ? middle
			  : plot->is_mirrored ? plot->left
					      : plot->left + plot->width,
			  y,
			  !is_at_edge         ? ALIGN_MIDDLE
			  : plot->is_mirrored ? ALIGN_START
					      : ALIGN_END);
	}
}

/**
 * wd_gtk_plot_measure:
 * @plot: (out caller-allocates): where things are at the moment
 * @widget: what is drawn in
 * @activity: what is drawn
 */
void
wd_gtk_plot_measure(WdGtkPlot *plot, GtkWidget *widget, const WdActivity *activity)
{
	GtkAllocation area;
	int line_px = wd_gtk_lines_to_px(widget, 1);
	int scale_px;

	gtk_widget_get_allocation(widget, &area);
	plot->widget = widget;
	plot->activity = activity;
	plot->n_days = wd_activity_get_n_days(activity);
	plot->highest = MAX(1, wd_activity_get_highest(activity));
	plot->is_mirrored = gtk_widget_get_direction(widget) == GTK_TEXT_DIR_RTL;
	scale_px = wd_gtk_chars_to_px(widget, plot->highest > 9999 ? 7 : 5) + WD_GTK_GAP;
	plot->left = plot->is_mirrored ? WD_GTK_GAP : scale_px;
	plot->width = area.width - scale_px - WD_GTK_GAP;
	plot->top = line_px / 2 + WD_GTK_GAP;
	plot->height = area.height - plot->top - line_px - 2 * WD_GTK_GAP;
}

/**
 * wd_gtk_plot_draw:
 * @plot: measured
 * @cr: where
 * @choice: what is not chosen becomes faint
 */
void
wd_gtk_plot_draw(const WdGtkPlot *plot, cairo_t *cr, const WdGtkPlotChoice *choice)
{
	draw_scale(plot, cr);
	for (guint day = 0; day < plot->n_days; day++)
		draw_bar(plot, cr, day, choice);
	draw_days(plot, cr);
}

/**
 * wd_gtk_plot_draw_focus:
 * @plot: measured
 * @day: where the keyboard is, or %WD_ACTIVITY_ALL
 */
void
wd_gtk_plot_draw_focus(const WdGtkPlot *plot, int day)
{
	GtkWidget *widget = plot->widget;
	double step = (double)plot->width / plot->n_days;
	GtkAllocation area;
	GdkRectangle frame;

	gtk_widget_get_allocation(widget, &area);
	frame = (GdkRectangle){0, 0, area.width, area.height};
	if (day != WD_ACTIVITY_ALL)
		frame = (GdkRectangle){(int)get_day_x(plot, (guint)day) - 1,
				       plot->top - 2,
				       (int)step + 2,
				       plot->height + 4};
	gtk_paint_focus(gtk_widget_get_style(widget),
			gtk_widget_get_window(widget),
			gtk_widget_get_state(widget),
			NULL,
			widget,
			NULL,
			frame.x,
			frame.y,
			frame.width,
			frame.height);
}

/**
 * wd_gtk_plot_find_day:
 * @plot: measured
 * @x: in pixels
 *
 * Returns: the day that is drawn there, or %WD_ACTIVITY_ALL beside the bars
 */
int
wd_gtk_plot_find_day(const WdGtkPlot *plot, double x)
{
	int place;

	if (plot->width <= 0 || x < plot->left || x >= plot->left + plot->width)
		return WD_ACTIVITY_ALL;
	place = (int)((x - plot->left) * plot->n_days / plot->width);
	return plot->is_mirrored ? (int)plot->n_days - 1 - place : place;
}

/**
 * wd_gtk_plot_find_series:
 * @plot: measured
 * @day: a day
 * @y: in pixels
 *
 * Returns: the part of the day's bar that is drawn there, or %WD_ACTIVITY_ALL above it
 */
int
wd_gtk_plot_find_series(const WdGtkPlot *plot, guint day, double y)
{
	/* A rare part is drawn over what is below it. */
	for (guint i = wd_activity_get_n_series(plot->activity); i-- > 0;) {
		GdkRectangle area;

		get_segment(plot, day, i, &area);
		if (area.height > 0 && y >= area.y && y < area.y + area.height)
			return (int)i;
	}
	return WD_ACTIVITY_ALL;
}
