/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "pidgin/wd-gtk-log-hits.h"
#include "pidgin/wd-gtk-window.h"
#include "ui/wd-host.h"

/* The window and what is in it: which pages there are, under which names and keys. */
typedef struct WdGtkPages WdGtkPages;

WdGtkPages *wd_gtk_pages_new(const WdHost *host,
			     const WdGtkMemory *memory,
			     WdGtkLogsOpen open_log,
			     gpointer data);
void wd_gtk_pages_free(WdGtkPages *pages);
void wd_gtk_pages_show(WdGtkPages *pages, WdPage page, const char *words);
void wd_gtk_pages_set_looked(WdGtkPages *pages, void (*looked)(gpointer data), gpointer data);
void wd_gtk_pages_queue_changed(WdGtkPages *pages);
void wd_gtk_pages_state_changed(WdGtkPages *pages);
void wd_gtk_pages_policy_changed(WdGtkPages *pages);
GtkWidget *wd_gtk_pages_get_window(WdGtkPages *pages); /* (nullable) */
