/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-chart.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-parts.h"
#include "pidgin/wd-gtk-plot.h"
#include "ui/wd-activity-text.h"

#define CHART_DATA "warden-chart"
#define MIN_CHARS  40
#define MIN_LINES  7

typedef struct {
	WdGtkChartChosen chosen;
	gpointer data;
	const WdActivity *activity; /* (nullable) the page's */
	WdGtkPlotChoice choice;
} Chart;

static Chart *
get_chart(GtkWidget *widget)
{
	return g_object_get_data(G_OBJECT(widget), CHART_DATA);
}

static gboolean
on_exposed(GtkWidget *widget, GdkEventExpose *event, gpointer data)
{
	const Chart *chart = get_chart(widget);
	cairo_t *cr = gdk_cairo_create(gtk_widget_get_window(widget));
	WdGtkPlot plot;

	gdk_cairo_region(cr, event->region);
	cairo_clip(cr);
	gdk_cairo_set_source_color(cr, &gtk_widget_get_style(widget)->base[GTK_STATE_NORMAL]);
	cairo_paint(cr);
	if (chart->activity != NULL) {
		wd_gtk_plot_measure(&plot, widget, chart->activity);
		wd_gtk_plot_draw(&plot, cr, &chart->choice);
		if (gtk_widget_has_focus(widget))
			wd_gtk_plot_draw_focus(&plot, chart->choice.day);
	}
	cairo_destroy(cr);
	return TRUE;
}

static void
choose(GtkWidget *widget, int day, int series)
{
	const Chart *chart = get_chart(widget);

	chart->chosen(day, series, chart->data);
}

static gboolean
on_clicked(GtkWidget *widget, GdkEventButton *event, gpointer data)
{
	const Chart *chart = get_chart(widget);
	WdGtkPlot plot;
	int day;

	if (event->button != 1 || event->type != GDK_BUTTON_PRESS || chart->activity == NULL)
		return FALSE;
	gtk_widget_grab_focus(widget);
	wd_gtk_plot_measure(&plot, widget, chart->activity);
	day = wd_gtk_plot_find_day(&plot, event->x);
	choose(widget,
	       day,
	       day == WD_ACTIVITY_ALL ? WD_ACTIVITY_ALL
				      : wd_gtk_plot_find_series(&plot, (guint)day, event->y));
	return TRUE;
}

static int
step_day(const Chart *chart, int by)
{
	int last = (int)wd_activity_get_n_days(chart->activity) - 1;

	return chart->choice.day == WD_ACTIVITY_ALL ? last : CLAMP(chart->choice.day + by, 0, last);
}

/* All of a day, then its parts from the bottom up, and no further. */
static int
step_series(const Chart *chart, int by)
{
	int last = (int)wd_activity_get_n_series(chart->activity) - 1;

	return CLAMP(chart->choice.series + by, WD_ACTIVITY_ALL, last);
}

static gboolean
on_key(GtkWidget *widget, GdkEventKey *key, gpointer data)
{
	const Chart *chart = get_chart(widget);
	int onward = gtk_widget_get_direction(widget) == GTK_TEXT_DIR_RTL ? -1 : 1;

	if (chart->activity == NULL || (key->state & gtk_accelerator_get_default_mod_mask()) != 0)
		return FALSE;
	switch (key->keyval) {
	case GDK_Left:
	case GDK_KP_Left:
		choose(widget, step_day(chart, -onward), chart->choice.series);
		return TRUE;
	case GDK_Right:
	case GDK_KP_Right:
		choose(widget, step_day(chart, onward), chart->choice.series);
		return TRUE;
	case GDK_Up:
	case GDK_KP_Up:
		choose(widget, chart->choice.day, step_series(chart, 1));
		return TRUE;
	case GDK_Down:
	case GDK_KP_Down:
		choose(widget, chart->choice.day, step_series(chart, -1));
		return TRUE;
	case GDK_BackSpace:
		choose(widget, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL);
		return TRUE;
	default:
		return FALSE;
	}
}

