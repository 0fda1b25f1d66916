/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-transfer-rows.h"

#include "purple/wd-purple-context.h"
#include "store/wd-quarantine.h"

struct WdTransferRows {
	GHashTable *all; /* PurpleXfer * -> WdTransferRow * */
	guint n_serials;
};

/**
 * wd_transfer_row_stop_departure:
 * @row: a row
 *
 * Nobody waits any more for what is being looked at, if anything is.
 */
void
wd_transfer_row_stop_departure(WdTransferRow *row)
{
	if (row->departure != NULL)
		wd_departure_cancel(g_steal_pointer(&row->departure));
}

static void
free_row(gpointer pointer)
{
	WdTransferRow *row = pointer;

	wd_transfer_row_stop_departure(row);
	if (row->copy != NULL)
		wd_quarantine_remove_copy(row->copy);
	g_free(row->copy);
	wd_event_unref(row->event);
	wd_verdict_free(row->verdict);
	g_free(row->held_id);
	g_free(row->question_id);
	g_free(row);
}

/**
 * wd_transfer_rows_new:
 *
 * Returns: (transfer full): no rows
 */
WdTransferRows *
wd_transfer_rows_new(void)
{
	WdTransferRows *rows = g_new0(WdTransferRows, 1);

	rows->all = g_hash_table_new_full(NULL, NULL, NULL, free_row);
	return rows;
}

/**
 * wd_transfer_rows_free:
 * @rows: (transfer full): rows
 */
void
wd_transfer_rows_free(WdTransferRows *rows)
{
	g_hash_table_unref(rows->all);
	g_free(rows);
}

static WdEvent *
make_event(PurpleXfer *xfer, gint64 now_ms)
{
	PurpleAccount *account = purple_xfer_get_account(xfer);
	gboolean is_sent = purple_xfer_get_type(xfer) == PURPLE_XFER_SEND;
	size_t size = purple_xfer_get_size(xfer);
	g_autofree char *peer = wd_purple_normalise_peer(account, xfer->who);
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.direction = is_sent ? WD_DIRECTION_OUT : WD_DIRECTION_IN,
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = peer,
		.file_name = purple_xfer_get_filename(xfer),
		.file_path = is_sent ? purple_xfer_get_local_filename(xfer) : NULL,
		/* 0 is what a peer says who does not say. */
		.file_size = size == 0 ? -1 : (gint64)MIN(size, (size_t)G_MAXINT64),
		.time_ms = now_ms,
	};

	return wd_event_new(&fields);
}

/**
 * wd_transfer_rows_add:
 * @rows: rows
 * @xfer: a transfer; one that has a row gets a new one
 * @now_ms: Unix time
 *
 * Returns: (transfer none): its row, with the event that it is, not judged yet
 */
WdTransferRow *
wd_transfer_rows_add(WdTransferRows *rows, PurpleXfer *xfer, gint64 now_ms)
{
	WdTransferRow *row = g_new0(WdTransferRow, 1);

	row->serial = ++rows->n_serials;
	row->event = make_event(xfer, now_ms);
	g_hash_table_replace(rows->all, xfer, row);
	return row;
}

/**
 * wd_transfer_rows_remove:
 * @rows: rows
 * @xfer: a transfer that is being destroyed
 */
void
wd_transfer_rows_remove(WdTransferRows *rows, PurpleXfer *xfer)
{
	g_hash_table_remove(rows->all, xfer);
}

/**
 * wd_transfer_rows_find:
 * @rows: rows
 * @xfer: a transfer
 *
 * Returns: (transfer none) (nullable): its row
 */
WdTransferRow *
wd_transfer_rows_find(const WdTransferRows *rows, PurpleXfer *xfer)
{
	return g_hash_table_lookup(rows->all, xfer);
}

/**
 * wd_transfer_rows_find_waiting:
 * @rows: rows
 * @xfer: a transfer
 *
 * Returns: (transfer none) (nullable): its row, if it waits
 */
WdTransferRow *
wd_transfer_rows_find_waiting(const WdTransferRows *rows, PurpleXfer *xfer)
{
	WdTransferRow *row = wd_transfer_rows_find(rows, xfer);

	return row != NULL && row->state == WD_TRANSFER_WAITING ? row : NULL;
}

/**
 * wd_transfer_rows_find_serial:
 * @rows: rows
 * @serial: names a row
 *
 * Returns: (transfer none) (nullable): that row, if it waits
 */
WdTransferRow *
wd_transfer_rows_find_serial(const WdTransferRows *rows, guint serial)
{
	GHashTableIter all;
	gpointer value;

	g_hash_table_iter_init(&all, rows->all);
	while (g_hash_table_iter_next(&all, NULL, &value)) {
		WdTransferRow *row = value;

		if (row->serial == serial && row->state == WD_TRANSFER_WAITING)
			return row;
	}
	return NULL;
}

