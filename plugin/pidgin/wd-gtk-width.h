/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A width in letters of the theme's font: pixels are wrong on dense screens and with large fonts.
 */
void wd_gtk_width_set(GtkWidget *widget, guint n_letters);
