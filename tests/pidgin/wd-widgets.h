/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What a test does to widgets that a person would do with eyes, mouse and keyboard. */
GtkWidget *wd_widgets_find(GtkWidget *root, const char *name);
char *wd_widgets_read(GtkWidget *root);
void wd_widgets_settle(void);
void wd_widgets_turn_until(gboolean (*is_true)(gpointer data), gpointer data);
gboolean wd_widgets_press(GtkWidget *window, guint keyval, guint state);
GtkWidget *wd_widgets_find_dialog(GtkWindow *above);
GtkWidget *wd_widgets_show_page(GtkWidget *page);
void wd_widgets_turn_for(guint time_ms);
void wd_widgets_assert_named(GtkWidget *root);
