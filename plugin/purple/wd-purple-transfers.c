/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-transfers.h"

#include "purple/wd-departure.h"
#include "purple/wd-purple-arrivals.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-hush.h"
#include "purple/wd-purple-outbreaks.h"
#include "purple/wd-safe-text.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"
#include "purple/wd-slot.h"
#include "purple/wd-transfer-talk.h"
#include "purple/wd-transfer.h"
#include "store/wd-quarantine.h"

#define FIRST (-9000)
#define LAST  9000

typedef enum {
	STATE_PASSED,  /* judged; takes its stock way */
	STATE_WAITING, /* kept for review, or about to be asked about or refused */
	STATE_OVER,    /* refused or cancelled; libpurple will destroy it */
} State;

/* What we know of one of libpurple's transfers, until it is destroyed. */
typedef struct {
	guint serial; /* names it where it may be gone meanwhile */
	State state;
	gboolean is_approved; /* by the person: not judged again */
	gboolean is_settled;  /* asked about or left in the queue: the timer has no more to do */
	WdTransfer *transfer; /* while waiting */
	WdEvent *event;
	WdVerdict *verdict;
	WdDeparture *departure; /* (nullable) while what is sent is copied and looked at */
	char *copy;             /* (nullable) what is sent instead of the file itself */
	char *held_id;          /* (nullable) */
	char *question_id;      /* (nullable) */
	WdOutbreak outbreak;    /* of the same file to others; all zero: none */
	guint leader;           /* serial of the row whose question is also this one's; 0: none */
} Row;

typedef struct {
	WdSession *session;
	GHashTable *rows;    /* PurpleXfer * -> Row * */
	GPtrArray *dropped;  /* of WdTransfer *: cancelled by others, references to give up */
	GPtrArray *unjudged; /* of PurpleXfer *, referenced: started past every hook */
	WdDepartures *departures;
	guint timer;
	void (*schedule)(void); /* for those above the timer */
	guint n_serials;
} Transfers;

/* The slots carry no data pointer. */
static Transfers *transfers;
static PurpleXferUiOps own_ops; /* for a client that has none */
static WdSlot add_slot;
static WdSlot destroy_slot;
static WdSlot cancel_local_slot;
static WdSlot cancel_remote_slot;

static void
stop_departure(Row *row)
{
	if (row->departure != NULL)
		wd_departure_cancel(g_steal_pointer(&row->departure));
}

static void
free_row(gpointer pointer)
{
	Row *row = pointer;

	stop_departure(row);
	if (row->copy != NULL)
		wd_quarantine_remove_copy(row->copy);
	g_free(row->copy);
	wd_event_unref(row->event);
	wd_verdict_free(row->verdict);
	g_free(row->held_id);
	g_free(row->question_id);
	g_free(row);
}

static Row *
find_row(PurpleXfer *xfer)
{
	return transfers == NULL ? NULL : g_hash_table_lookup(transfers->rows, xfer);
}

static Row *
find_waiting_row(PurpleXfer *xfer)
{
	Row *row = find_row(xfer);

	return row != NULL && row->state == STATE_WAITING ? row : NULL;
}

static Row *
find_row_by_serial(guint serial)
{
	GHashTableIter rows;
	gpointer row;

	if (transfers == NULL)
		return NULL;
	g_hash_table_iter_init(&rows, transfers->rows);
	while (g_hash_table_iter_next(&rows, NULL, &row)) {
		if (((Row *)row)->serial == serial && ((Row *)row)->state == STATE_WAITING)
			return row;
	}
	return NULL;
}

static Row *
find_row_by_held_id(const char *held_id)
{
	GHashTableIter rows;
	gpointer row;

	g_hash_table_iter_init(&rows, transfers->rows);
	while (g_hash_table_iter_next(&rows, NULL, &row)) {
		if (((Row *)row)->state == STATE_WAITING &&
		    g_strcmp0(((Row *)row)->held_id, held_id) == 0)
			return row;
	}
	return NULL;
}

static gboolean
is_incoming(const Row *row)
{
	return row->event->direction == WD_DIRECTION_IN;
}

