/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pidgin/wd-gtk-rows.h"

/*
 * The list itself: a tree view over the rows, its columns a table. It shows and selects; what
 * becomes of a selection is the review page's matter. People sort it as they like, so a place
 * in the list says nothing about a place in the queue.
 */
GtkWidget *wd_gtk_list_new(WdGtkRows *rows);
GPtrArray *wd_gtk_list_get_selected(GtkTreeView *list);
void wd_gtk_list_select_near(GtkTreeView *list, int row);
void wd_gtk_list_select_peer(GtkTreeView *list, const char *part);
int wd_gtk_list_get_first_selected(GtkTreeView *list);
