/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-day-table.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-parts.h"
#include "ui/wd-activity-text.h"

#define DAY_CHARS    24
#define NUMBER_CHARS 14

/* After the day and its number in order: the sum, then the parts. */
enum {
	COLUMN_NAME,
	COLUMN_DAY,
	COLUMN_FIRST_NUMBER,
	N_COLUMNS = COLUMN_FIRST_NUMBER + 1 + WD_ACTIVITY_MAX_SERIES
};

/**
 * wd_gtk_day_table_new:
 *
 * Returns: (transfer full): a floating, empty table
 */
GtkWidget *
wd_gtk_day_table_new(void)
{
	GType types[N_COLUMNS];
	GtkListStore *store;
	GtkWidget *table;

	for (guint i = 0; i < N_COLUMNS; i++)
		types[i] = i == COLUMN_NAME ? G_TYPE_STRING : G_TYPE_INT;
	store = gtk_list_store_newv(N_COLUMNS, types);
	table = wd_gtk_table_new(
		GTK_TREE_MODEL(store), "warden-day-table", _("What was stopped, by day"));
	g_object_unref(store); /* the view has it */
	return table;
}

static void
remove_columns(GtkWidget *table)
{
	g_autoptr(GList) columns = gtk_tree_view_get_columns(GTK_TREE_VIEW(table));

	for (GList *l = columns; l != NULL; l = l->next)
		gtk_tree_view_remove_column(GTK_TREE_VIEW(table), l->data);
}

static void
add_columns(GtkWidget *table, const WdActivity *activity)
{
	wd_gtk_table_add_column(table, _("Day"), COLUMN_NAME, COLUMN_DAY, DAY_CHARS);
	wd_gtk_table_add_column(
		table, _("All"), COLUMN_FIRST_NUMBER, COLUMN_FIRST_NUMBER, NUMBER_CHARS);
	for (guint i = 0; i < wd_activity_get_n_series(activity); i++)
		wd_gtk_table_add_column(table,
					wd_activity_get_series_name(activity, i),
					COLUMN_FIRST_NUMBER + 1 + (int)i,
					COLUMN_FIRST_NUMBER + 1 + (int)i,
					NUMBER_CHARS);
}

static void
add_day(GtkListStore *store, const WdActivity *activity, guint day)
{
	g_autofree char *name = wd_activity_format_day(activity, day, TRUE);
	GtkTreeIter row;

	gtk_list_store_insert_with_values(
		store, &row, -1, COLUMN_NAME, name, COLUMN_DAY, (int)day, -1);
	gtk_list_store_set(store,
			   &row,
			   COLUMN_FIRST_NUMBER,
			   (int)wd_activity_count(activity, (int)day, WD_ACTIVITY_ALL),
			   -1);
	for (guint i = 0; i < wd_activity_get_n_series(activity); i++)
		gtk_list_store_set(store,
				   &row,
				   COLUMN_FIRST_NUMBER + 1 + (int)i,
				   (int)wd_activity_count(activity, (int)day, (int)i),
				   -1);
}

/**
 * wd_gtk_day_table_set:
 * @table: the table
 * @activity: what it shows from now on; copied
 *
 * The newest day comes first.
 */
void
wd_gtk_day_table_set(GtkWidget *table, const WdActivity *activity)
{
	GtkListStore *store = GTK_LIST_STORE(gtk_tree_view_get_model(GTK_TREE_VIEW(table)));

	remove_columns(table);
	gtk_list_store_clear(store);
	add_columns(table, activity);
	for (guint day = wd_activity_get_n_days(activity); day-- > 0;)
		add_day(store, activity, day);
}

/**
 * wd_gtk_day_table_select:
 * @table: the table
 * @day: a day that it shows, or %WD_ACTIVITY_ALL for none
 *
 * Selects the day's row and brings it into view.
 */
void
wd_gtk_day_table_select(GtkWidget *table, int day)
{
	GtkTreeModel *model = gtk_tree_view_get_model(GTK_TREE_VIEW(table));
	GtkTreeIter row;
	gboolean is_row;

	if (wd_gtk_day_table_get_day(table) == day)
		return;
	gtk_tree_selection_unselect_all(gtk_tree_view_get_selection(GTK_TREE_VIEW(table)));
	if (day == WD_ACTIVITY_ALL)
		return;
	for (is_row = gtk_tree_model_get_iter_first(model, &row); is_row;
	     is_row = gtk_tree_model_iter_next(model, &row)) {
		int row_day;

		gtk_tree_model_get(model, &row, COLUMN_DAY, &row_day, -1);
		if (row_day == day) {
			GtkTreePath *path = gtk_tree_model_get_path(model, &row);

			gtk_tree_view_set_cursor(GTK_TREE_VIEW(table), path, NULL, FALSE);
			gtk_tree_path_free(path);
			return;
		}
	}
}

/**
 * wd_gtk_day_table_get_day:
 * @table: the table
 *
 * Returns: the selected day, or %WD_ACTIVITY_ALL
 */
int
wd_gtk_day_table_get_day(GtkWidget *table)
{
	GtkTreeSelection *selection = gtk_tree_view_get_selection(GTK_TREE_VIEW(table));
	GtkTreeModel *model;
	GtkTreeIter row;
	int day = WD_ACTIVITY_ALL;

	if (gtk_tree_selection_get_selected(selection, &model, &row))
		gtk_tree_model_get(model, &row, COLUMN_DAY, &day, -1);
	return day;
}
