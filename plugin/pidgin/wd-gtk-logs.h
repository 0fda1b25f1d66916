/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pidgin/wd-gtk-log-hits.h"
#include "ui/wd-host.h"

/*
 * The page about encrypted logs: whether they are locked, what is in all of them together, and old
 * ones in the clear. Pidgin's own viewer shows single logs; this opens it. wd_gtk_logs_make() and
 * _show() are what a WdGtkPage calls.
 */
typedef struct WdGtkLogs WdGtkLogs;

WdGtkLogs *wd_gtk_logs_new(const WdHost *host, WdGtkLogsOpen open, gpointer data);
GtkWidget *wd_gtk_logs_make(gpointer logs);
void wd_gtk_logs_show(gpointer logs, const char *words);
void wd_gtk_logs_refresh(WdGtkLogs *logs);
GtkWidget *wd_gtk_logs_get_page(WdGtkLogs *logs); /* (nullable) */
void wd_gtk_logs_free(WdGtkLogs *logs);
