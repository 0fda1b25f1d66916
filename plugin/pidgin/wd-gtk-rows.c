/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-rows.h"

#define MANY_CHANGES 1000 /* from here on a view is quicker when it does not watch each change */

typedef struct {
	WdHeld *held;
	GtkTreeIter iter; /* a GtkListStore's iterators live as long as their row */
	guint round;
	WdGtkRowsFormat format; /* of the words in @key */
	char *key;              /* (nullable): what it is sorted by */
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
	g_free(row->key);
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

static Row *
get_row(GtkTreeModel *model, GtkTreeIter *iter)
{
	Row *row;

	gtk_tree_model_get(model, iter, 0, &row, -1);
	return row;
}

/**
 * wd_gtk_rows_get:
 * @model: the model of some rows
 * @iter: a row of it
 *
 * Returns: (transfer none) (nullable): what is held there, until the next update; NULL while the
 * row is being inserted
 */
const WdHeld *
wd_gtk_rows_get(GtkTreeModel *model, GtkTreeIter *iter)
{
	const Row *row = get_row(model, iter);

	return row != NULL ? row->held : NULL;
}

/**
 * wd_gtk_rows_get_key:
 * @model: the model of some rows
 * @iter: a row of it that is filled
 * @format: makes the words by which rows are sorted
 *
 * The words are made once for each row, and anew when they are those of another column: sorting
 * compares a row a dozen times and more.
 *
 * Returns: (transfer none): what strcmp() compares with the key of another row
 */
const char *
wd_gtk_rows_get_key(GtkTreeModel *model, GtkTreeIter *iter, WdGtkRowsFormat format)
{
	Row *row = get_row(model, iter);
	g_autofree char *words = NULL;

	if (row->key != NULL && row->format == format)
		return row->key;
	words = format(row->held);
	g_free(row->key);
	row->key = g_utf8_collate_key(words, -1);
	row->format = format;
	return row->key;
}

static void
add_row(WdGtkRows *rows, WdHeld *held, int place)
{
	Row *row = g_new0(Row, 1);

	row->held = held;
	row->round = rows->round;
	/* In a list that somebody sorts the row finds its place by itself. */
	gtk_list_store_insert_with_values(rows->store, &row->iter, place, 0, row, -1);
	g_hash_table_insert(rows->by_id, row->held->id, row);
}

static void
refresh_row(WdGtkRows *rows, Row *row, const WdHeldNews *news)
{
	/* What is held never changes, only what became of it. */
	if (row->held->state == news->state && row->held->n_repeats == news->n_repeats)
		return;
	row->held->state = news->state;
	row->held->n_repeats = news->n_repeats;
	g_clear_pointer(&row->key, g_free); /* how often it came is among the words */
	gtk_list_store_set(rows->store, &row->iter, 0, row, -1);
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

/* Those that stay. */
static void
mark_rows(WdGtkRows *rows, const GPtrArray *all)
{
	rows->round++;
	for (guint i = 0; i < all->len; i++) {
		const WdHeldNews *news = g_ptr_array_index(all, i);
		Row *row = g_hash_table_lookup(rows->by_id, news->id);

		if (row != NULL)
			row->round = rows->round;
	}
}

/* How many rows come or go. */
static guint
count_changes(const WdGtkRows *rows, const GPtrArray *all)
{
	guint n_new = 0;
	guint n_shown = 0;

	for (guint i = 0; i < all->len; i++) {
		const WdHeldNews *news = g_ptr_array_index(all, i);

		if (g_hash_table_contains(rows->by_id, news->id))
			n_shown++;
		else if (news->held != NULL)
			n_new++;
	}
	return n_new + g_hash_table_size(rows->by_id) - n_shown;
}

/**
 * wd_gtk_rows_has:
 * @id: a row's id
 * @rows: a #WdGtkRows
 *
 * Returns: whether its content is here
 */
gboolean
wd_gtk_rows_has(const char *id, gpointer rows)
{
	return g_hash_table_contains(((const WdGtkRows *)rows)->by_id, id);
}

/**
 * wd_gtk_rows_update:
 * @rows: rows
 * @view: (nullable): the view that shows them
 * @all: (element-type WdHeldNews): what the queue holds now, the newest first; contents are taken
 *
 * Makes the model equal to @all, but for what comes later.  Rows that stay keep their place and
 * their selection.
 */
void
wd_gtk_rows_update(WdGtkRows *rows, GtkTreeView *view, const GPtrArray *all)
{
	gboolean detach = view != NULL && count_changes(rows, all) > MANY_CHANGES;
	int place = 0;

	if (detach)
		gtk_tree_view_set_model(view, NULL);
	/* First, so that a place counts what stays: else what comes stands too high. */
	mark_rows(rows, all);
	remove_old_rows(rows);
	for (guint i = 0; i < all->len; i++) {
		WdHeldNews *news = g_ptr_array_index(all, i);
		Row *row = g_hash_table_lookup(rows->by_id, news->id);

		if (row == NULL && news->held == NULL)
			continue; /* later */
		if (row == NULL)
			add_row(rows, g_steal_pointer(&news->held), place);
		else
			refresh_row(rows, row, news);
		place++;
	}
	if (detach) {
		gtk_tree_view_set_model(view, GTK_TREE_MODEL(rows->store));
		gtk_tree_view_set_search_column(view, 0); /* a new model forgets it */
	}
}
