/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-crowd.h"

#include <string.h>

/* What one peer has: rows of one `same`. */
typedef struct {
	char *same;
	GQueue rows; /* of Row *, the oldest first */
	GSequenceIter *place;
} Peer;

typedef struct {
	char *id;
	gint64 held_ms;
	Peer *peer;
	GList link; /* in @peer's rows */
} Row;

struct WdQueueCrowd {
	GHashTable *rows;  /* id -> Row */
	GHashTable *peers; /* same -> Peer */
	GSequence *order;  /* of Peer *: who gives a row first stands first */
};

static void
free_row(gpointer pointer)
{
	Row *row = pointer;

	g_free(row->id);
	g_free(row);
}

static void
free_peer(gpointer pointer)
{
	Peer *peer = pointer;

	g_free(peer->same);
	g_free(peer);
}

static const Row *
get_oldest(const Peer *peer)
{
	return peer->rows.head->data;
}

static int
compare_rows(const Row *a, const Row *b)
{
	if (a->held_ms != b->held_ms)
		return a->held_ms < b->held_ms ? -1 : 1;
	return strcmp(a->id, b->id);
}

static int
compare_peers(gconstpointer a, gconstpointer b, gpointer data)
{
	const Peer *first = a;
	const Peer *second = b;

	if (first->rows.length != second->rows.length)
		return first->rows.length > second->rows.length ? -1 : 1;
	return compare_rows(get_oldest(first), get_oldest(second));
}

/**
 * wd_queue_crowd_new:
 *
 * Returns: (transfer full): a crowd of nobody
 */
WdQueueCrowd *
wd_queue_crowd_new(void)
{
	WdQueueCrowd *crowd = g_new0(WdQueueCrowd, 1);

	crowd->rows = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_row);
	crowd->peers = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_peer);
	crowd->order = g_sequence_new(NULL);
	return crowd;
}

/**
 * wd_queue_crowd_free:
 * @crowd: (nullable) (transfer full): a crowd
 */
void
wd_queue_crowd_free(WdQueueCrowd *crowd)
{
	if (crowd == NULL)
		return;
	g_sequence_free(crowd->order);
	g_hash_table_unref(crowd->rows);
	g_hash_table_unref(crowd->peers);
	g_free(crowd);
}

static Peer *
find_or_make_peer(WdQueueCrowd *crowd, const char *same)
{
	Peer *peer = g_hash_table_lookup(crowd->peers, same);

	if (peer == NULL) {
		peer = g_new0(Peer, 1);
		peer->same = g_strdup(same);
		g_queue_init(&peer->rows);
		g_hash_table_insert(crowd->peers, peer->same, peer);
	}
	return peer;
}

/* Rows come in their order almost always: the walk from the end is short. */
static void
insert_in_order(Peer *peer, Row *row)
{
	GList *before = peer->rows.tail;

	while (before != NULL && compare_rows(before->data, row) > 0)
		before = before->prev;
	if (before == NULL)
		g_queue_push_head_link(&peer->rows, &row->link);
	else if (before->next == NULL)
		g_queue_push_tail_link(&peer->rows, &row->link);
	else {
		row->link.prev = before;
		row->link.next = before->next;
		before->next->prev = &row->link;
		before->next = &row->link;
		peer->rows.length++;
	}
}

/* Of a flood from many senders each comes with one row, the youngest: no need to search. */
static gboolean
is_last(const WdQueueCrowd *crowd, const Peer *peer)
{
	GSequenceIter *end = g_sequence_get_end_iter(crowd->order);

	return g_sequence_iter_is_begin(end) ||
	       compare_peers(g_sequence_get(g_sequence_iter_prev(end)), peer, NULL) < 0;
}

static void
place_peer(WdQueueCrowd *crowd, Peer *peer)
{
	if (peer->place != NULL)
		g_sequence_sort_changed(peer->place, compare_peers, NULL);
	else if (is_last(crowd, peer))
		peer->place = g_sequence_append(crowd->order, peer);
	else
		peer->place = g_sequence_insert_sorted(crowd->order, peer, compare_peers, NULL);
}

/**
 * wd_queue_crowd_add:
 * @crowd: a crowd
 * @id: a row's id
 * @same: what the rows of one peer have in common
 * @held_ms: when the row was held
 *
 * A row that is there already stays as it was.
 */
void
wd_queue_crowd_add(WdQueueCrowd *crowd, const char *id, const char *same, gint64 held_ms)
{
	Row *row;

	if (g_hash_table_contains(crowd->rows, id))
		return;
	row = g_new0(Row, 1);
	row->id = g_strdup(id);
	row->held_ms = held_ms;
	row->link.data = row;
	row->peer = find_or_make_peer(crowd, same);
	insert_in_order(row->peer, row);
	place_peer(crowd, row->peer);
	g_hash_table_insert(crowd->rows, row->id, row);
}

/**
 * wd_queue_crowd_remove:
 * @crowd: a crowd
 * @id: a row's id; need not be there
 */
void
wd_queue_crowd_remove(WdQueueCrowd *crowd, const char *id)
{
	Row *row = g_hash_table_lookup(crowd->rows, id);
	Peer *peer;

	if (row == NULL)
		return;
	peer = row->peer;
	g_queue_unlink(&peer->rows, &row->link);
	if (peer->rows.length > 0)
		place_peer(crowd, peer);
	else {
		g_sequence_remove(peer->place);
		(void)g_hash_table_remove(crowd->peers, peer->same); /* it is there */
	}
	(void)g_hash_table_remove(crowd->rows, id); /* as above */
}

/**
 * wd_queue_crowd_has:
 * @crowd: a crowd
 * @same: what the rows of one peer have in common
 *
 * Returns: whether the peer has a row
 */
gboolean
wd_queue_crowd_has(const WdQueueCrowd *crowd, const char *same)
{
	return g_hash_table_contains(crowd->peers, same);
}

/**
 * wd_queue_crowd_take:
 * @crowd: a crowd
 *
 * Takes out the oldest row of the peer that has the most; of several such peers, the one whose row
 * is the oldest.
 *
 * Returns: (transfer full) (nullable): its id; NULL when nobody is left
 */
char *
wd_queue_crowd_take(WdQueueCrowd *crowd)
{
	GSequenceIter *first = g_sequence_get_begin_iter(crowd->order);
	char *id;

	if (g_sequence_iter_is_end(first))
		return NULL;
	id = g_strdup(get_oldest(g_sequence_get(first))->id);
	wd_queue_crowd_remove(crowd, id);
	return id;
}
