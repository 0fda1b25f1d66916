/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-legend.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-palette.h"
#include "pidgin/wd-gtk-parts.h"

#define LEGEND_DATA "warden-legend"
#define SERIES_DATA "warden-series"

typedef struct {
	WdGtkLegendChosen chosen;
	gpointer data;
	gboolean is_filling;
} Legend;

static int
get_series(gpointer widget)
{
	return GPOINTER_TO_INT(g_object_get_data(G_OBJECT(widget), SERIES_DATA));
}

static gboolean
on_swatch_exposed(GtkWidget *swatch, GdkEventExpose *event, gpointer data)
{
	cairo_t *cr = gdk_cairo_create(gtk_widget_get_window(swatch));
	GtkAllocation area;

	gtk_widget_get_allocation(swatch, &area);
	area.x = area.y = 0;
	wd_gtk_palette_fill(swatch, cr, &area, (guint)get_series(swatch), 1);
	cairo_destroy(cr);
	return TRUE;
}

static void
on_toggled(GtkToggleButton *button, gpointer data)
{
	const Legend *legend = data;

	if (!legend->is_filling)
		legend->chosen(gtk_toggle_button_get_active(button) ? get_series(button)
								    : WD_ACTIVITY_ALL,
			       legend->data);
}

static GtkWidget *
make_swatch(guint series)
{
	GtkWidget *swatch = gtk_drawing_area_new();
	GtkWidget *place = gtk_alignment_new(0.5, 0.5, 0, 0);
	int size_px = wd_gtk_lines_to_px(swatch, 1);

	gtk_widget_set_size_request(swatch, size_px, size_px);
	g_object_set_data(G_OBJECT(swatch), SERIES_DATA, GINT_TO_POINTER((int)series));
	g_signal_connect(swatch, "expose-event", G_CALLBACK(on_swatch_exposed), NULL);
	gtk_container_add(GTK_CONTAINER(place), swatch);
	return place;
}

static GtkWidget *
make_button(Legend *legend, const WdActivity *activity, guint series)
{
	GtkWidget *button = gtk_toggle_button_new();
	GtkWidget *row = gtk_hbox_new(FALSE, WD_GTK_GAP);
	/* Translators: what was counted, then how much: "Files (3)". */
	g_autofree char *text =
		g_strdup_printf(_("%s (%u)"),
				wd_activity_get_series_name(activity, series),
				wd_activity_count(activity, WD_ACTIVITY_ALL, (int)series));
	g_autofree char *name = g_strdup_printf("warden-series-%u", series);
	GtkWidget *label = gtk_label_new(text);

	gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
	gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_END);
	gtk_label_set_width_chars(GTK_LABEL(label), 20);
	gtk_box_pack_start(GTK_BOX(row), make_swatch(series), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), label, TRUE, TRUE, 0);
	gtk_container_add(GTK_CONTAINER(button), row);
	gtk_button_set_relief(GTK_BUTTON(button), GTK_RELIEF_NONE);
	wd_gtk_name(button, name, text);
	g_object_set_data(G_OBJECT(button), SERIES_DATA, GINT_TO_POINTER((int)series));
	g_signal_connect(button, "toggled", G_CALLBACK(on_toggled), legend);
	return button;
}

/**
 * wd_gtk_legend_new:
 * @chosen: called when the person chooses a part, or all
 * @data: for @chosen
 *
 * Returns: (transfer full): a floating, empty legend
 */
GtkWidget *
wd_gtk_legend_new(WdGtkLegendChosen chosen, gpointer data)
{
	GtkWidget *box = gtk_vbox_new(FALSE, 0);
	Legend *legend = g_new0(Legend, 1);

	*legend = (Legend){chosen, data, FALSE};
	wd_gtk_name(box, "warden-legend", _("What the colours mean"));
	g_object_set_data_full(G_OBJECT(box), LEGEND_DATA, legend, g_free);
	return box;
}

static void
remove_button(GtkWidget *button, gpointer data)
{
	gtk_widget_destroy(button);
}

/**
 * wd_gtk_legend_set:
 * @legend: the legend
 * @activity: whose parts it names from now on; copied
 */
void
wd_gtk_legend_set(GtkWidget *legend, const WdActivity *activity)
{
	Legend *self = g_object_get_data(G_OBJECT(legend), LEGEND_DATA);

	gtk_container_foreach(GTK_CONTAINER(legend), remove_button, NULL);
	for (guint i = 0; i < wd_activity_get_n_series(activity); i++)
		gtk_box_pack_start(
			GTK_BOX(legend), make_button(self, activity, i), FALSE, FALSE, 0);
	gtk_widget_show_all(legend);
}

static void
press(GtkWidget *button, gpointer data)
{
	gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(button),
				     get_series(button) == GPOINTER_TO_INT(data));
}

/**
 * wd_gtk_legend_select:
 * @legend: the legend
 * @series: the part that is shown alone, or %WD_ACTIVITY_ALL
 */
void
wd_gtk_legend_select(GtkWidget *legend, int series)
{
	Legend *self = g_object_get_data(G_OBJECT(legend), LEGEND_DATA);

	self->is_filling = TRUE;
	gtk_container_foreach(GTK_CONTAINER(legend), press, GINT_TO_POINTER(series));
	self->is_filling = FALSE;
}
