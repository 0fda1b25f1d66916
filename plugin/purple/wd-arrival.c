/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-arrival.h"

#include <string.h>

#include "purple/wd-arrival-talk.h"
#include "purple/wd-file-check.h"
#include "purple/wd-file-origin.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"
#include "store/wd-errands.h"
#include "store/wd-file-place.h"

/* A file between its last byte and its end. */
typedef struct {
	WdArrivals *arrivals;
	guint serial; /* names it where it may be gone meanwhile */
	WdQuarantine *file;
	WdEvent *event;
	char *who;
	WdVerdict *accepted; /* (nullable) */
	WdVerdict *verdict;  /* NULL until it is judged */
	WdHeld *held;        /* (nullable) the row that is being released */
	gboolean is_leftover;
	WdFileCheck *check; /* (nullable) while it is looked at */
	char *question_id;  /* (nullable) */
} Arrival;

struct WdArrivals {
	WdSession *session;
	WdErrands *errands;
	GPtrArray *all; /* of Arrival * */
	guint n_serials;
};

/* On its way to its place, in a thread. Knows nothing of the session. */
typedef struct {
	WdArrivals *arrivals;
	guint serial;
	int fd;
	char *source;
	char *target;
	char *origin;
	char *replaces; /* (nullable) */
	char *placed;   /* (nullable) */
	GError *error;
} Move;

static void
free_arrival(gpointer pointer)
{
	Arrival *arrival = pointer;

	if (arrival->check != NULL)
		wd_file_check_cancel(arrival->check);
	if (arrival->question_id != NULL)
		wd_session_withdraw(arrival->arrivals->session, arrival->question_id);
	wd_quarantine_close(arrival->file);
	wd_event_unref(arrival->event);
	wd_verdict_free(arrival->accepted);
	wd_verdict_free(arrival->verdict);
	wd_held_free(arrival->held);
	g_free(arrival->question_id);
	g_free(arrival->who);
	g_free(arrival);
}

static Arrival *
find_arrival(const WdArrivals *arrivals, guint serial)
{
	for (guint i = 0; i < arrivals->all->len; i++) {
		Arrival *arrival = g_ptr_array_index(arrivals->all, i);

		if (arrival->serial == serial)
			return arrival;
	}
	return NULL;
}

static void
end(Arrival *arrival)
{
	g_ptr_array_remove(arrival->arrivals->all, arrival);
}

static WdArrivalTopic
get_topic(const Arrival *arrival)
{
	return (WdArrivalTopic){
		.session = arrival->arrivals->session,
		.event = arrival->event,
		.who = arrival->who,
		.verdict = arrival->verdict,
	};
}

static const char *
get_base(const Arrival *arrival)
{
	return wd_session_get_base(arrival->arrivals->session);
}

/* The row has the same id as the file, so either can be found by the other. */
static gboolean
hold(Arrival *arrival)
{
	const char *id = wd_quarantine_get_id(arrival->file);

	if (!wd_session_hold_as(arrival->arrivals->session, id, arrival->event, arrival->verdict))
		return FALSE;
	wd_quarantine_forget_note(get_base(arrival), id); /* the row knows all of it */
	return TRUE;
}

static void
free_move(gpointer pointer)
{
	Move *move = pointer;

	g_free(move->source);
	g_free(move->target);
	g_free(move->replaces);
	g_free(move->origin);
	g_free(move->placed);
	g_clear_error(&move->error);
	g_free(move);
}

static void
carry(gpointer data)
{
	Move *move = data;
	const WdFileMove job = {
		.fd = move->fd,
		.source = move->source,
		.target = move->target,
		.replaces = move->replaces,
		.origin = move->origin,
	};

	move->placed = wd_file_place_move(&job, &move->error);
}

/* A file that cannot be saved is not lost: the person frees room, and releases it. */
static void
not_placed(Arrival *arrival, const GError *error)
{
	const WdArrivalTopic topic = get_topic(arrival);
	WdSession *session = arrival->arrivals->session;
	WdQueue *queue = wd_session_get_queue(session);

	wd_session_audit(session,
			 "file.not_saved",
			 WD_SEVERITY_WARNING,
			 arrival->event,
			 arrival->verdict,
			 "file.not-saved");
	wd_arrival_talk_say_not_saved(&topic, error->message);
	if (arrival->held != NULL) {
		/* Decided again elsewhere meanwhile: then that holds. */
		if (queue != NULL)
			(void)wd_queue_take_back(queue, arrival->held->id, NULL);
		wd_session_watch_row(session, arrival->held->id);
	} else {
		wd_verdict_add(
			arrival->verdict,
			wd_finding_new("file.not-saved", WD_ACTION_HOLD, 0, 0, 0, error->message));
		(void)hold(arrival); /* else its note stays, and the next start finds it */
	}
	end(arrival);
}

