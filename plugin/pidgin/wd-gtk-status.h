/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * The page that says how things are: the rows of wardenctl doctor, the worst first, each with an
 * icon and a word, so that neither colour nor picture is needed. wd_gtk_status_make() and _show()
 * are what a WdGtkPage calls.
 */
typedef struct WdGtkStatus WdGtkStatus;

WdGtkStatus *wd_gtk_status_new(const WdHost *host);
void wd_gtk_status_free(WdGtkStatus *status);
GtkWidget *wd_gtk_status_make(gpointer status);
void wd_gtk_status_show(gpointer status, const char *words);
void wd_gtk_status_refresh(WdGtkStatus *status);
GtkWidget *wd_gtk_status_get_page(WdGtkStatus *status); /* (nullable) */
