/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-rows.h"

#define MANY_CHANGES 200 /* from here on a view is quicker when it does not watch each change */

typedef struct {
	WdHeld *held;
	GtkTreeIter iter; /* a GtkListStore's iterators live as long as their row */
	guint round;
} Row;

struct WdGtkRows {
	GtkListStore *store;
	GHashTable *by_id; /* the row's own id -> Row */
	guint round;
};

static void
free_row(gpointer pointer)
{
	Row *row = pointer;

	wd_held_free(row->held);
	g_free(row);
}

/**
 * wd_gtk_rows_new:
 *
 * Returns: (transfer full): an empty model
 */
WdGtkRows *
wd_gtk_rows_new(void)
{
	WdGtkRows *rows = g_new0(WdGtkRows, 1);

	rows->store = gtk_list_store_new(1, G_TYPE_POINTER);
	rows->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_row);
	return rows;
}

/**
 * wd_gtk_rows_free:
 * @rows: (nullable) (transfer full): rows; a view must have let go of the model
 */
void
wd_gtk_rows_free(WdGtkRows *rows)
{
	if (rows == NULL)
		return;
	gtk_list_store_clear(rows->store);
	g_object_unref(rows->store);
	g_hash_table_unref(rows->by_id);
	g_free(rows);
}

/**
 * wd_gtk_rows_get_model:
 * @rows: rows
 *
 * Returns: (transfer none): a sortable model of one pointer column
 */
GtkTreeModel *
wd_gtk_rows_get_model(WdGtkRows *rows)
{
	return GTK_TREE_MODEL(rows->store);
}

/**
 * wd_gtk_rows_count:
 * @rows: rows
 *
 * Returns: how many there are
 */
guint
wd_gtk_rows_count(WdGtkRows *rows)
{
	return g_hash_table_size(rows->by_id);
}

/**
 * wd_gtk_rows_get:
 * @model: the model of some rows
 * @iter: a row of it
 *
 * Returns: (transfer none): what is held there, until the next update
 */
const WdHeld *
wd_gtk_rows_get(GtkTreeModel *model, GtkTreeIter *iter)
{
	const WdHeld *held;

	gtk_tree_model_get(model, iter, 0, &held, -1);
	return held;
}

static void
add_row(WdGtkRows *rows, const WdHeld *held)
{
	Row *row = g_new0(Row, 1);

	row->held = wd_held_copy(held);
	row->round = rows->round;
	/* The list comes oldest first; people look for the newest. */
	gtk_list_store_insert_with_values(rows->store, &row->iter, 0, 0, row->held, -1);
	g_hash_table_insert(rows->by_id, row->held->id, row);
}

static void
refresh_row(WdGtkRows *rows, Row *row, const WdHeld *held)
{
	row->round = rows->round;
	/* What is held never changes, only what became of it. */
	if (row->held->state == held->state && row->held->n_repeats == held->n_repeats)
		return;
	row->held->state = held->state;
	row->held->n_repeats = held->n_repeats;
	gtk_list_store_set(rows->store, &row->iter, 0, row->held, -1);
}

static void
remove_old_rows(WdGtkRows *rows)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, rows->by_id);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		Row *row = value;

		if (row->round == rows->round)
			continue;
		gtk_list_store_remove(rows->store, &row->iter);
		g_hash_table_iter_remove(&iter);
	}
}

static guint
difference(guint a, guint b)
{
	return a > b ? a - b : b - a;
}

/**
 * wd_gtk_rows_update:
 * @rows: rows
 * @view: (nullable): the view that shows them
 * @held: of #WdHeld, oldest first: what the queue holds now; copied
 *
 * Makes the model equal to @held.  Rows that stay keep their place and their selection.
 */
void
wd_gtk_rows_update(WdGtkRows *rows, GtkTreeView *view, const GPtrArray *held)
{
	gboolean detach =
		view != NULL && difference(held->len, wd_gtk_rows_count(rows)) > MANY_CHANGES;

	if (detach)
		gtk_tree_view_set_model(view, NULL);
	rows->round++;
	for (guint i = 0; i < held->len; i++) {
		const WdHeld *next = g_ptr_array_index(held, i);
		Row *row = g_hash_table_lookup(rows->by_id, next->id);

		if (row == NULL)
			add_row(rows, next);
		else
			refresh_row(rows, row, next);
	}
	remove_old_rows(rows);
	if (detach) {
		gtk_tree_view_set_model(view, GTK_TREE_MODEL(rows->store));
		gtk_tree_view_set_search_column(view, 0); /* a new model forgets it */
	}
}