/**
 * wd_transfer_rows_find_held:
 * @rows: rows
 * @held_id: a row of the review queue
 *
 * Returns: (transfer none) (nullable): which of those that wait it stands for
 */
WdTransferRow *
wd_transfer_rows_find_held(const WdTransferRows *rows, const char *held_id)
{
	GHashTableIter all;
	gpointer value;

	g_hash_table_iter_init(&all, rows->all);
	while (g_hash_table_iter_next(&all, NULL, &value)) {
		WdTransferRow *row = value;

		if (row->state == WD_TRANSFER_WAITING && g_strcmp0(row->held_id, held_id) == 0)
			return row;
	}
	return NULL;
}

/**
 * wd_transfer_rows_list_waiting:
 * @rows: rows
 *
 * Returns: (transfer full) (element-type guint): the serials of those that wait
 */
GArray *
wd_transfer_rows_list_waiting(const WdTransferRows *rows)
{
	GArray *serials = g_array_new(FALSE, FALSE, sizeof(guint));
	GHashTableIter all;
	gpointer value;

	g_hash_table_iter_init(&all, rows->all);
	while (g_hash_table_iter_next(&all, NULL, &value)) {
		const WdTransferRow *row = value;

		if (row->state == WD_TRANSFER_WAITING)
			g_array_append_val(serials, row->serial);
	}
	return serials;
}

/**
 * wd_transfer_rows_leave_copies:
 * @rows: rows
 *
 * What is on its way goes on without us; the next start removes the copies.
 */
void
wd_transfer_rows_leave_copies(WdTransferRows *rows)
{
	GHashTableIter all;
	gpointer value;

	g_hash_table_iter_init(&all, rows->all);
	while (g_hash_table_iter_next(&all, NULL, &value))
		g_clear_pointer(&((WdTransferRow *)value)->copy, g_free);
}

/**
 * wd_transfer_rows_find_leader:
 * @rows: rows
 * @follower: a file that goes to many
 *
 * Returns: (transfer none) (nullable): the same file to somebody else, about which there is a
 *   question
 */
WdTransferRow *
wd_transfer_rows_find_leader(const WdTransferRows *rows, const WdTransferRow *follower)
{
	GHashTableIter all;
	gpointer value;

	g_hash_table_iter_init(&all, rows->all);
	while (g_hash_table_iter_next(&all, NULL, &value)) {
		WdTransferRow *row = value;

		if (row != follower && row->state == WD_TRANSFER_WAITING &&
		    row->question_id != NULL &&
		    wd_purple_outbreaks_is_one(&row->outbreak, &follower->outbreak))
			return row;
	}
	return NULL;
}

/**
 * wd_transfer_rows_count_followers:
 * @rows: rows
 * @leader: who has a question
 *
 * Returns: how many others it is about
 */
guint
wd_transfer_rows_count_followers(const WdTransferRows *rows, const WdTransferRow *leader)
{
	GHashTableIter all;
	gpointer value;
	guint n = 0;

	g_hash_table_iter_init(&all, rows->all);
	while (g_hash_table_iter_next(&all, NULL, &value))
		n += ((WdTransferRow *)value)->leader == leader->serial;
	return n;
}

/**
 * wd_transfer_rows_leave_leader:
 * @rows: rows
 * @leader: whose question is over
 *
 * Returns: (transfer full) (element-type guint): the serials of those who had one question with
 *   @leader and are without one now; they are asked about anew unless somebody answers
 */
GArray *
wd_transfer_rows_leave_leader(WdTransferRows *rows, const WdTransferRow *leader)
{
	GArray *serials = g_array_new(FALSE, FALSE, sizeof(guint));
	GHashTableIter all;
	gpointer value;

	g_hash_table_iter_init(&all, rows->all);
	while (g_hash_table_iter_next(&all, NULL, &value)) {
		WdTransferRow *row = value;

		if (row->leader != leader->serial)
			continue;
		row->leader = 0;
		row->is_settled = FALSE;
		g_array_append_val(serials, row->serial);
	}
	return serials;
}

/**
 * wd_transfer_row_is_incoming:
 * @row: a row
 *
 * Returns: whether the file comes from the peer
 */
gboolean
wd_transfer_row_is_incoming(const WdTransferRow *row)
{
	return row->event->direction == WD_DIRECTION_IN;
}

/**
 * wd_transfer_row_become_impossible:
 * @row: a row
 * @code: of the finding
 * @error: why
 *
 * Its verdict becomes a block without a copy: it was us who cannot do it, not policy that forbids
 * it, so nothing is kept.
 */
void
wd_transfer_row_become_impossible(WdTransferRow *row, const char *code, const GError *error)
{
	wd_verdict_free(row->verdict);
	row->verdict = wd_verdict_new();
	wd_verdict_add(row->verdict,
		       wd_finding_new(code, WD_ACTION_BLOCK, 0, 0, 0, error->message));
	row->verdict->treatment |= WD_TREATMENT_NO_COPY;
}
