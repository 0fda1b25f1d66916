/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-delivery.h"

#include "engine/wd-error.h"

#define RETRY_MS 60000 /* what could not be done for a reason that nobody tells of */

typedef struct {
	WdDeliver deliver;
	gpointer data;
} Handler;

struct WdDelivery {
	WdSession *session;
	WdQueue *queue; /* (nullable): could not be opened */
	Handler handlers[WD_EVENT_N_KINDS][2];
	/* Rows whose object (a request, an offer) is alive in this process: only for them does a
	 * "no" have to be carried out. */
	GHashTable *live;
	/* Ids of released rows that no part could deliver: opened again when something happens that
	 * may have changed that. */
	GHashTable *tried;
	gint64 tried_ms;     /* when all of them were tried last */
	GHashTable *claimed; /* ids: a second claim fails even if the database should forget */
	gboolean is_running;
	gboolean is_asked_again;
};

/**
 * wd_delivery_new:
 * @session: handed to each part, never used here
 * @queue: (nullable): outlives the delivery
 *
 * Returns: (transfer full): a delivery that knows no part yet
 */
WdDelivery *
wd_delivery_new(WdSession *session, WdQueue *queue)
{
	WdDelivery *delivery = g_new0(WdDelivery, 1);

	delivery->session = session;
	delivery->queue = queue;
	delivery->live = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	delivery->tried = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	delivery->claimed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return delivery;
}

/**
 * wd_delivery_free:
 * @delivery: (nullable) (transfer full): a delivery
 */
void
wd_delivery_free(WdDelivery *delivery)
{
	if (delivery == NULL)
		return;
	g_hash_table_unref(delivery->live);
	g_hash_table_unref(delivery->tried);
	g_hash_table_unref(delivery->claimed);
	g_free(delivery);
}

/**
 * wd_delivery_set:
 * @delivery: a delivery
 * @kind: of the rows
 * @direction: of the rows
 * @deliver: (nullable): NULL when the part goes
 * @data: for @deliver
 */
void
wd_delivery_set(WdDelivery *delivery,
		WdEventKind kind,
		WdDirection direction,
		WdDeliver deliver,
		gpointer data)
{
	Handler *handler;

	g_return_if_fail((guint)kind < WD_EVENT_N_KINDS && (guint)direction < 2);
	handler = &delivery->handlers[kind][direction];
	handler->deliver = deliver;
	handler->data = data;
}

/**
 * wd_delivery_note_live:
 * @delivery: a delivery
 * @held_id: a row whose request or offer stands open in this process
 */
void
wd_delivery_note_live(WdDelivery *delivery, const char *held_id)
{
	g_hash_table_add(delivery->live, g_strdup(held_id));
}

/**
 * wd_delivery_forget_live:
 * @delivery: a delivery
 * @held_id: a row whose request or offer is gone
 */
void
wd_delivery_forget_live(WdDelivery *delivery, const char *held_id)
{
	g_hash_table_remove(delivery->live, held_id);
}

/**
 * wd_delivery_claim:
 * @delivery: a delivery
 * @held_id: a released row
 * @now_ms: Unix time
 *
 * Turns RELEASED into DELIVERED. Whoever gets TRUE delivers; nobody else does, in this process or
 * another.
 *
 * Returns: TRUE at most once for each row
 */
gboolean
wd_delivery_claim(WdDelivery *delivery, const char *held_id, gint64 now_ms)
{
	g_autoptr(GError) error = NULL;

	if (delivery->queue == NULL || g_hash_table_contains(delivery->claimed, held_id))
		return FALSE;
	if (!wd_queue_claim(delivery->queue, held_id, now_ms, &error))
		return FALSE;
	g_hash_table_add(delivery->claimed, g_strdup(held_id));
	return TRUE;
}

static gboolean
hand_over(WdDelivery *delivery, const WdHeld *held, WdDecision fallback)
{
	const Handler *handler = &delivery->handlers[held->event->kind][held->event->direction];
	WdDecision decision = fallback;

	if (handler->deliver == NULL)
		return FALSE;
	if (!wd_queue_get_decision(delivery->queue, held->id, &decision))
		decision = fallback; /* gone meanwhile */
	return handler->deliver(delivery->session, held, decision, handler->data);
}

