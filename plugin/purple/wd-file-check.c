/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-file-check.h"

struct WdFileCheck {
	WdEvent *event;
	WdFileCheckDone done;
	gpointer data;
	guint timer;
};

static void
free_check(WdFileCheck *check)
{
	wd_event_unref(check->event);
	g_free(check);
}

static gboolean
finish(gpointer data)
{
	WdFileCheck *check = data;

	check->done(check->event, check->data);
	free_check(check);
	return FALSE;
}

/**
 * wd_file_check_start:
 * @session: the session
 * @event: what is known of the file
 * @fd: its bytes; stays the caller's, and open until the end
 * @done: called once, unless cancelled; the check is gone then
 * @data: for @done
 *
 * Returns: (transfer none): to cancel it by
 */
WdFileCheck *
wd_file_check_start(
	WdSession *session, const WdEvent *event, int fd, WdFileCheckDone done, gpointer data)
{
	WdFileCheck *check = g_new0(WdFileCheck, 1);

	check->event = wd_event_ref(event);
	check->done = done;
	check->data = data;
	check->timer = purple_timeout_add(0, finish, check);
	return check;
}

/**
 * wd_file_check_cancel:
 * @check: one whose end was not called yet
 */
void
wd_file_check_cancel(WdFileCheck *check)
{
	purple_timeout_remove(check->timer);
	free_check(check);
}
