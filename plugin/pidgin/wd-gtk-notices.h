/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * The quiet corner of the buddy list: banners that last as long as what they speak of. It never
 * takes the focus and never blinks. Outlives the window that it is packed in.
 */
typedef struct WdGtkNotices WdGtkNotices;

WdGtkNotices *wd_gtk_notices_new(void);
void wd_gtk_notices_free(WdGtkNotices *notices);
GtkWidget *wd_gtk_notices_get_widget(WdGtkNotices *notices);
void wd_gtk_notices_set_width(WdGtkNotices *notices, int width_px);
void wd_gtk_notices_set_banner(WdGtkNotices *notices, const char *id, const char *text);
char *wd_gtk_notices_format_banners(WdGtkNotices *notices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkNotices, wd_gtk_notices_free)