/* Opens the row, a third of a millisecond, and has it delivered if that can be. */
static void
deliver_row(WdDelivery *delivery, const char *id, gint64 now_ms)
{
	g_autoptr(WdHeld) held = wd_queue_find(delivery->queue, id, NULL);

	/* Locked, or decided anew meanwhile: it is looked at with the next change. */
	if (held == NULL || held->state != WD_HELD_RELEASED)
		return;
	if (!hand_over(delivery, held, WD_DECISION_RELEASE)) {
		g_hash_table_add(delivery->tried, g_strdup(id));
		return;
	}
	/* Done in this process whatever the database answers now. */
	if (!wd_delivery_claim(delivery, id, now_ms))
		g_hash_table_add(delivery->claimed, g_strdup(id));
	g_hash_table_remove(delivery->live, id);
}

static gboolean
is_gone(gpointer id, gpointer value, gpointer released)
{
	return !g_hash_table_contains(released, id);
}

/* Who is decided anew is tried anew. */
static void
forget_gone(WdDelivery *delivery, const GPtrArray *ids)
{
	g_autoptr(GHashTable) released = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < ids->len; i++)
		g_hash_table_add(released, g_ptr_array_index(ids, i));
	(void)g_hash_table_foreach_remove(delivery->tried, is_gone, released);
}

static void
deliver_released(WdDelivery *delivery, gint64 now_ms)
{
	g_autoptr(GPtrArray) ids = wd_queue_list_released_ids(delivery->queue);

	forget_gone(delivery, ids);
	for (guint i = 0; i < ids->len; i++) {
		const char *id = g_ptr_array_index(ids, i);

		if (!g_hash_table_contains(delivery->claimed, id) &&
		    !g_hash_table_contains(delivery->tried, id))
			deliver_row(delivery, id, now_ms);
	}
}

/* A copy: what is delivered may expire other rows. */
static GStrv
copy_live_ids(WdDelivery *delivery, guint *n)
{
	g_autofree gpointer *keys = g_hash_table_get_keys_as_array(delivery->live, n);

	return g_strdupv((GStrv)keys);
}

/* Somebody said no, here or with wardenctl: the peer of a live request has to be told. */
static void
deliver_refused(WdDelivery *delivery)
{
	guint n = 0;
	g_auto(GStrv) ids = copy_live_ids(delivery, &n);

	for (guint i = 0; i < n; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(WdHeld) held = wd_queue_find(delivery->queue, ids[i], &error);

		if (held == NULL && !g_error_matches(error, WD_ERROR, WD_ERROR_NOT_FOUND))
			continue; /* unreadable now: still unknown what was decided */
		if (held != NULL &&
		    (held->state == WD_HELD_WAITING || held->state == WD_HELD_RELEASED ||
		     held->state == WD_HELD_EXPIRED)) /* half of a file can still be deleted */
			continue;
		g_hash_table_remove(delivery->live, ids[i]);
		if (held != NULL && held->state == WD_HELD_DELETED)
			(void)hand_over(delivery, held, WD_DECISION_DELETE); /* gone either way */
	}
}

/**
 * wd_delivery_run:
 * @delivery: a delivery
 * @is_occasion: whether what could not be done before may be possible now: somebody signed on, a
 *   room was joined; else the rows that wait for that are left alone, for a minute
 * @now_ms: Unix time
 *
 * Tries every row that was decided and not yet carried out. Safe to call at any time, also from
 * within itself: claiming a row changes the queue, which asks for another run.
 */
void
wd_delivery_run(WdDelivery *delivery, gboolean is_occasion, gint64 now_ms)
{
	if (delivery->queue == NULL)
		return;
	if (is_occasion || ABS(now_ms - delivery->tried_ms) >= RETRY_MS) {
		g_hash_table_remove_all(delivery->tried);
		delivery->tried_ms = now_ms;
	}
	delivery->is_asked_again = TRUE;
	if (delivery->is_running)
		return;
	delivery->is_running = TRUE;
	/* Twice is enough: whatever a delivery releases in its turn is there at the second look. */
	for (guint i = 0; i < 2 && delivery->is_asked_again; i++) {
		delivery->is_asked_again = FALSE;
		deliver_released(delivery, now_ms);
		deliver_refused(delivery);
	}
	delivery->is_running = FALSE;
}
