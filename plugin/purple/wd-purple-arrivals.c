/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-arrivals.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-error.h"
#include "purple/wd-arrival-talk.h"
#include "purple/wd-arrival.h"
#include "purple/wd-leftovers.h"
#include "purple/wd-purple-hush.h"
#include "purple/wd-session-review.h"
#include "purple/wd-slot.h"
#include "store/wd-file-place.h"
#include "store/wd-quarantine.h"

#define FIRST              (-9000)
#define BYTES_PER_MEGABYTE (G_GINT64_CONSTANT(1024) * 1024)

/* A transfer whose bytes go into the quarantine. */
typedef struct {
	PurpleXfer *xfer;    /* a reference from its completion on */
	WdEvent *event;      /* its file_path is the place that the person chose */
	WdVerdict *accepted; /* (nullable) */
	WdQuarantine *file;
	gboolean is_complete;  /* says libpurple: to be closed in the timer */
	gboolean is_too_large; /* to be cancelled in the timer */
} Arriving;

typedef struct {
	WdSession *session;
	WdArrivals *arrivals;
	GPtrArray *arriving; /* of Arriving * */
	guint timer;
} State;

/* The slot carries no data pointer, and signals of transfers have no session. */
static State *state;
static WdSlot progress_slot;

static void
free_arriving(gpointer pointer)
{
	Arriving *arriving = pointer;

	wd_quarantine_close(arriving->file);
	wd_event_unref(arriving->event);
	wd_verdict_free(arriving->accepted);
	g_free(arriving);
}

static Arriving *
find_arriving(const PurpleXfer *xfer)
{
	for (guint i = 0; state != NULL && i < state->arriving->len; i++) {
		Arriving *arriving = g_ptr_array_index(state->arriving, i);

		if (arriving->xfer == xfer)
			return arriving;
	}
	return NULL;
}

static gint64
get_max_bytes(void)
{
	const WdPolicy *policy = wd_session_get_policy(state->session);
	gint64 one = wd_policy_get_integer(policy, WD_KEY_FILES_MAX_MEGABYTES);
	gint64 all = wd_policy_get_integer(policy, WD_KEY_FILES_QUARANTINE_MEGABYTES);

	return MIN(one, all) * BYTES_PER_MEGABYTE;
}

static WdArrivalTopic
get_topic(const Arriving *arriving)
{
	return (WdArrivalTopic){
		.session = state->session,
		.event = arriving->event,
		.who = arriving->xfer->who,
	};
}

/* Half of a file is of no use, and the person is not waiting for it any more. */
static void
drop(Arriving *arriving)
{
	if (arriving->file != NULL)
		wd_quarantine_discard(g_steal_pointer(&arriving->file));
	g_ptr_array_remove(state->arriving, arriving);
}

static void
stop_too_large(Arriving *arriving)
{
	const WdArrivalTopic topic = get_topic(arriving);
	PurpleXfer *xfer = arriving->xfer;

	wd_arrival_talk_say_broken(
		&topic, _("It has more bytes than are allowed here, so it was stopped."));
	drop(arriving);
	/* "You cancelled the transfer" would be wrong: it was not the person. */
	wd_purple_hush_begin(purple_xfer_get_account(xfer), xfer->who);
	purple_xfer_cancel_local(xfer);
	wd_purple_hush_end();
}

/* As large as it is, whatever its sender said. */
static WdEvent *
make_event(const Arriving *arriving)
{
	WdEvent fields = *arriving->event;

	fields.file_size = wd_quarantine_get_size(arriving->file);
	return wd_event_new(&fields);
}

static void
take(Arriving *arriving)
{
	const WdArrivalTopic topic = get_topic(arriving);
	g_autoptr(WdEvent) event = make_event(arriving);
	g_autoptr(GError) error = NULL;
	WdArrived arrived = {
		.event = event,
		.who = arriving->xfer->who,
		.accepted = arriving->accepted,
	};

	/* libpurple does not look whether its last bytes reached the disk. */
	if (event->file_size < (gint64)arriving->xfer->bytes_sent) {
		wd_arrival_talk_say_broken(
			&topic, _("Not all of it could be written: the disk may be full."));
	} else if (!wd_quarantine_complete(arriving->file, &error)) {
		wd_arrival_talk_say_broken(&topic, error->message);
	} else {
		arrived.file = g_steal_pointer(&arriving->file);
		wd_arrivals_take(state->arrivals, &arrived);
	}
}

