/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-file-leaks.h"

#include "engine/judge/wd-file-words.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-session-judge.h"

struct WdFileLeaks {
	WdSession *session;
	WdEvent *event;
	WdFileLeaksDone done;
	gpointer data;
	GPtrArray *findings; /* of WdFinding * */
	gsize offset;        /* where the next piece begins */
	guint timer;
};

static void
free_leaks(WdFileLeaks *leaks)
{
	wd_event_unref(leaks->event);
	g_ptr_array_unref(leaks->findings);
	g_free(leaks);
}

static gboolean
on_timer(gpointer data)
{
	WdFileLeaks *leaks = data;
	g_autoptr(WdEvent) piece = wd_file_words_read(leaks->event, &leaks->offset);
	g_autoptr(WdVerdict) verdict = NULL;

	if (piece != NULL) {
		verdict = wd_session_peek(leaks->session,
					  wd_purple_find_account(piece->protocol, piece->account),
					  piece);
		wd_file_words_take(verdict, leaks->findings);
		return TRUE;
	}
	leaks->done(leaks->findings, leaks->data);
	free_leaks(leaks);
	return FALSE;
}

/**
 * wd_file_leaks_start:
 * @session: the session
 * @event: a file that goes out, with what was seen in it
 * @done: called once, unless cancelled; the search is gone then
 * @data: for @done
 *
 * Nothing is counted or written for it. Text beyond %WD_FILE_MAX_TEXT_BYTES was not extracted.
 *
 * Returns: (transfer none): to cancel it by
 */
WdFileLeaks *
wd_file_leaks_start(WdSession *session, const WdEvent *event, WdFileLeaksDone done, gpointer data)
{
	WdFileLeaks *leaks = g_new0(WdFileLeaks, 1);

	leaks->session = session;
	leaks->event = wd_event_ref(event);
	leaks->done = done;
	leaks->data = data;
	leaks->findings = g_ptr_array_new_with_free_func((GDestroyNotify)wd_finding_free);
	leaks->timer = purple_timeout_add(0, on_timer, leaks);
	return leaks;
}

/**
 * wd_file_leaks_cancel:
 * @leaks: one whose end was not called yet
 */
void
wd_file_leaks_cancel(WdFileLeaks *leaks)
{
	purple_timeout_remove(leaks->timer);
	free_leaks(leaks);
}
