/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-file-check.h"

#include "inspect/wd-examiner.h"

#define STATE "file-check"

struct WdFileCheck {
	WdEvent *event;
	WdFileCheckDone done;
	gpointer data;
	WdExamination *examination; /* NULL: there was nobody to look */
	guint timer;                /* then */
};

static void
free_check(WdFileCheck *check)
{
	wd_event_unref(check->event);
	g_free(check);
}

static void
finish(WdFileCheck *check, const WdFileFacts *facts)
{
	WdEvent fields = *check->event;
	g_autoptr(WdEvent) event = NULL;

	fields.file_facts = facts;
	event = wd_event_new(&fields);
	check->done(event, check->data);
	free_check(check);
}

static void
examined(const WdFileFacts *facts, gpointer data)
{
	finish(data, facts);
}

/* Nobody looked, and that is a fact, too: what follows is policy's. */
static gboolean
not_examined(gpointer data)
{
	const WdFileFacts fields = {
		.size = -1,
		.inspection = WD_INSPECTION_FAILED,
		.scan = {.signatures_ms = -1},
	};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&fields);

	finish(data, facts);
	return FALSE;
}

/**
 * wd_file_check_start:
 * @session: the session
 * @event: what is known of the file
 * @fd: its bytes, open for reading; stays the caller's
 * @done: called once, unless cancelled; the check is gone then
 * @data: for @done
 *
 * Never blocks, and @done never comes before this returns.
 *
 * Returns: (transfer none): to cancel it by
 */
WdFileCheck *
wd_file_check_start(
	WdSession *session, const WdEvent *event, int fd, WdFileCheckDone done, gpointer data)
{
	WdExaminer *examiner = wd_session_get_state(session, STATE);
	WdFileCheck *check = g_new0(WdFileCheck, 1);

	check->event = wd_event_ref(event);
	check->done = done;
	check->data = data;
	if (examiner != NULL && fd >= 0)
		check->examination =
			wd_examiner_examine(examiner, fd, event->file_name, examined, check);
	else
		check->timer = purple_timeout_add(0, not_examined, check);
	return check;
}

/**
 * wd_file_check_cancel:
 * @check: one whose end was not called yet
 */
void
wd_file_check_cancel(WdFileCheck *check)
{
	if (check->examination != NULL)
		wd_examination_cancel(check->examination);
	else
		purple_timeout_remove(check->timer);
	free_check(check);
}

static void
policy_changed(WdSession *session)
{
	wd_examiner_set_policy(wd_session_get_state(session, STATE),
			       wd_session_get_policy(session));
}

static void
free_examiner(gpointer examiner)
{
	wd_examiner_free(examiner);
}

/**
 * wd_file_check_attach:
 * @session: the session
 *
 * No process is started before the first file.
 */
void
wd_file_check_attach(WdSession *session)
{
	wd_session_set_state(
		session, STATE, wd_examiner_new(wd_session_get_policy(session)), free_examiner);
	wd_session_add_policy_watch(session, policy_changed);
}

/**
 * wd_file_check_detach:
 * @session: the session; whoever started a check has cancelled it
 */
void
wd_file_check_detach(WdSession *session)
{
	wd_session_remove_policy_watch(session, policy_changed);
	wd_session_set_state(session, STATE, NULL, NULL);
}
