/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-activity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pidgin/wd-gtk-chart.h"
#include "pidgin/wd-gtk-day-table.h"
#include "pidgin/wd-gtk-deeds.h"
#include "pidgin/wd-gtk-legend.h"
#include "pidgin/wd-gtk-parts.h"
#include "ui/wd-activity-text.h"
#include "ui/wd-activity.h"

#define MS_A_DAY    (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define TABLE_LINES 5
#define LIST_LINES  4

enum {
	VIEW_CHART,
	VIEW_TABLE,
};

struct WdGtkActivity {
	const WdHost *host;
	GtkWidget *page; /* (nullable): not made, or gone with its window */
	GtkWidget *summary;
	GtkWidget *split;
	GtkWidget *as_table;
	GtkWidget *all;
	GtkWidget *views; /* a notebook without tabs: chart, table */
	GtkWidget *chart;
	GtkWidget *day_table;
	GtkWidget *legend;
	GtkWidget *chosen; /* what the list below holds, in words */
	GtkWidget *deeds;
	WdActivity *activity; /* (nullable): still looking */
	int day;
	int series;
	gboolean is_looking;
	gboolean is_filling;
};

/* What the list holds: "Friday, 27 November, Files: 3". */
static void
show_choice(WdGtkActivity *self)
{
	const WdActivity *activity = self->activity;
	guint n = wd_activity_count(activity, self->day, self->series);
	g_autofree char *day = self->day != WD_ACTIVITY_ALL
				       ? wd_activity_format_day(activity, (guint)self->day, TRUE)
				       : g_strdup(_("All days"));
	g_autofree char *text =
		self->series != WD_ACTIVITY_ALL
			/* Translators: a day or "All days", what was counted, how much. */
			? g_strdup_printf(
				  _("%s, %s: %u"),
				  day,
				  wd_activity_get_series_name(activity, (guint)self->series),
				  n)
			: g_strdup_printf(_("%s: %u"), day, n);

	gtk_label_set_text(GTK_LABEL(self->chosen), text);
	gtk_widget_set_sensitive(self->all,
				 self->day != WD_ACTIVITY_ALL || self->series != WD_ACTIVITY_ALL);
}

static void
choose(WdGtkActivity *self, int day, int series)
{
	g_autoptr(GPtrArray) list = NULL;

	if (self->activity == NULL)
		return;
	self->day = day;
	self->series = series;
	list = wd_activity_list(self->activity, day, series);
	wd_gtk_deeds_set(self->deeds, list);
	wd_gtk_chart_select(self->chart, day, series);
	self->is_filling = TRUE;
	wd_gtk_day_table_select(self->day_table, day);
	self->is_filling = FALSE;
	wd_gtk_legend_select(self->legend, series);
	show_choice(self);
}

static void
on_chart_chosen(int day, int series, gpointer data)
{
	choose(data, day, series);
}

static void
on_legend_chosen(int series, gpointer data)
{
	WdGtkActivity *self = data;

	choose(self, self->day, series);
}

static void
on_day_selected(GtkTreeSelection *selection, gpointer data)
{
	WdGtkActivity *self = data;

	if (!self->is_filling)
		choose(self, wd_gtk_day_table_get_day(self->day_table), self->series);
}

static void
on_all(GtkButton *button, gpointer data)
{
	choose(data, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL);
}

static void
divide(WdGtkActivity *self)
{
	int split = gtk_combo_box_get_active(GTK_COMBO_BOX(self->split));

	if (self->activity == NULL || split < 0)
		return;
	wd_activity_divide(self->activity, (WdActivitySplit)split);
	self->is_filling = TRUE;
	wd_gtk_day_table_set(self->day_table, self->activity);
	self->is_filling = FALSE;
	wd_gtk_legend_set(self->legend, self->activity);
	choose(self, self->day, WD_ACTIVITY_ALL);
}

static void
on_split_changed(GtkComboBox *combo, gpointer data)
{
	divide(data);
}

static void
on_as_table_toggled(GtkToggleButton *button, gpointer data)
{
	WdGtkActivity *self = data;

	gtk_notebook_set_current_page(GTK_NOTEBOOK(self->views),
				      gtk_toggle_button_get_active(button) ? VIEW_TABLE
									   : VIEW_CHART);
}

