/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pidgin/wd-gtk-held-text.h"
#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-parts.h"
#include "ui/wd-phrases.h"

typedef int (*Compare)(const WdHeld *a, const WdHeld *b);

typedef struct {
	const char *title;
	int n_chars; /* wide at first */
	WdGtkRowsFormat format;
	Compare compare; /* NULL: by the words themselves */
	gboolean expand;
} Column;

static int
compare_time(const WdHeld *a, const WdHeld *b)
{
	gint64 one = a->event->time_ms;
	gint64 other = b->event->time_ms;

	return (one > other) - (one < other);
}

static int
compare_peer(const WdHeld *a, const WdHeld *b)
{
	return g_ascii_strcasecmp(a->event->peer, b->event->peer);
}

static int
compare_account(const WdHeld *a, const WdHeld *b)
{
	return g_ascii_strcasecmp(a->event->account, b->event->account);
}

static const Column columns[] = {
	{N_("From"), 24, wd_gtk_held_format_peer, compare_peer, FALSE},
	{N_("Text or file"), 26, wd_gtk_held_format_what, NULL, TRUE},
	{N_("Reason"), 22, wd_gtk_held_format_reason, NULL, FALSE},
	{N_("Received"), 20, wd_gtk_held_format_time, compare_time, FALSE},
	{N_("Account"), 18, wd_gtk_held_format_account, compare_account, FALSE},
};

static void
show_cell(GtkTreeViewColumn *view_column,
	  GtkCellRenderer *cell,
	  GtkTreeModel *model,
	  GtkTreeIter *iter,
	  gpointer data)
{
	const Column *column = data;
	const WdHeld *held = wd_gtk_rows_get(model, iter);
	g_autofree char *text = column->format(held);

	g_object_set(cell, "text", text, "sensitive", held->state != WD_HELD_EXPIRED, NULL);
}

static void
show_icon(GtkTreeViewColumn *view_column,
	  GtkCellRenderer *cell,
	  GtkTreeModel *model,
	  GtkTreeIter *iter,
	  gpointer data)
{
	const GPtrArray *icons = data;
	const WdHeld *held = wd_gtk_rows_get(model, iter);

	g_object_set(cell,
		     "pixbuf",
		     g_ptr_array_index(icons, held->event->kind),
		     "sensitive",
		     held->state != WD_HELD_EXPIRED,
		     NULL);
}

static int
compare_rows(GtkTreeModel *model, GtkTreeIter *a, GtkTreeIter *b, gpointer data)
{
	const Column *column = data;
	const WdHeld *one = wd_gtk_rows_get(model, a);
	const WdHeld *other = wd_gtk_rows_get(model, b);

	/* A row just being inserted is empty for a moment. */
	if (one == NULL || other == NULL)
		return (one != NULL) - (other != NULL);
	if (column->compare != NULL)
		return column->compare(one, other);
	return strcmp(wd_gtk_rows_get_key(model, a, column->format),
		      wd_gtk_rows_get_key(model, b, column->format));
}

static void
unref_icon(gpointer icon)
{
	if (icon != NULL)
		g_object_unref(icon);
}

static GPtrArray *
load_icons(void)
{
	GPtrArray *icons = g_ptr_array_new_with_free_func(unref_icon);

	for (guint kind = 0; kind < WD_EVENT_N_KINDS; kind++)
		g_ptr_array_add(icons, wd_gtk_icon_for_kind((WdEventKind)kind, WD_GTK_ICON_SMALL));
	return icons;
}

static void
free_icons(gpointer icons)
{
	g_ptr_array_unref(icons);
}

static void
add_icon_column(GtkTreeView *list)
{
	GtkCellRenderer *cell = gtk_cell_renderer_pixbuf_new();
	GtkTreeViewColumn *column = gtk_tree_view_column_new();

	gtk_tree_view_column_pack_start(column, cell, FALSE);
	gtk_tree_view_column_set_sizing(column, GTK_TREE_VIEW_COLUMN_FIXED);
	gtk_tree_view_column_set_fixed_width(
		column, MAX(WD_GTK_ICON_SMALL + 12, wd_gtk_chars_to_px(GTK_WIDGET(list), 4)));
	gtk_tree_view_column_set_cell_data_func(column, cell, show_icon, load_icons(), free_icons);
	gtk_tree_view_append_column(list, column);
}

static void
add_column(GtkTreeView *list, GtkTreeSortable *sortable, int number)
{
	const Column *description = &columns[number];
	GtkCellRenderer *cell = gtk_cell_renderer_text_new();
	GtkTreeViewColumn *column = gtk_tree_view_column_new();

	g_object_set(cell, "ellipsize", PANGO_ELLIPSIZE_END, "single-paragraph-mode", TRUE, NULL);
	gtk_tree_view_column_set_title(column, _(description->title));
	gtk_tree_view_column_pack_start(column, cell, TRUE);
	gtk_tree_view_column_set_sizing(column, GTK_TREE_VIEW_COLUMN_FIXED);
	gtk_tree_view_column_set_fixed_width(
		column, wd_gtk_chars_to_px(GTK_WIDGET(list), description->n_chars));
	gtk_tree_view_column_set_resizable(column, TRUE);
	gtk_tree_view_column_set_expand(column, description->expand);
	gtk_tree_view_column_set_cell_data_func(
		column, cell, show_cell, (gpointer)description, NULL);
	gtk_tree_sortable_set_sort_func(
		sortable, number, compare_rows, (gpointer)description, NULL);
	gtk_tree_view_column_set_sort_column_id(column, number);
	gtk_tree_view_append_column(list, column);
}