static gboolean
on_tooltip(
	GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip, gpointer data)
{
	const Chart *chart = get_chart(widget);
	g_autofree char *text = NULL;
	WdGtkPlot plot;
	int day;

	if (chart->activity == NULL)
		return FALSE;
	wd_gtk_plot_measure(&plot, widget, chart->activity);
	day = is_keyboard ? chart->choice.day : wd_gtk_plot_find_day(&plot, x);
	if (day == WD_ACTIVITY_ALL)
		return FALSE;
	text = wd_activity_describe_day(chart->activity, (guint)day);
	gtk_tooltip_set_text(tooltip, text);
	return TRUE;
}

static gboolean
on_focus_changed(GtkWidget *widget, GdkEventFocus *event, gpointer data)
{
	gtk_widget_queue_draw(widget);
	return FALSE;
}

static const struct {
	const char *signal;
	GCallback callback;
} signals[] = {
	{"expose-event", G_CALLBACK(on_exposed)},
	{"button-press-event", G_CALLBACK(on_clicked)},
	{"key-press-event", G_CALLBACK(on_key)},
	{"query-tooltip", G_CALLBACK(on_tooltip)},
	{"focus-in-event", G_CALLBACK(on_focus_changed)},
	{"focus-out-event", G_CALLBACK(on_focus_changed)},
};

/**
 * wd_gtk_chart_new:
 * @chosen: called when the person chooses a day, a part of one, or all; shall select it
 * @data: for @chosen
 *
 * Returns: (transfer full): a floating chart that shows nothing yet
 */
GtkWidget *
wd_gtk_chart_new(WdGtkChartChosen chosen, gpointer data)
{
	GtkWidget *widget = gtk_drawing_area_new();
	Chart *chart = g_new0(Chart, 1);

	*chart = (Chart){chosen, data, NULL, {WD_ACTIVITY_ALL, WD_ACTIVITY_ALL}};
	g_object_set_data_full(G_OBJECT(widget), CHART_DATA, chart, g_free);
	wd_gtk_name(widget, "warden-chart", _("Chart of what was stopped, by day"));
	gtk_widget_set_size_request(widget,
				    wd_gtk_chars_to_px(widget, MIN_CHARS),
				    wd_gtk_lines_to_px(widget, MIN_LINES));
	gtk_widget_set_can_focus(widget, TRUE);
	gtk_widget_set_has_tooltip(widget, TRUE);
	gtk_widget_add_events(widget,
			      GDK_BUTTON_PRESS_MASK | GDK_KEY_PRESS_MASK | GDK_FOCUS_CHANGE_MASK);
	for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
		g_signal_connect(widget, signals[i].signal, signals[i].callback, NULL);
	return widget;
}

/**
 * wd_gtk_chart_set:
 * @chart: the chart
 * @activity: (nullable): what it shows; must stay until another one is set
 */
void
wd_gtk_chart_set(GtkWidget *chart, const WdActivity *activity)
{
	get_chart(chart)->activity = activity;
	gtk_widget_queue_draw(chart);
}

/**
 * wd_gtk_chart_select:
 * @chart: the chart
 * @day: a day, or %WD_ACTIVITY_ALL
 * @series: a part, or %WD_ACTIVITY_ALL
 *
 * What is not chosen becomes faint.
 */
void
wd_gtk_chart_select(GtkWidget *chart, int day, int series)
{
	Chart *self = get_chart(chart);
	g_autofree char *text = NULL;

	self->choice = (WdGtkPlotChoice){day, series};
	if (self->activity != NULL)
		text = day == WD_ACTIVITY_ALL
			       ? wd_activity_format_summary(self->activity)
			       : wd_activity_describe_day(self->activity, (guint)day);
	wd_gtk_describe(chart, text != NULL ? text : "");
	gtk_widget_queue_draw(chart);
}