/* Outside of every signal: libpurple has closed the file by now, or left it to its protocol. */
static void
close_complete(Arriving *arriving)
{
	PurpleXfer *xfer = arriving->xfer;

	if (xfer->dest_fp != NULL) {
		(void)fclose(xfer->dest_fp); /* its size tells whether all was written */
		xfer->dest_fp = NULL;
	}
	take(arriving);
	drop(arriving);
	purple_xfer_unref(xfer);
}

static gboolean
on_timer(gpointer data)
{
	state->timer = 0;
	wd_purple_hush_end();
	for (guint i = state->arriving->len; i-- > 0;) {
		Arriving *arriving = g_ptr_array_index(state->arriving, i);

		if (arriving->is_complete)
			close_complete(arriving);
		else if (arriving->is_too_large)
			stop_too_large(arriving);
	}
	return FALSE;
}

static void
schedule(void)
{
	if (state->timer == 0)
		state->timer = purple_timeout_add(0, on_timer, NULL);
}

/* The line that follows would lead to the file; ours does, when it is known to be harmless. */
static void
completed(PurpleXfer *xfer, gpointer data)
{
	Arriving *arriving = find_arriving(xfer);

	if (arriving == NULL || arriving->is_complete)
		return;
	arriving->is_complete = TRUE;
	purple_xfer_ref(xfer);
	purple_xfer_set_local_filename(xfer, arriving->event->file_path);
	wd_purple_hush_begin(purple_xfer_get_account(xfer), xfer->who);
	wd_purple_hush_end_after_line();
	schedule();
}

static void
cancelled(PurpleXfer *xfer, gpointer data)
{
	Arriving *arriving = find_arriving(xfer);

	if (arriving != NULL && !arriving->is_complete)
		drop(arriving);
}

static void
guarded_progress(PurpleXfer *xfer, double percent)
{
	void (*stock)(PurpleXfer *, double) = (void (*)(PurpleXfer *, double))progress_slot.stock;
	Arriving *arriving = find_arriving(xfer);

	if (arriving != NULL && !arriving->is_complete &&
	    (gint64)xfer->bytes_sent > get_max_bytes()) {
		arriving->is_too_large = TRUE;
		schedule();
	}
	if (stock != NULL)
		stock(xfer, percent);
}

/* The client may take the bytes itself: then there is no file of ours. */
static gboolean
is_written_here(const PurpleXfer *xfer)
{
	const PurpleXferUiOps *ops = purple_xfer_get_ui_ops(xfer);

	return ops == NULL || ops->ui_write == NULL;
}

static gboolean
is_small_enough(const WdEvent *offered, GError **error)
{
	gint64 max_bytes = get_max_bytes();

	if (offered->file_size <= max_bytes)
		return TRUE;
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_TOO_LONG,
		    "it has more than the allowed %" G_GINT64_FORMAT " bytes",
		    max_bytes);
	return FALSE;
}

static WdEvent *
make_wanted(const WdEvent *offered, const char *target, const char *replaces)
{
	WdEvent fields = *offered;

	fields.file_path = target;
	fields.file_replaces = replaces; /* the client has asked about it */
	return wd_event_new(&fields);
}

static WdQuarantine *
make_file(const WdEvent *event, GError **error)
{
	g_autofree char *id = wd_queue_new_id();
	g_autoptr(WdVerdict) nothing = wd_verdict_new();
	g_autoptr(WdHeld) held = wd_held_new(id, event, nothing, wd_session_now_ms(state->session));

	return wd_quarantine_begin(wd_session_get_base(state->session),
				   wd_session_get_keys(state->session),
				   held,
				   error);
}

/**
 * wd_purple_arrivals_begin:
 * @session: the session
 * @xfer: a transfer that is about to begin; the person has chosen its place
 * @offered: what was judged
 * @accepted: (nullable): what the person knew when they accepted it; copied
 * @error: return location for a #WD_ERROR: the place is none for a file, or nothing can be kept
 *
 * Puts the quarantine in the place of the place. To be called before the protocol's init.
 *
 * Returns: whether the transfer may go on
 */
