/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-keeper.h"

#include <string.h>

#include "purple/wd-session-audit.h"
#include "store/wd-audit-notes.h"
#include "store/wd-clock.h"
#include "store/wd-log-policy.h"

#define FIRST_S  60 /* a start has other things to do */
#define EVERY_S  (24 * 60 * 60)
#define POLL_MS  500
#define NOTES_S  60
#define N_NOTES  20 /* lines at once: a third of a millisecond */
#define NO_TIMER 0

/* One run: the thread's until it is done, then the main loop's. */
typedef struct {
	char *base;
	WdLogRetention retention;
	WdLogHold *hold;
	gint64 now_ms;
	GPtrArray *deleted; /* of char * */
	GPtrArray *failed;
	gint is_done;
} Run;

struct WdLogKeeper {
	WdSession *session;
	guint timer;
	guint poll;
	GThread *thread;
	Run *run;
	WdAuditNotes *notes; /* of `wardenctl`, which leaves the trail to us */
	guint notes_timer;
};

static void
note_result(const char *path, WdLogPruned result, gpointer data)
{
	Run *run = data;

	if (result == WD_LOG_PRUNED)
		g_ptr_array_add(run->deleted, g_strdup(path));
	else if (result == WD_LOG_PRUNE_FAILED)
		g_ptr_array_add(run->failed, g_strdup(path));
}

static gpointer
prune(gpointer data)
{
	Run *run = data;

	wd_log_prune(run->base, &run->retention, run->hold, run->now_ms, FALSE, note_result, run);
	g_atomic_int_set(&run->is_done, TRUE);
	return NULL;
}

/**
 * wd_log_keeper_audit:
 * @session: the session
 * @event: an event's name
 * @reason: (nullable): a word
 * @path: the log
 */
void
wd_log_keeper_audit(WdSession *session, const char *event, const char *reason, const char *path)
{
	g_autofree char *id = g_path_get_basename(path);
	const WdAuditRecord record = {
		.event = event,
		.severity = WD_SEVERITY_NOTICE,
		.reason = reason,
		.detail_key = "log",
		.detail = id,
		.time_ms = wd_session_now_ms(session),
	};

	id[strcspn(id, ".")] = '\0';
	wd_session_write_audit(session, &record);
}

/* Nothing of the run is left after this. */
static void
finish(WdLogKeeper *keeper)
{
	Run *run = g_steal_pointer(&keeper->run);

	if (run == NULL)
		return;
	g_thread_join(g_steal_pointer(&keeper->thread));
	for (guint i = 0; i < run->deleted->len; i++)
		wd_log_keeper_audit(keeper->session,
				    "log.delete",
				    "retention",
				    g_ptr_array_index(run->deleted, i));
	for (guint i = 0; i < run->failed->len; i++)
		wd_log_keeper_audit(keeper->session,
				    "log.delete_failed",
				    "retention",
				    g_ptr_array_index(run->failed, i));
	wd_log_hold_free(run->hold);
	g_ptr_array_unref(run->deleted);
	g_ptr_array_unref(run->failed);
	g_free(run->base);
	g_free(run);
}

/* By polling: a client's main loop need not be GLib's, so a thread cannot wake it. */
static gboolean
poll_run(gpointer data)
{
	WdLogKeeper *keeper = data;

	if (!g_atomic_int_get(&keeper->run->is_done))
		return TRUE;
	keeper->poll = NO_TIMER;
	finish(keeper);
	return FALSE;
}

static gboolean
keeps_for_ever(const WdLogRetention *retention)
{
	for (guint i = 0; i < WD_LOG_N_CLASSES; i++) {
		if (retention->keep_ms[i] > 0)
			return FALSE;
	}
	return TRUE;
}

static gboolean
begin(WdLogKeeper *keeper)
{
	const WdPolicy *policy = wd_session_get_policy(keeper->session);
	WdLogRetention retention = wd_log_policy_get_retention(policy);
	gint64 now_ms = wd_session_now_ms(keeper->session);
	Run *run;

	if (keeper->run != NULL || keeps_for_ever(&retention) ||
	    !wd_clock_is_steady(wd_session_get_base(keeper->session), now_ms))
		return FALSE;
	run = g_new0(Run, 1);
	run->base = g_strdup(wd_session_get_base(keeper->session));
	run->retention = retention;
	run->hold = wd_log_policy_make_hold(policy); /* HMACs are made here, not in the thread */
	run->now_ms = now_ms;
	run->deleted = g_ptr_array_new_with_free_func(g_free);
	run->failed = g_ptr_array_new_with_free_func(g_free);
	keeper->run = run;
	keeper->thread = g_thread_new("warden-keep", prune, run);
	return TRUE;
}

static gboolean
is_due(gpointer data)
{
	WdLogKeeper *keeper = data;

	if (begin(keeper))
		keeper->poll = purple_timeout_add(POLL_MS, poll_run, keeper);
	keeper->timer = purple_timeout_add_seconds(EVERY_S, is_due, keeper);
	return FALSE;
}

static void
write_note(const WdAuditNote *note, gpointer data)
{
	WdLogKeeper *keeper = data;

	wd_log_keeper_audit(keeper->session, note->event, note->reason, note->log);
}

static gboolean
take_notes(gpointer data)
{
	WdLogKeeper *keeper = data;

	if (wd_session_has_trail(keeper->session) &&
	    wd_audit_notes_step(keeper->notes, N_NOTES, write_note, keeper))
		keeper->notes_timer = purple_timeout_add(POLL_MS, take_notes, keeper);
	else
		keeper->notes_timer = purple_timeout_add_seconds(NOTES_S, take_notes, keeper);
	return FALSE;
}

/**
 * wd_log_keeper_start:
 * @session: the session; outlives the keeper
 *
 * Returns: (transfer full): the keeper, who looks for the first time in a minute
 */
WdLogKeeper *
wd_log_keeper_start(WdSession *session)
{
	WdLogKeeper *keeper = g_new0(WdLogKeeper, 1);

	keeper->session = session;
	keeper->timer = purple_timeout_add_seconds(FIRST_S, is_due, keeper);
	keeper->notes = wd_audit_notes_new(wd_session_get_base(session));
	keeper->notes_timer = purple_timeout_add(POLL_MS, take_notes, keeper);
	return keeper;
}

/**
 * wd_log_keeper_run:
 * @keeper: the keeper
 *
 * Looks now, and waits for the end.
 */
void
wd_log_keeper_run(WdLogKeeper *keeper)
{
	if (begin(keeper))
		finish(keeper);
}

/**
 * wd_log_keeper_stop:
 * @keeper: (nullable) (transfer full): the keeper
 */
void
wd_log_keeper_stop(WdLogKeeper *keeper)
{
	if (keeper == NULL)
		return;
	if (keeper->timer != NO_TIMER)
		purple_timeout_remove(keeper->timer);
	if (keeper->poll != NO_TIMER)
		purple_timeout_remove(keeper->poll);
	purple_timeout_remove(keeper->notes_timer);
	wd_audit_notes_free(keeper->notes);
	finish(keeper);
	g_free(keeper);
}