static gboolean
has_peer(const WdHeld *held, const char *part)
{
	g_autofree char *peer = g_utf8_casefold(held->event->peer, -1);
	g_autofree char *wanted = g_utf8_casefold(part, -1);

	return strstr(peer, wanted) != NULL;
}

static gboolean
does_not_match(
	GtkTreeModel *model, int column, const char *key, GtkTreeIter *iter, gpointer search_data)
{
	return !has_peer(wd_gtk_rows_get(model, iter), key);
}

static gboolean
show_tooltip(
	GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip, gpointer data)
{
	GtkTreeView *list = GTK_TREE_VIEW(widget);
	GtkTreePath *path = NULL;
	GtkTreeModel *model;
	GtkTreeIter iter;
	const WdHeld *held;

	if (!gtk_tree_view_get_tooltip_context(list, &x, &y, is_keyboard, &model, &path, &iter))
		return FALSE;
	held = wd_gtk_rows_get(model, &iter);
	if (held->state == WD_HELD_EXPIRED) {
		gtk_tooltip_set_text(tooltip, wd_gtk_held_get_advice(held));
		gtk_tree_view_set_tooltip_row(list, tooltip, path);
	}
	gtk_tree_path_free(path);
	return held->state == WD_HELD_EXPIRED;
}

/**
 * wd_gtk_list_new:
 * @rows: the rows; must outlive the list
 *
 * Returns: (transfer full): a floating tree view with a sortable column for each thing that one
 * wants to know at a glance
 */
GtkWidget *
wd_gtk_list_new(WdGtkRows *rows)
{
	GtkTreeModel *model = wd_gtk_rows_get_model(rows);
	GtkWidget *widget = gtk_tree_view_new_with_model(model);
	GtkTreeView *list = GTK_TREE_VIEW(widget);

	add_icon_column(list);
	for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
		add_column(list, GTK_TREE_SORTABLE(model), (int)i);
	/* Same height for all rows: the view need not look at rows that are off the screen. */
	gtk_tree_view_set_fixed_height_mode(list, TRUE);
	gtk_tree_view_set_rules_hint(list, TRUE);
	gtk_tree_view_set_rubber_banding(list, TRUE);
	gtk_tree_view_set_search_column(list, 0);
	gtk_tree_view_set_search_equal_func(list, does_not_match, NULL, NULL);
	gtk_tree_selection_set_mode(gtk_tree_view_get_selection(list), GTK_SELECTION_MULTIPLE);
	gtk_widget_set_has_tooltip(widget, TRUE);
	g_signal_connect(list, "query-tooltip", G_CALLBACK(show_tooltip), NULL);
	return widget;
}

static void
collect_row(GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer data)
{
	g_ptr_array_add(data, (gpointer)wd_gtk_rows_get(model, iter));
}

/**
 * wd_gtk_list_get_selected:
 * @list: the list
 *
 * Returns: (transfer container): the selected #WdHeld in the list's order; they belong to the rows
 */
GPtrArray *
wd_gtk_list_get_selected(GtkTreeView *list)
{
	GPtrArray *selected = g_ptr_array_new();

	gtk_tree_selection_selected_foreach(
		gtk_tree_view_get_selection(list), collect_row, selected);
	return selected;
}

static void
find_first(GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer data)
{
	int *first = data;

	if (*first < 0)
		*first = gtk_tree_path_get_indices(path)[0];
}

/**
 * wd_gtk_list_get_first_selected:
 * @list: the list
 *
 * Returns: the place of the first selected row, or -1
 */
int
wd_gtk_list_get_first_selected(GtkTreeView *list)
{
	int first = -1;

	gtk_tree_selection_selected_foreach(gtk_tree_view_get_selection(list), find_first, &first);
	return first;
}

/**
 * wd_gtk_list_select_near:
 * @list: the list
 * @row: a place that may no longer exist
 *
 * Selects the row at that place, or the last one, so that the keyboard can go on from there.
 */
void
wd_gtk_list_select_near(GtkTreeView *list, int row)
{
	GtkTreeModel *model = gtk_tree_view_get_model(list);
	int n_rows = gtk_tree_model_iter_n_children(model, NULL);
	GtkTreePath *path;

	if (n_rows == 0)
		return;
	path = gtk_tree_path_new_from_indices(CLAMP(row, 0, n_rows - 1), -1);
	gtk_tree_view_set_cursor(list, path, NULL, FALSE);
	gtk_tree_path_free(path);
}

/**
 * wd_gtk_list_select_peer:
 * @list: the list
 * @part: of a name, in upper or lower case
 *
 * Selects the first row of such a sender; nothing changes when there is none.
 */
void
wd_gtk_list_select_peer(GtkTreeView *list, const char *part)
{
	GtkTreeModel *model = gtk_tree_view_get_model(list);
	GtkTreeIter iter;
	gboolean has_row = gtk_tree_model_get_iter_first(model, &iter);

	for (; has_row; has_row = gtk_tree_model_iter_next(model, &iter)) {
		GtkTreePath *path;

		if (!has_peer(wd_gtk_rows_get(model, &iter), part))
			continue;
		path = gtk_tree_model_get_path(model, &iter);
		gtk_tree_view_set_cursor(list, path, NULL, FALSE);
		gtk_tree_path_free(path);
		return;
	}
}