static WdEvent *
make_event(PurpleXfer *xfer)
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
		.time_ms = wd_session_now_ms(transfers->session),
	};

	return wd_event_new(&fields);
}

static Row *
add_row(PurpleXfer *xfer)
{
	Row *row = g_new0(Row, 1);

	row->serial = ++transfers->n_serials;
	row->event = make_event(xfer);
	g_hash_table_replace(transfers->rows, xfer, row);
	return row;
}

static void
judge(PurpleXfer *xfer, Row *row)
{
	wd_verdict_free(row->verdict);
	row->verdict =
		wd_session_judge(transfers->session, purple_xfer_get_account(xfer), row->event);
}

/* Name, bytes and the words among them in one verdict: one question about it. */
static void
judge_inside(PurpleXfer *xfer, Row *row, const GPtrArray *leaks)
{
	PurpleAccount *account = purple_xfer_get_account(xfer);

	wd_verdict_free(row->verdict);
	row->verdict = wd_session_peek(transfers->session, account, row->event);
	for (guint i = 0; i < leaks->len; i++)
		wd_verdict_add(row->verdict, wd_finding_copy(g_ptr_array_index(leaks, i)));
	wd_session_record(transfers->session, account, row->event, row->verdict);
}

/* Who had one question with @leader, and are without one now. */
static GArray *
leave_leader(const Row *leader)
{
	GArray *serials = g_array_new(FALSE, FALSE, sizeof(guint));
	GHashTableIter rows;
	gpointer value;

	g_hash_table_iter_init(&rows, transfers->rows);
	while (g_hash_table_iter_next(&rows, NULL, &value)) {
		Row *row = value;

		if (row->leader != leader->serial)
			continue;
		row->leader = 0;
		row->is_settled = FALSE; /* asked about anew unless somebody answers now */
		g_array_append_val(serials, row->serial);
	}
	return serials;
}

static void
withdraw(Row *row)
{
	g_autoptr(GArray) followers = NULL;

	row->leader = 0;
	if (row->question_id == NULL)
		return;
	wd_session_withdraw(transfers->session, row->question_id);
	g_clear_pointer(&row->question_id, g_free);
	followers = leave_leader(row);
	if (followers->len > 0)
		transfers->schedule();
}

static void
expire(Row *row)
{
	if (row->held_id != NULL)
		wd_session_expire(transfers->session, row->held_id);
}

/* The row may be gone afterwards: with the last reference libpurple destroys the transfer. */
static void
refuse(Row *row)
{
	WdTransfer *transfer = g_steal_pointer(&row->transfer);
	PurpleXfer *xfer = wd_transfer_get_xfer(transfer);

	row->state = STATE_OVER;
	withdraw(row);
	stop_departure(row);
	/* "You cancelled the transfer" would be wrong: it was not the person. */
	wd_purple_hush_begin(purple_xfer_get_account(xfer), xfer->who);
	wd_transfer_refuse(transfer);
	wd_purple_hush_end();
}

/* What was looked at is what leaves: nobody can exchange it any more. */
static void
send_copy(Row *row)
{
	PurpleXfer *xfer = wd_transfer_get_xfer(row->transfer);

	if (row->copy == NULL)
		return;
	purple_xfer_set_local_filename(xfer, row->copy);
	purple_xfer_set_size(xfer, (size_t)row->event->file_size);
}

static void
approve(Row *row)
{
	send_copy(row);
	row->state = STATE_PASSED;
	row->is_approved = TRUE;
	withdraw(row);
	wd_transfer_release(g_steal_pointer(&row->transfer));
}

static WdTransferTopic
get_topic(const Row *row)
{
	return (WdTransferTopic){
		.session = transfers->session,
		.xfer = wd_transfer_get_xfer(row->transfer),
		.event = row->event,
		.verdict = row->verdict,
	};
}

static void
act(Row *row, gboolean is_yes)
{
	if (is_yes && wd_transfer_is_alive(row->transfer))
		approve(row);
	else
		refuse(row);
}

