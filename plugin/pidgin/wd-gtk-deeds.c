/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-deeds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pidgin/wd-gtk-parts.h"
#include "ui/wd-activity-text.h"
#include "ui/wd-deed-text.h"

typedef struct {
	const char *title;
	int n_chars;
	char *(*format)(const WdDeed *deed);
} Column;

static char *
format_time(const WdDeed *deed)
{
	return wd_activity_format_time(deed->time_ms);
}

static char *
format_event(const WdDeed *deed)
{
	const char *text = wd_deed_text_for_event(deed->event);

	return g_strdup(text != NULL ? text : wd_deed_text_for_subject(WD_SUBJECT_OTHER));
}

static char *
format_kind(const WdDeed *deed)
{
	return g_strdup(wd_deed_text_for_kind(deed->kind));
}

static char *
format_protocol(const WdDeed *deed)
{
	return wd_deed_text_for_protocol(deed->protocol);
}

static char *
format_reason(const WdDeed *deed)
{
	return wd_deed_text_for_reason(deed->reason);
}

static const Column columns[] = {
	{N_("When"), 20, format_time},
	{N_("What"), 40, format_event},
	{N_("Done"), 18, format_kind},
	{N_("Network"), 16, format_protocol},
	{N_("Reason"), 30, format_reason},
};

static const WdDeed *
get_deed(GtkTreeModel *model, GtkTreeIter *row)
{
	const WdDeed *deed;

	gtk_tree_model_get(model, row, 0, &deed, -1);
	return deed;
}

static void
show_cell(GtkTreeViewColumn *view_column,
	  GtkCellRenderer *cell,
	  GtkTreeModel *model,
	  GtkTreeIter *row,
	  gpointer data)
{
	const Column *column = data;
	g_autofree char *text = column->format(get_deed(model, row));

	g_object_set(cell, "text", text, NULL);
}

static int
compare_rows(GtkTreeModel *model, GtkTreeIter *a, GtkTreeIter *b, gpointer data)
{
	const Column *column = data;
	const WdDeed *one = get_deed(model, a);
	const WdDeed *other = get_deed(model, b);
	g_autofree char *text = NULL;
	g_autofree char *other_text = NULL;

	/* A row just being inserted is empty for a moment. */
	if (one == NULL || other == NULL)
		return (one != NULL) - (other != NULL);
	if (column->format == format_time)
		return (one->time_ms > other->time_ms) - (one->time_ms < other->time_ms);
	text = column->format(one);
	other_text = column->format(other);
	return g_utf8_collate(text, other_text);
}

static gboolean
does_not_match(GtkTreeModel *model, int number, const char *key, GtkTreeIter *row, gpointer data)
{
	g_autofree char *line = wd_activity_format_deed(get_deed(model, row));
	g_autofree char *folded = g_utf8_casefold(line, -1);
	g_autofree char *wanted = g_utf8_casefold(key, -1);

	return strstr(folded, wanted) == NULL;
}

static void
add_column(GtkWidget *table, GtkTreeSortable *sortable, int number)
{
	const Column *description = &columns[number];
	GtkTreeViewColumn *column = wd_gtk_table_add_column(
		table, _(description->title), 0, number, description->n_chars);
	g_autoptr(GList) cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(column));

	gtk_tree_view_column_clear_attributes(column, cells->data);
	gtk_tree_view_column_set_cell_data_func(
		column, cells->data, show_cell, (gpointer)description, NULL);
	gtk_tree_sortable_set_sort_func(
		sortable, number, compare_rows, (gpointer)description, NULL);
}

/**
 * wd_gtk_deeds_new:
 *
 * Returns: (transfer full): a floating, empty table
 */
GtkWidget *
wd_gtk_deeds_new(void)
{
	GtkListStore *store = gtk_list_store_new(1, G_TYPE_POINTER);
	GtkWidget *deeds =
		wd_gtk_table_new(GTK_TREE_MODEL(store), "warden-deeds", _("What was stopped"));

	for (int i = 0; i < (int)G_N_ELEMENTS(columns); i++)
		add_column(deeds, GTK_TREE_SORTABLE(store), i);
	g_object_unref(store); /* the view has it */
	gtk_tree_view_set_fixed_height_mode(GTK_TREE_VIEW(deeds), TRUE);
	gtk_tree_view_set_search_column(GTK_TREE_VIEW(deeds), 0);
	gtk_tree_view_set_search_equal_func(GTK_TREE_VIEW(deeds), does_not_match, NULL, NULL);
	return deeds;
}

/**
 * wd_gtk_deeds_set:
 * @deeds: the table
 * @list: (element-type WdDeed): what it shows, the newest first; must stay until the next call
 */
void
wd_gtk_deeds_set(GtkWidget *deeds, const GPtrArray *list)
{
	GtkTreeView *view = GTK_TREE_VIEW(deeds);
	GtkTreeModel *model = g_object_ref(gtk_tree_view_get_model(view));

	/* A view that watches each change takes a hundred times as long. */
	gtk_tree_view_set_model(view, NULL);
	gtk_list_store_clear(GTK_LIST_STORE(model));
	for (guint i = 0; i < MIN(list->len, WD_GTK_DEEDS_MAX); i++)
		gtk_list_store_insert_with_values(
			GTK_LIST_STORE(model), NULL, -1, 0, g_ptr_array_index(list, i), -1);
	gtk_tree_view_set_model(view, model);
	gtk_tree_view_set_search_column(view, 0); /* a new model forgets it */
	g_object_unref(model);
}
