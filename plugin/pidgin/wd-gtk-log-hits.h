/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-logs-port.h"

/*
 * What was found in the logs, as a sortable table. Each row knows in which log it stands, so that
 * this one can be opened. Text arrives tamed and shortened, and is shown as text.
 */
typedef void (*WdGtkLogsOpen)(const WdPlace *place, gpointer data);

GtkWidget *wd_gtk_log_hits_new(WdGtkLogsOpen open, gpointer data);
void wd_gtk_log_hits_add(GtkWidget *hits, const WdLogsHit *hit);
void wd_gtk_log_hits_clear(GtkWidget *hits);