/* Carried out by way of the queue where there is a row, so that it knows the answer, too. */
static void
carry_out(guint serial, gboolean is_yes)
{
	Row *row = find_row_by_serial(serial);

	if (row != NULL && row->held_id != NULL) {
		g_autofree char *held_id = g_strdup(row->held_id);

		(void)wd_session_decide(transfers->session,
					held_id,
					is_yes ? WD_DECISION_RELEASE : WD_DECISION_DELETE,
					NULL);
		row = find_row_by_serial(serial);
	}
	if (row != NULL)
		act(row, is_yes);
}

static void
answered(const char *choice, const char *text, gpointer data)
{
	guint serial = GPOINTER_TO_UINT(data);
	Row *row = find_row_by_serial(serial);
	gboolean is_yes = g_str_equal(choice, "send") || g_str_equal(choice, "release");
	g_autoptr(GArray) followers = NULL;

	if (row == NULL)
		return;
	g_clear_pointer(&row->question_id, g_free);
	followers = leave_leader(row);
	if (is_yes)
		wd_purple_outbreaks_approve(transfers->session, &row->outbreak);
	carry_out(serial, is_yes);
	for (guint i = 0; i < followers->len; i++)
		carry_out(g_array_index(followers, guint, i), is_yes);
}

static void
ask(Row *row)
{
	const WdTransferTopic topic = get_topic(row);

	row->question_id = g_strdup_printf("file-%u", row->serial);
	wd_transfer_talk_ask(&topic, row->question_id, answered, GUINT_TO_POINTER(row->serial));
}

static guint
count_followers(const Row *leader)
{
	GHashTableIter rows;
	gpointer row;
	guint n = 0;

	g_hash_table_iter_init(&rows, transfers->rows);
	while (g_hash_table_iter_next(&rows, NULL, &row))
		n += ((Row *)row)->leader == leader->serial;
	return n;
}

static Row *
find_leader(const Row *follower)
{
	GHashTableIter rows;
	gpointer value;

	g_hash_table_iter_init(&rows, transfers->rows);
	while (g_hash_table_iter_next(&rows, NULL, &value)) {
		Row *row = value;

		if (row != follower && row->state == STATE_WAITING && row->question_id != NULL &&
		    wd_purple_outbreaks_is_one(&row->outbreak, &follower->outbreak))
			return row;
	}
	return NULL;
}

/* The same file for many is one question, which names them all, and one answer. */
static void
ask_about_sent(Row *row)
{
	Row *leader;

	row->outbreak = wd_purple_outbreaks_find(transfers->session, row->event, row->verdict);
	if (wd_purple_outbreaks_is_approved(transfers->session, row->event, row->verdict)) {
		carry_out(row->serial, TRUE);
		return;
	}
	leader = find_leader(row);
	if (leader == NULL) {
		ask(row);
		return;
	}
	row->leader = leader->serial;
	{
		const WdTransferTopic topic = get_topic(leader);

		wd_transfer_talk_ask_again(&topic, leader->question_id, count_followers(leader));
	}
}

/* Outside every signal about the transfer: only there may it be cancelled. */
static void
settle(Row *row)
{
	WdTransferTopic topic;

	row->is_settled = TRUE;
	if (row->verdict->action == WD_ACTION_BLOCK) {
		topic = get_topic(row);
		wd_transfer_talk_say_refused(&topic);
		refuse(row);
	} else if (!is_incoming(row)) {
		ask_about_sent(row);
	} else if (row->held_id == NULL) {
		ask(row);
	}
}

static void
drop_cancelled(void)
{
	g_autoptr(GPtrArray) dropped = g_steal_pointer(&transfers->dropped);

	transfers->dropped = g_ptr_array_new();
	for (guint i = 0; i < dropped->len; i++)
		wd_transfer_drop(g_ptr_array_index(dropped, i));
}

static void
cancel_unjudged(void)
{
	g_autoptr(GPtrArray) unjudged = g_steal_pointer(&transfers->unjudged);

	transfers->unjudged = g_ptr_array_new();
	for (guint i = 0; i < unjudged->len; i++) {
		PurpleXfer *xfer = g_ptr_array_index(unjudged, i);

		if (purple_xfer_get_status(xfer) == PURPLE_XFER_STATUS_STARTED)
			purple_xfer_cancel_local(xfer);
		purple_xfer_unref(xfer);
	}
}