static void
placed(Arrival *arrival, const char *path)
{
	const WdArrivalTopic topic = get_topic(arrival);

	/* Who was faster to delete the row did not stop the move: it is done, and said. */
	if (arrival->held != NULL) {
		(void)wd_session_claim(arrival->arrivals->session, arrival->held);
		wd_session_audit(arrival->arrivals->session,
				 "file.released",
				 WD_SEVERITY_NOTICE,
				 arrival->event,
				 arrival->verdict,
				 NULL);
	}
	wd_quarantine_discard(g_steal_pointer(&arrival->file)); /* its note; it has moved */
	wd_arrival_talk_say_placed(&topic, path);
	end(arrival);
}

static void
carried(gpointer data)
{
	Move *move = data;
	Arrival *arrival = find_arrival(move->arrivals, move->serial);

	g_return_if_fail(arrival != NULL); /* nothing else ends it meanwhile */
	if (move->placed != NULL)
		placed(arrival, move->placed);
	else
		not_placed(arrival, move->error);
}

static void
place(Arrival *arrival)
{
	Move *move = g_new0(Move, 1);

	move->arrivals = arrival->arrivals;
	move->serial = arrival->serial;
	move->fd = wd_quarantine_get_fd(arrival->file);
	move->source = g_strdup(wd_quarantine_get_path(arrival->file));
	move->target = g_strdup(arrival->event->file_path);
	move->origin = wd_file_origin_format(arrival->event);
	move->replaces = g_strdup(arrival->event->file_replaces);
	wd_errands_add(arrival->arrivals->errands, carry, carried, move, free_move);
}

static void
answered(const char *choice, const char *text, gpointer data)
{
	Arrival *arrival = data; /* it is there: who ends it withdraws the question */

	g_clear_pointer(&arrival->question_id, g_free);
	if (g_str_equal(choice, "release")) {
		place(arrival);
	} else if (g_str_equal(choice, "delete")) {
		wd_quarantine_discard(g_steal_pointer(&arrival->file));
		end(arrival);
	} else {
		(void)hold(arrival); /* else its note stays, and the next start finds it */
		end(arrival);
	}
}

static void
ask(Arrival *arrival)
{
	const WdArrivalTopic topic = get_topic(arrival);

	arrival->question_id = g_strdup_printf("arrival-%u", arrival->serial);
	wd_arrival_talk_ask(&topic, arrival->question_id, answered, arrival);
}

/* Where the queue cannot be written the person decides at once; and if there is nobody to ask, the
 * file and its note stay for the next start. */
static void
keep(Arrival *arrival)
{
	const WdArrivalTopic topic = get_topic(arrival);

	if (hold(arrival)) {
		wd_arrival_talk_say_kept(&topic);
		end(arrival);
	} else {
		ask(arrival);
	}
}

static void
refuse(Arrival *arrival)
{
	const WdArrivalTopic topic = get_topic(arrival);
	gboolean is_copied = (arrival->verdict->treatment & WD_TREATMENT_NO_COPY) == 0;

	if (!is_copied || !hold(arrival))
		wd_quarantine_discard(g_steal_pointer(&arrival->file));
	wd_arrival_talk_say_refused(&topic);
	end(arrival);
}

static gboolean
is_known(const WdVerdict *accepted, const WdFinding *finding)
{
	for (guint i = 0; accepted != NULL && i < accepted->findings->len; i++) {
		const WdFinding *other = g_ptr_array_index(accepted->findings, i);

		if (strcmp(other->code, finding->code) == 0 && other->action == finding->action &&
		    g_strcmp0(other->detail, finding->detail) == 0)
			return TRUE;
	}
	return FALSE;
}

/* What the person accepted when the file was offered is not asked again: one question a decision.
 * What only the bytes told is. */
static WdAction
get_action(const Arrival *arrival)
{
	const GPtrArray *findings = arrival->verdict->findings;
	WdAction action = arrival->is_leftover ? WD_ACTION_HOLD : WD_ACTION_ALLOW;

	for (guint i = 0; i < findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(findings, i);

		if (finding->action > action && !is_known(arrival->accepted, finding))
			action = finding->action;
	}
	return action;
}

static void
judge(Arrival *arrival)
{
	WdSession *session = arrival->arrivals->session;

	/* Its name was, when it was offered. */
	arrival->verdict = wd_session_judge_again(
		session,
		wd_purple_find_account(arrival->event->protocol, arrival->event->account),
		arrival->event);
	if (arrival->is_leftover)
		wd_verdict_add(arrival->verdict,
			       wd_finding_new("file.interrupted", WD_ACTION_HOLD, 0, 0, 0, NULL));
}

