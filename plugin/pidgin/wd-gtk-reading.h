/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * A pane to read in: plain text under bold headings, which the keyboard reaches and which can be
 * selected and copied. Text goes into it as text: nothing in it is ever read as markup.
 */
GtkWidget *wd_gtk_reading_new(const char *name, const char *accessible);
void wd_gtk_reading_clear(GtkWidget *reading);
void wd_gtk_reading_add(GtkWidget *reading, const char *heading, const char *text);
void wd_gtk_reading_add_quote(GtkWidget *reading, const char *heading, const char *text);
void wd_gtk_reading_to_top(GtkWidget *reading);