static GArray *
list_waiting(void)
{
	GArray *serials = g_array_new(FALSE, FALSE, sizeof(guint));
	GHashTableIter rows;
	gpointer row;

	g_hash_table_iter_init(&rows, transfers->rows);
	while (g_hash_table_iter_next(&rows, NULL, &row)) {
		if (((Row *)row)->state == STATE_WAITING)
			g_array_append_val(serials, ((Row *)row)->serial);
	}
	return serials;
}

static gboolean
on_timer(gpointer data)
{
	g_autoptr(GArray) serials = list_waiting();

	transfers->timer = 0;
	wd_purple_hush_end();
	for (guint i = 0; i < serials->len; i++) {
		Row *row = find_row_by_serial(g_array_index(serials, guint, i));

		if (row != NULL && !row->is_settled)
			settle(row);
	}
	drop_cancelled();
	cancel_unjudged();
	return FALSE;
}

static void
schedule(void)
{
	if (transfers->timer == 0)
		transfers->timer = purple_timeout_add(0, on_timer, NULL);
}

/* Kept in the queue as far as the verdict wants it; the timer does the rest. */
static void
note_stopped(Row *row)
{
	gboolean is_block = row->verdict->action == WD_ACTION_BLOCK;

	if (row->verdict->action == WD_ACTION_HOLD)
		row->held_id = wd_session_hold(transfers->session, row->event, row->verdict);
	else if (is_block && !(row->verdict->treatment & WD_TREATMENT_NO_COPY))
		g_free(wd_session_hold(transfers->session, row->event, row->verdict));
	schedule();
}

static void
wait(PurpleXfer *xfer, Row *row, gboolean is_offer)
{
	row->state = STATE_WAITING;
	row->transfer = wd_transfer_new(xfer, is_offer);
}

static void
stop(PurpleXfer *xfer, Row *row, gboolean is_offer)
{
	wait(xfer, row, is_offer);
	note_stopped(row);
}

/* It was us who cannot do it, not policy that forbids it: nothing is kept. */
static WdVerdict *
make_impossible(const char *code, const GError *error)
{
	WdVerdict *verdict = wd_verdict_new();

	wd_verdict_add(verdict, wd_finding_new(code, WD_ACTION_BLOCK, 0, 0, 0, error->message));
	verdict->treatment |= WD_TREATMENT_NO_COPY;
	return verdict;
}

static void
become_impossible(Row *row, const char *code, const GError *error)
{
	wd_verdict_free(row->verdict);
	row->verdict = make_impossible(code, error);
}

static void
looked_at(const WdDeparted *departed, gpointer data)
{
	Row *row = data;
	PurpleXfer *xfer = wd_transfer_get_xfer(row->transfer);

	row->departure = NULL;
	row->copy = departed->copy;
	wd_event_unref(row->event);
	row->event = wd_event_ref(departed->event);
	if (departed->error != NULL)
		become_impossible(row, "file.not-readable", departed->error);
	else
		judge_inside(xfer, row, departed->leaks);
	if (row->verdict->action < WD_ACTION_WARN) {
		act(row, TRUE);
		return;
	}
	row->is_settled = FALSE;
	note_stopped(row);
}

/* A client that reads the bytes itself has no file that could be looked at. */
static gboolean
is_read_here(const PurpleXfer *xfer)
{
	const PurpleXferUiOps *ops = purple_xfer_get_ui_ops(xfer);

	return purple_xfer_get_local_filename(xfer) != NULL &&
	       (ops == NULL || ops->ui_read == NULL);
}

/* Nothing leaves, not even the name, before the bytes are known. */
static void
look_at(PurpleXfer *xfer, Row *row)
{
	wait(xfer, row, FALSE);
	row->is_settled = TRUE;
	row->departure = wd_departure_start(transfers->departures, row->event, looked_at, row);
}

