/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * Colours for what is drawn, made from the theme's own: whatever the background is, they stand out
 * from it and from each other. A theme without colours, as those of high contrast are, gets shades
 * and hatching.
 */
void wd_gtk_palette_fill(
	GtkWidget *widget, cairo_t *cr, const GdkRectangle *area, guint number, double strength);
void wd_gtk_palette_set_text(GtkWidget *widget, cairo_t *cr, double strength);
void wd_gtk_palette_keep_readable(GtkWidget *label, GtkWidget *background);
double wd_gtk_palette_contrast(const GdkColor *a, const GdkColor *b);
void wd_gtk_palette_get(GtkStyle *style, guint number, GdkColor *colour);
