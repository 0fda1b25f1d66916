/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * The page about the last thirty days: bars by day, divided by kind, network or what was done; the
 * same as a table; and below, one by one, what was chosen in them. Drawn from the audit trail,
 * which a thread reads each time the page comes to the front. wd_gtk_activity_make() and _show()
 * are what a WdGtkPage calls.
 */
typedef struct WdGtkActivity WdGtkActivity;

WdGtkActivity *wd_gtk_activity_new(const WdHost *host);
void wd_gtk_activity_free(WdGtkActivity *activity);
GtkWidget *wd_gtk_activity_make(gpointer activity);
void wd_gtk_activity_show(gpointer activity, const char *words);
GtkWidget *wd_gtk_activity_get_page(WdGtkActivity *activity); /* (nullable) */