static void
forget_activity(WdGtkActivity *self)
{
	g_autoptr(GPtrArray) nothing = g_ptr_array_new();

	wd_gtk_deeds_set(self->deeds, nothing);
	wd_gtk_chart_set(self->chart, NULL);
	g_clear_pointer(&self->activity, wd_activity_free);
}

/* The chosen day stays chosen when another one has begun since. */
static int
find_day(const WdActivity *activity, const WdActivity *before, int day)
{
	guint n_days = wd_activity_get_n_days(activity);
	guint first = wd_activity_get_julian(activity, 0);
	guint julian;

	if (before == NULL || day == WD_ACTIVITY_ALL)
		return WD_ACTIVITY_ALL;
	julian = wd_activity_get_julian(before, (guint)day);
	return julian >= first && julian - first < n_days ? (int)(julian - first) : WD_ACTIVITY_ALL;
}

static void
deeds_seen(WdDeeds *deeds, const char *problem, gpointer data)
{
	WdGtkActivity *self = data;
	const WdHost *host = self->host;
	g_autofree char *summary = NULL;
	WdActivity *activity;

	self->is_looking = FALSE;
	if (deeds == NULL) {
		gtk_label_set_text(GTK_LABEL(self->summary), problem);
		return;
	}
	activity = wd_activity_new(
		deeds, host->insight->get_now_ms(host->session), WD_ACTIVITY_N_DAYS);
	self->day = find_day(activity, self->activity, self->day);
	forget_activity(self);
	self->activity = activity;
	summary = wd_activity_format_summary(self->activity);
	gtk_label_set_text(GTK_LABEL(self->summary), summary);
	wd_gtk_chart_set(self->chart, self->activity);
	divide(self);
}

static void
look(WdGtkActivity *self)
{
	const WdHost *host = self->host;
	gint64 now_ms = host->insight->get_now_ms(host->session);

	if (self->is_looking)
		return;
	self->is_looking = TRUE;
	if (self->activity == NULL)
		gtk_label_set_text(GTK_LABEL(self->summary), _("Looking…"));
	host->insight->look_at_deeds(
		host->session, now_ms - WD_ACTIVITY_N_DAYS * MS_A_DAY, deeds_seen, self);
}

static GtkWidget *
make_controls(WdGtkActivity *self)
{
	GtkWidget *row = gtk_hbox_new(FALSE, WD_GTK_GAP);

	self->split = gtk_combo_box_text_new();
	for (guint i = 0; i < WD_N_SPLITS; i++)
		gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(self->split),
					       wd_activity_get_split_name((WdActivitySplit)i));
	gtk_combo_box_set_active(GTK_COMBO_BOX(self->split), WD_SPLIT_SUBJECT);
	wd_gtk_name(self->split, "warden-split", _("What the bars are divided by"));
	self->as_table = gtk_check_button_new_with_mnemonic(_("As a _table"));
	gtk_widget_set_name(self->as_table, "warden-as-table");
	self->all = gtk_button_new_with_mnemonic(_("_Show All"));
	gtk_widget_set_name(self->all, "warden-all");
	gtk_widget_set_sensitive(self->all, FALSE);
	g_signal_connect(self->split, "changed", G_CALLBACK(on_split_changed), self);
	g_signal_connect(self->as_table, "toggled", G_CALLBACK(on_as_table_toggled), self);
	g_signal_connect(self->all, "clicked", G_CALLBACK(on_all), self);
	gtk_box_pack_start(
		GTK_BOX(row), wd_gtk_label_new(_("_Divided by:"), self->split), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), self->split, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), self->as_table, FALSE, FALSE, WD_GTK_GAP);
	gtk_box_pack_end(GTK_BOX(row), self->all, FALSE, FALSE, 0);
	return row;
}