/* By its name first: what is refused for that need not be copied. */
static gboolean
is_blocked_by_name(PurpleXfer *xfer, const Row *row)
{
	g_autoptr(WdVerdict) verdict =
		wd_session_peek(transfers->session, purple_xfer_get_account(xfer), row->event);

	return verdict->action == WD_ACTION_BLOCK;
}

static void
make_name_safe(PurpleXfer *xfer)
{
	const char *name = purple_xfer_get_filename(xfer);
	g_autofree char *safe = name == NULL ? NULL : wd_safe_file_name(name);

	if (safe != NULL && !g_str_equal(safe, name))
		purple_xfer_set_filename(xfer, safe);
}

static void
offered_first(PurpleXfer *xfer, gpointer data)
{
	Row *row = find_row(xfer);

	if (row != NULL && row->is_approved)
		return;
	if (row != NULL && row->state == STATE_WAITING) {
		wd_transfer_offer_again(row->transfer);
		return;
	}
	row = add_row(xfer);
	judge(xfer, row);
	make_name_safe(xfer);
	if (row->verdict->action < WD_ACTION_WARN)
		return;
	stop(xfer, row, TRUE);
	wd_purple_hush_begin(purple_xfer_get_account(xfer), xfer->who);
}

static void
end_row(Row *row)
{
	row->state = STATE_OVER;
	withdraw(row);
	stop_departure(row);
	expire(row);
	g_ptr_array_add(transfers->dropped, g_steal_pointer(&row->transfer));
	schedule();
}

static void
offered_last(PurpleXfer *xfer, gpointer data)
{
	Row *row = find_waiting_row(xfer);

	if (row == NULL)
		return;
	if (purple_xfer_is_canceled(xfer)) {
		end_row(row); /* another plugin refuses by itself: no need to keep it */
		return;
	}
	wd_transfer_insist(row->transfer);
	wd_purple_hush_end_after_line();
}

static void
cancelled(PurpleXfer *xfer, gpointer data)
{
	Row *row = find_waiting_row(xfer);

	if (row == NULL)
		return;
	/* Nobody saw the offer, so nobody need see that it was taken back. */
	if (is_incoming(row))
		wd_purple_hush_begin(purple_xfer_get_account(xfer), xfer->who);
	end_row(row);
}

/* The place gives way to the quarantine; where it cannot, the transfer must not go on. */
static gboolean
begin_arrival(PurpleXfer *xfer, Row *row)
{
	g_autoptr(GError) error = NULL;

	if (wd_purple_arrivals_has(xfer) ||
	    wd_purple_arrivals_begin(transfers->session,
				     xfer,
				     row->event,
				     row->is_approved ? row->verdict : NULL,
				     &error))
		return TRUE;
	become_impossible(row, "file.no-place", error);
	return FALSE;
}

/*
 * Begun without request and without add_xfer, as some protocols do. In the signal itself a cancel
 * would be a use after free in purple_xfer_start(); but the file is not opened yet, so that its
 * bytes can still be led into the quarantine.
 */
static void
started(PurpleXfer *xfer, gpointer data)
{
	Row *row = find_row(xfer);

	if (row != NULL)
		return;
	row = add_row(xfer);
	judge(xfer, row);
	if (row->verdict->action < WD_ACTION_WARN &&
	    (!is_incoming(row) || begin_arrival(xfer, row)))
		return;
	row->state = STATE_OVER;
	purple_xfer_ref(xfer);
	g_ptr_array_add(transfers->unjudged, xfer);
	schedule();
}

static void
refuse_all(const PurpleAccount *account)
{
	g_autoptr(GArray) serials = list_waiting();

	for (guint i = 0; i < serials->len; i++) {
		Row *row = find_row_by_serial(g_array_index(serials, guint, i));
		PurpleXfer *xfer = row == NULL ? NULL : wd_transfer_get_xfer(row->transfer);

		if (row == NULL || (account != NULL && purple_xfer_get_account(xfer) != account))
			continue;
		expire(row);
		refuse(row);
	}
}

/* Before the protocol closes: afterwards its transfers point to what it has freed. */
static void
signing_off(PurpleConnection *connection, gpointer data)
{
	refuse_all(purple_connection_get_account(connection));
}

