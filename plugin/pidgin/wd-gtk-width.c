/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-width.h"

/**
 * wd_gtk_width_set:
 * @widget: a widget
 * @n_letters: how many lower-case letters side by side
 *
 * Asks for this width; a GTK 2 label wraps at what it asks for, not at what it gets.
 */
void
wd_gtk_width_set(GtkWidget *widget, guint n_letters)
{
	PangoLayout *layout = gtk_widget_create_pango_layout(widget, "n");
	int width;

	pango_layout_get_pixel_size(layout, &width, NULL);
	g_object_unref(layout);
	gtk_widget_set_size_request(widget, width * (int)n_letters, -1);
	/* So that GTK asks the layout where its lines are: a short one from the right would stand
	 * on the left. */
	if (GTK_IS_LABEL(widget))
		gtk_label_set_width_chars(GTK_LABEL(widget), 1);
}
