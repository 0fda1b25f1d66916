/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * What every page is made of, so that all look, read out and grow with the font alike. Nothing is
 * measured in pixels but gaps: who has large fonts has large columns.
 */

#define WD_GTK_GAP       6
#define WD_GTK_BORDER    12
#define WD_GTK_MAX_WIDTH 80 /* characters: longer lines are hard to read */

/* @name for tests and themes, @accessible (translated) for who hears the window. */
void wd_gtk_name(GtkWidget *widget, const char *name, const char *accessible);
void wd_gtk_describe(GtkWidget *widget, const char *text);
int wd_gtk_chars_to_px(GtkWidget *widget, int n_chars);
int wd_gtk_lines_to_px(GtkWidget *widget, int n_lines);

/* Whole sentences, which a GTK 2 label breaks once and for all: this one follows its width. */
GtkWidget *wd_gtk_sentence_new(const char *name);

GtkWidget *wd_gtk_scrolled_new(GtkWidget *child, int n_lines);
GtkWidget *wd_gtk_table_new(GtkTreeModel *model, const char *name, const char *accessible);
GtkTreeViewColumn *wd_gtk_table_add_column(
	GtkWidget *table, const char *title, int column, int sort_column, int n_chars);
GtkWidget *wd_gtk_label_new(const char *mnemonic, GtkWidget *for_widget);
