/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * The quiet corner of the buddy list: lasting banners, and one line that says how many are held. It
 * never takes the focus and never blinks: a stranger who sends fifty requests must not be able to
 * make Pidgin ask for attention fifty times. Outlives the window that it is packed in.
 */
typedef struct WdGtkNotices WdGtkNotices;
typedef void (*WdGtkNoticesOpen)(gpointer data);

WdGtkNotices *wd_gtk_notices_new(WdGtkNoticesOpen open_review, gpointer data);
void wd_gtk_notices_free(WdGtkNotices *notices);
GtkWidget *wd_gtk_notices_get_widget(WdGtkNotices *notices);
void wd_gtk_notices_set_width(WdGtkNotices *notices, int width_px);
void wd_gtk_notices_set_waiting(WdGtkNotices *notices, guint n_waiting);
void wd_gtk_notices_set_banner(WdGtkNotices *notices, const char *id, const char *text);
char *wd_gtk_notices_format_banners(WdGtkNotices *notices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkNotices, wd_gtk_notices_free)
