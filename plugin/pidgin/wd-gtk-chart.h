/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-activity.h"

/*
 * Stacked bars, a day each. A click on a part of a bar, or the arrow keys, choose what is listed
 * elsewhere; whoever hears instead of looking is read the chosen day. Time runs as the language
 * does.
 */
typedef void (*WdGtkChartChosen)(int day, int series, gpointer data);

GtkWidget *wd_gtk_chart_new(WdGtkChartChosen chosen, gpointer data);
void wd_gtk_chart_set(GtkWidget *chart, const WdActivity *activity);
void wd_gtk_chart_select(GtkWidget *chart, int day, int series);
