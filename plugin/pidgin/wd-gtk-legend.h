/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-activity.h"

/*
 * What the colours of the chart mean, and how much of each there is: a button each, which shows
 * only that. Beside a colour stands its name, so that none has to be told by colour.
 */
typedef void (*WdGtkLegendChosen)(int series, gpointer data);

GtkWidget *wd_gtk_legend_new(WdGtkLegendChosen chosen, gpointer data);
void wd_gtk_legend_set(GtkWidget *legend, const WdActivity *activity);
void wd_gtk_legend_select(GtkWidget *legend, int series);
