/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-activity.h"

/* The picture of the chart: where things are in it, and how it is drawn. It keeps nothing. */

/* Where things are, in the widget's pixels; good until the widget or the activity changes. */
typedef struct {
	GtkWidget *widget;
	const WdActivity *activity;
	int left; /* of the bars; before them is the scale */
	int top;
	int width;
	int height;
	guint n_days;
	guint highest;
	gboolean is_mirrored; /* lines run from the right, and time does, too */
} WdGtkPlot;

/* WD_ACTIVITY_ALL: every day, every part. */
typedef struct {
	int day;
	int series;
} WdGtkPlotChoice;

void wd_gtk_plot_measure(WdGtkPlot *plot, GtkWidget *widget, const WdActivity *activity);
void wd_gtk_plot_draw(const WdGtkPlot *plot, cairo_t *cr, const WdGtkPlotChoice *choice);
void wd_gtk_plot_draw_focus(const WdGtkPlot *plot, int day);
int wd_gtk_plot_find_day(const WdGtkPlot *plot, double x);
int wd_gtk_plot_find_series(const WdGtkPlot *plot, guint day, double y);
