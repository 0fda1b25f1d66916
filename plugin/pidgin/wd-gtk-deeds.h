/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "engine/wd-deed.h"

/*
 * What was done, one by one: a sortable table with one pointer a row, so that words are made only
 * for what is on the screen.
 */
#define WD_GTK_DEEDS_MAX 5000 /* rows; the newest, more nobody goes through */

GtkWidget *wd_gtk_deeds_new(void);
void wd_gtk_deeds_set(GtkWidget *deeds, const GPtrArray *list);