static void
checked(const WdEvent *event, gpointer data)
{
	Arrival *arrival = data;
	WdAction action;

	arrival->check = NULL;
	wd_event_unref(arrival->event);
	arrival->event = wd_event_ref(event);
	judge(arrival);
	action = get_action(arrival);
	if (action == WD_ACTION_BLOCK)
		refuse(arrival);
	else if (action == WD_ACTION_HOLD)
		keep(arrival);
	else if (action == WD_ACTION_WARN)
		ask(arrival);
	else
		place(arrival);
}

/**
 * wd_arrivals_new:
 * @session: the session
 *
 * Returns: (transfer full): nothing has arrived
 */
WdArrivals *
wd_arrivals_new(WdSession *session)
{
	WdArrivals *arrivals = g_new0(WdArrivals, 1);

	arrivals->session = session;
	arrivals->errands = wd_errands_new();
	arrivals->all = g_ptr_array_new_with_free_func(free_arrival);
	return arrivals;
}

static Arrival *
new_arrival(WdArrivals *arrivals, WdQuarantine *file, const WdEvent *event, const char *who)
{
	Arrival *arrival = g_new0(Arrival, 1);

	arrival->arrivals = arrivals;
	arrival->serial = ++arrivals->n_serials;
	arrival->file = file;
	arrival->event = wd_event_ref(event);
	arrival->who = g_strdup(who);
	g_ptr_array_add(arrivals->all, arrival);
	return arrival;
}

/**
 * wd_arrivals_take:
 * @arrivals: where it goes
 * @arrived: the file; the rest is copied
 *
 * Has it looked at; everything else follows by itself. Returns at once.
 */
void
wd_arrivals_take(WdArrivals *arrivals, const WdArrived *arrived)
{
	Arrival *arrival = new_arrival(arrivals, arrived->file, arrived->event, arrived->who);

	arrival->accepted = arrived->accepted == NULL ? NULL : wd_verdict_copy(arrived->accepted);
	arrival->is_leftover = arrived->is_leftover;
	arrival->check = wd_file_check_start(arrivals->session,
					     arrival->event,
					     wd_quarantine_get_fd(arrival->file),
					     checked,
					     arrival);
}

/**
 * wd_arrivals_count:
 * @arrivals: the files
 *
 * Returns: how many are on their way
 */
guint
wd_arrivals_count(const WdArrivals *arrivals)
{
	return arrivals->all->len;
}

/**
 * wd_arrivals_has:
 * @arrivals: the files
 * @held_id: a row
 *
 * Returns: whether the file of that row is on its way to its place
 */
gboolean
wd_arrivals_has(const WdArrivals *arrivals, const char *held_id)
{
	for (guint i = 0; i < arrivals->all->len; i++) {
		const Arrival *arrival = g_ptr_array_index(arrivals->all, i);

		if (arrival->held != NULL && g_str_equal(arrival->held->id, held_id))
			return TRUE;
	}
	return FALSE;
}

static void
release(WdArrivals *arrivals, const WdHeld *held, WdQuarantine *file)
{
	Arrival *arrival = new_arrival(arrivals, file, held->event, held->event->peer);

	arrival->held = wd_held_copy(held);
	arrival->verdict = wd_verdict_new();
	for (guint i = 0; i < held->findings->len; i++)
		wd_verdict_add(arrival->verdict,
			       wd_finding_copy(g_ptr_array_index(held->findings, i)));
	place(arrival);
}

/**
 * wd_arrivals_deliver:
 * @arrivals: the files
 * @held: a decided row whose file lies in the quarantine
 * @is_yes: whether the person wants it
 *
 * A file that is wanted is on its way afterwards, and its row is claimed when it is there: who dies
 * in between leaves a row that is still to be carried out. Works without any connection.
 *
 * Returns: whether the row is done with; FALSE also while the file is on its way
 */
gboolean
wd_arrivals_deliver(WdArrivals *arrivals, const WdHeld *held, gboolean is_yes)
{
	const char *base = wd_session_get_base(arrivals->session);
	WdQuarantine *file;

	if (wd_arrivals_has(arrivals, held->id))
		return FALSE;
	if (!is_yes) {
		wd_quarantine_remove(base, held->id);
		return TRUE;
	}
	/* Another client of this profile is at it: it claims the row when it is done. */
	file = wd_quarantine_take(base, held->id, NULL);
	if (file != NULL)
		release(arrivals, held, file);
	return FALSE;
}

/**
 * wd_arrivals_free:
 * @arrivals: (nullable) (transfer full): the files
 *
 * Waits for the file that is being moved. What is not judged, asked about or moved yet stays in the
 * quarantine with its note, for the next start.
 */
void
wd_arrivals_free(WdArrivals *arrivals)
{
	if (arrivals == NULL)
		return;
	wd_errands_free(arrivals->errands);
	g_ptr_array_unref(arrivals->all);
	g_free(arrivals);
}
