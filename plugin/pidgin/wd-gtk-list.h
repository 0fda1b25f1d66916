/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pidgin/wd-gtk-rows.h"

/* The list itself: a tree view over the rows, its columns a table. */
GtkWidget *wd_gtk_list_new(WdGtkRows *rows);
GPtrArray *wd_gtk_list_get_selected(GtkTreeView *list);
void wd_gtk_list_select_near(GtkTreeView *list, int row);
int wd_gtk_list_get_first_selected(GtkTreeView *list);
