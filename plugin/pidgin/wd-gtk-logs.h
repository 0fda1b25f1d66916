/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * The window about encrypted logs: whether they are locked, what is in all of them together, and
 * old ones in the clear. Pidgin's own viewer shows single logs; this opens it.
 */
typedef struct WdGtkLogs WdGtkLogs;

/* Opens Pidgin's viewer with the logs of one contact or room. */
typedef void (*WdGtkLogsOpen)(const WdPlace *place, gpointer data);

WdGtkLogs *wd_gtk_logs_new(const WdHost *host, WdGtkLogsOpen open, gpointer data);
void wd_gtk_logs_show(WdGtkLogs *logs);
GtkWidget *wd_gtk_logs_get_window(WdGtkLogs *logs); /* (nullable) for tests */
void wd_gtk_logs_free(WdGtkLogs *logs);