static gboolean
deliver(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	Row *row = find_row_by_held_id(held->id);
	gboolean is_yes = decision == WD_DECISION_RELEASE || decision == WD_DECISION_TRUST;

	if (row == NULL && wd_purple_arrivals_owns(session, held))
		return wd_purple_arrivals_deliver(session, held, is_yes);
	if (row == NULL) {
		wd_session_expire(session, held->id);
		return FALSE;
	}
	if (is_yes && !wd_transfer_is_alive(row->transfer)) {
		expire(row);
		refuse(row);
		return FALSE;
	}
	if (is_yes && !wd_session_claim(session, held))
		return FALSE;
	act(row, is_yes);
	return TRUE;
}

static void
hand_on(const WdSlot *slot, PurpleXfer *xfer)
{
	void (*stock)(PurpleXfer *) = (void (*)(PurpleXfer *))slot->stock;

	if (stock != NULL)
		stock(xfer);
}

static Row *
add_unasked(PurpleXfer *xfer)
{
	Row *row = add_row(xfer);

	if (!is_incoming(row) && is_read_here(xfer) && !is_blocked_by_name(xfer, row)) {
		look_at(xfer, row);
		return row;
	}
	judge(xfer, row);
	if (row->verdict->action >= WD_ACTION_WARN)
		stop(xfer, row, FALSE);
	return row;
}

/* Every sent file of every protocol passes here, after name and size are known and before the
 * peer hears of it; so does every received one, once its place is known. */
static void
guarded_add(PurpleXfer *xfer)
{
	Row *row = find_row(xfer);
	gboolean is_sent = purple_xfer_get_type(xfer) == PURPLE_XFER_SEND;

	if (transfers != NULL && row == NULL)
		row = add_unasked(xfer);
	if (row != NULL && row->state == STATE_PASSED && !is_sent && !begin_arrival(xfer, row))
		stop(xfer, row, FALSE);
	/* An incoming file that waits is not in the client's list of transfers. */
	if (row != NULL && row->state == STATE_WAITING && !is_sent)
		return;
	hand_on(&add_slot, xfer);
}

static void
guarded_destroy(PurpleXfer *xfer)
{
	wd_purple_arrivals_forget(xfer);
	if (transfers != NULL)
		g_hash_table_remove(transfers->rows, xfer);
	hand_on(&destroy_slot, xfer);
}

static void
guarded_cancel_local(PurpleXfer *xfer)
{
	wd_purple_hush_end();
	hand_on(&cancel_local_slot, xfer);
}

static void
guarded_cancel_remote(PurpleXfer *xfer)
{
	wd_purple_hush_end();
	hand_on(&cancel_remote_slot, xfer);
}

static void
wrap_ops(void)
{
	PurpleXferUiOps *ops = purple_xfers_get_ui_ops();

	if (ops == NULL)
		purple_xfers_set_ui_ops(ops = &own_ops);
	/* Each transfer keeps the pointer that was there when it was made. */
	for (GList *l = purple_xfers_get_all(); ops == &own_ops && l != NULL; l = l->next)
		((PurpleXfer *)l->data)->ui_ops = ops;
	wd_slot_take(&add_slot, WD_SLOT_PLACE(ops->add_xfer), G_CALLBACK(guarded_add));
	wd_slot_take(&destroy_slot, WD_SLOT_PLACE(ops->destroy), G_CALLBACK(guarded_destroy));
	wd_slot_take(&cancel_local_slot,
		     WD_SLOT_PLACE(ops->cancel_local),
		     G_CALLBACK(guarded_cancel_local));
	wd_slot_take(&cancel_remote_slot,
		     WD_SLOT_PLACE(ops->cancel_remote),
		     G_CALLBACK(guarded_cancel_remote));
}