static GtkWidget *
make_views(WdGtkActivity *self)
{
	GtkWidget *row = gtk_hbox_new(FALSE, WD_GTK_BORDER);
	GtkWidget *frame = gtk_frame_new(NULL);

	self->chart = wd_gtk_chart_new(on_chart_chosen, self);
	self->day_table = wd_gtk_day_table_new();
	self->legend = wd_gtk_legend_new(on_legend_chosen, self);
	self->views = gtk_notebook_new();
	g_signal_connect(gtk_tree_view_get_selection(GTK_TREE_VIEW(self->day_table)),
			 "changed",
			 G_CALLBACK(on_day_selected),
			 self);
	gtk_frame_set_shadow_type(GTK_FRAME(frame), GTK_SHADOW_IN);
	gtk_container_add(GTK_CONTAINER(frame), self->chart);
	gtk_notebook_set_show_tabs(GTK_NOTEBOOK(self->views), FALSE);
	gtk_notebook_set_show_border(GTK_NOTEBOOK(self->views), FALSE);
	gtk_notebook_append_page(GTK_NOTEBOOK(self->views), frame, NULL);
	gtk_notebook_append_page(
		GTK_NOTEBOOK(self->views), wd_gtk_scrolled_new(self->day_table, TABLE_LINES), NULL);
	gtk_box_pack_start(GTK_BOX(row), self->views, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(row), self->legend, FALSE, FALSE, 0);
	return row;
}

static void
on_destroy(GtkWidget *page, gpointer data)
{
	WdGtkActivity *self = data;

	self->host->insight->forget(self->host->session, self);
	self->is_filling = TRUE; /* a table that goes is no choice */
	forget_activity(self);
	self->is_looking = FALSE;
	self->page = NULL;
}

/**
 * wd_gtk_activity_new:
 * @host: the session; outlives the page
 *
 * Returns: (transfer full): nothing that is seen yet
 */
WdGtkActivity *
wd_gtk_activity_new(const WdHost *host)
{
	WdGtkActivity *activity = g_new0(WdGtkActivity, 1);

	activity->host = host;
	return activity;
}

/**
 * wd_gtk_activity_free:
 * @activity: (nullable) (transfer full): the page; its widget goes with it
 */
void
wd_gtk_activity_free(WdGtkActivity *activity)
{
	if (activity == NULL)
		return;
	if (activity->page != NULL)
		gtk_widget_destroy(activity->page);
	g_free(activity);
}

/**
 * wd_gtk_activity_make:
 * @activity: a #WdGtkActivity whose page is not open
 *
 * Returns: (transfer full): the page, a floating widget; it may be destroyed at any time
 */
GtkWidget *
wd_gtk_activity_make(gpointer activity)
{
	WdGtkActivity *self = activity;
	GtkWidget *box = gtk_vbox_new(FALSE, WD_GTK_BORDER);
	GtkWidget *list = gtk_vbox_new(FALSE, WD_GTK_GAP);

	self->page = box;
	self->day = self->series = WD_ACTIVITY_ALL;
	self->is_filling = FALSE;
	self->summary = wd_gtk_sentence_new("warden-summary");
	self->chosen = wd_gtk_sentence_new("warden-chosen");
	self->deeds = wd_gtk_deeds_new();
	gtk_box_pack_start(GTK_BOX(box), self->summary, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_controls(self), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_views(self), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(list), self->chosen, FALSE, FALSE, 0);
	gtk_box_pack_start(
		GTK_BOX(list), wd_gtk_scrolled_new(self->deeds, LIST_LINES), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), list, TRUE, TRUE, 0);
	gtk_widget_show_all(box);
	g_signal_connect(box, "destroy", G_CALLBACK(on_destroy), self);
	return box;
}

/**
 * wd_gtk_activity_show:
 * @activity: a #WdGtkActivity with an open page
 * @words: (nullable): not used
 *
 * The page has come to the front: reads the trail anew, with the keyboard on the chart.
 */
void
wd_gtk_activity_show(gpointer activity, const char *words)
{
	WdGtkActivity *self = activity;

	look(self);
	gtk_widget_grab_focus(gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(self->as_table))
				      ? self->day_table
				      : self->chart);
}

/**
 * wd_gtk_activity_get_page:
 * @activity: the page
 *
 * Returns: (transfer none) (nullable): its widget while it is open
 */
GtkWidget *
wd_gtk_activity_get_page(WdGtkActivity *activity)
{
	return activity->page;
}
