/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-activity.h"

/* The chart as a table: a row a day, a column for each part, for who reads or hears numbers. */
GtkWidget *wd_gtk_day_table_new(void);
void wd_gtk_day_table_set(GtkWidget *table, const WdActivity *activity);
void wd_gtk_day_table_select(GtkWidget *table, int day);
int wd_gtk_day_table_get_day(GtkWidget *table); /* WD_ACTIVITY_ALL: no row is selected */