static void
unwrap_ops(void)
{
	static WdSlot *const slots[] = {
		&add_slot,
		&destroy_slot,
		&cancel_local_slot,
		&cancel_remote_slot,
	};

	for (guint i = 0; i < G_N_ELEMENTS(slots); i++)
		(void)wd_slot_give_back(slots[i]); /* off duty they only hand on */
	if (purple_xfers_get_ui_ops() != &own_ops)
		return;
	for (GList *l = purple_xfers_get_all(); l != NULL; l = l->next)
		((PurpleXfer *)l->data)->ui_ops = NULL;
	purple_xfers_set_ui_ops(NULL);
}

typedef struct {
	const char *signal;
	PurpleCallback callback;
	int priority;
} Hook;

static const Hook hooks[] = {
	/* Both ends: Autoaccept in the middle would undo what only the first one did. */
	{"file-recv-request", PURPLE_CALLBACK(offered_first), FIRST},
	{"file-recv-request", PURPLE_CALLBACK(offered_last), LAST},
	{"file-recv-cancel", PURPLE_CALLBACK(cancelled), FIRST},
	{"file-send-cancel", PURPLE_CALLBACK(cancelled), FIRST},
	{"file-recv-start", PURPLE_CALLBACK(started), FIRST},
	{"file-send-start", PURPLE_CALLBACK(started), FIRST},
};

/**
 * wd_purple_transfers_attach:
 * @session: the session
 *
 * Judges every file before anything goes to or comes from the peer: offers by their name at
 * file-recv-request, all others in add_xfer, which is wrapped in place; what is sent by its bytes,
 * too. The client is asked to show nothing of what is held.
 */
void
wd_purple_transfers_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	transfers = g_new0(Transfers, 1);
	transfers->session = session;
	transfers->rows = g_hash_table_new_full(NULL, NULL, NULL, free_row);
	transfers->schedule = schedule;
	transfers->dropped = g_ptr_array_new();
	transfers->unjudged = g_ptr_array_new();
	transfers->departures = wd_departures_new(session);
	wd_purple_hush_attach(plugin);
	wrap_ops();
	for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect_priority(purple_xfers_get_handle(),
					       hooks[i].signal,
					       plugin,
					       hooks[i].callback,
					       NULL,
					       hooks[i].priority);
	purple_signal_connect_priority(purple_connections_get_handle(),
				       "signing-off",
				       plugin,
				       PURPLE_CALLBACK(signing_off),
				       NULL,
				       FIRST);
	wd_session_set_deliver(session, WD_EVENT_FILE, WD_DIRECTION_IN, deliver, NULL);
	wd_session_set_deliver(session, WD_EVENT_FILE, WD_DIRECTION_OUT, deliver, NULL);
}

/* What is on its way goes on without us; the next start removes the copies. */
static void
leave_copies(void)
{
	GHashTableIter rows;
	gpointer row;

	g_hash_table_iter_init(&rows, transfers->rows);
	while (g_hash_table_iter_next(&rows, NULL, &row))
		g_clear_pointer(&((Row *)row)->copy, g_free);
}

/**
 * wd_purple_transfers_detach:
 * @session: the session
 *
 * Refuses what waits, so that the peers are told and no protocol is left with a stand-in of ours;
 * the rows stay, as expired. Gives the slots back where they are still ours.
 */
void
wd_purple_transfers_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	wd_session_set_deliver(session, WD_EVENT_FILE, WD_DIRECTION_IN, NULL, NULL);
	wd_session_set_deliver(session, WD_EVENT_FILE, WD_DIRECTION_OUT, NULL, NULL);
	refuse_all(NULL);
	drop_cancelled();
	cancel_unjudged();
	purple_signal_disconnect(purple_connections_get_handle(),
				 "signing-off",
				 plugin,
				 PURPLE_CALLBACK(signing_off));
	for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_disconnect(
			purple_xfers_get_handle(), hooks[i].signal, plugin, hooks[i].callback);
	if (transfers->timer != 0)
		purple_timeout_remove(transfers->timer);
	unwrap_ops();
	wd_purple_hush_detach(plugin);
	leave_copies();
	g_hash_table_unref(transfers->rows);
	wd_departures_free(transfers->departures);
	g_ptr_array_unref(transfers->dropped);
	g_ptr_array_unref(transfers->unjudged);
	g_clear_pointer(&transfers, g_free);
}