gboolean
wd_purple_arrivals_begin(WdSession *session,
			 PurpleXfer *xfer,
			 const WdEvent *offered,
			 const WdVerdict *accepted,
			 GError **error)
{
	const char *target = purple_xfer_get_local_filename(xfer);
	g_autoptr(WdEvent) event = NULL;
	g_autofree char *replaces = NULL;
	WdQuarantine *file;
	Arriving *arriving;

	if (state == NULL || target == NULL || !is_written_here(xfer))
		return TRUE;
	if (!is_small_enough(offered, error) || !wd_file_place_check(target, &replaces, error))
		return FALSE;
	event = make_wanted(offered, target, replaces);
	file = make_file(event, error);
	if (file == NULL)
		return FALSE;
	arriving = g_new0(Arriving, 1);
	arriving->xfer = xfer;
	arriving->event = g_steal_pointer(&event);
	arriving->accepted = accepted == NULL ? NULL : wd_verdict_copy(accepted);
	arriving->file = file;
	g_ptr_array_add(state->arriving, arriving);
	purple_xfer_set_local_filename(xfer, wd_quarantine_get_path(file));
	return TRUE;
}

/**
 * wd_purple_arrivals_has:
 * @xfer: a transfer
 *
 * Returns: whether its bytes go into the quarantine
 */
gboolean
wd_purple_arrivals_has(PurpleXfer *xfer)
{
	return find_arriving(xfer) != NULL;
}

/**
 * wd_purple_arrivals_forget:
 * @xfer: a transfer that is being destroyed
 */
void
wd_purple_arrivals_forget(PurpleXfer *xfer)
{
	Arriving *arriving = find_arriving(xfer);

	if (arriving != NULL)
		drop(arriving);
}

/**
 * wd_purple_arrivals_owns:
 * @session: the session
 * @held: a row
 *
 * Returns: whether its file lies in the quarantine
 */
gboolean
wd_purple_arrivals_owns(WdSession *session, const WdHeld *held)
{
	/* While it is moved it lies in neither place. */
	return state != NULL && (wd_arrivals_has(state->arrivals, held->id) ||
				 wd_quarantine_has(wd_session_get_base(session), held->id));
}

/**
 * wd_purple_arrivals_deliver:
 * @session: the session
 * @held: a decided row whose file lies in the quarantine
 * @is_yes: whether the person wants it
 *
 * Returns: whether the row is done with; FALSE also while the file is on its way
 */
gboolean
wd_purple_arrivals_deliver(WdSession *session, const WdHeld *held, gboolean is_yes)
{
	return state != NULL && wd_arrivals_deliver(state->arrivals, held, is_yes);
}

static const struct {
	const char *signal;
	PurpleCallback callback;
} hooks[] = {
	{"file-recv-complete", PURPLE_CALLBACK(completed)},
	{"file-recv-cancel", PURPLE_CALLBACK(cancelled)},
};

/**
 * wd_purple_arrivals_attach:
 * @session: the session
 *
 * The client has its transfer functions by now. Looks through what lies in the quarantine.
 */
void
wd_purple_arrivals_attach(WdSession *session)
{
	PurpleXferUiOps *ops = purple_xfers_get_ui_ops();

	state = g_new0(State, 1);
	state->session = session;
	state->arrivals = wd_arrivals_new(session);
	state->arriving = g_ptr_array_new_with_free_func(free_arriving);
	if (ops != NULL)
		wd_slot_take(&progress_slot,
			     WD_SLOT_PLACE(ops->update_progress),
			     G_CALLBACK(guarded_progress));
	for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect_priority(purple_xfers_get_handle(),
					       hooks[i].signal,
					       wd_session_get_plugin(session),
					       hooks[i].callback,
					       NULL,
					       FIRST);
	wd_leftovers_list(session, state->arrivals);
}

/* Nobody would look at the rest of it. */
static void
cancel_arriving(void)
{
	for (guint i = state->arriving->len; i-- > 0;) {
		Arriving *arriving = g_ptr_array_index(state->arriving, i);
		PurpleXfer *xfer = arriving->xfer;

		if (arriving->is_complete) {
			close_complete(arriving);
			continue;
		}
		drop(arriving);
		purple_xfer_cancel_local(xfer);
	}
}

/**
 * wd_purple_arrivals_detach:
 * @session: the session
 *
 * Transfers whose bytes go into the quarantine are cancelled. What is there stays there, and is
 * listed at the next start.
 */
void
wd_purple_arrivals_detach(WdSession *session)
{
	cancel_arriving();
	for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_disconnect(purple_xfers_get_handle(),
					 hooks[i].signal,
					 wd_session_get_plugin(session),
					 hooks[i].callback);
	(void)wd_slot_give_back(&progress_slot); /* off duty it only hands on */
	if (state->timer != 0)
		purple_timeout_remove(state->timer);
	wd_arrivals_free(state->arrivals);
	g_ptr_array_unref(state->arriving);
	g_clear_pointer(&state, g_free);
}
