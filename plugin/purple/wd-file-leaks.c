/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-file-leaks.h"

#include <string.h>

#include "engine/wd-limits.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-session-judge.h"

#define PIECE_BYTES   4096 /* judged at once: a fraction of a millisecond */
#define OVERLAP_BYTES 512  /* nothing shorter hides on a seam; a key is known by its first line */

/* A file is no talk: whether it reads like a worm's text or has links in it is not asked. */
static const char *const families[] = {"leak.", "trojan."};

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
is_about_content(const WdFinding *finding)
{
	for (guint i = 0; i < G_N_ELEMENTS(families); i++) {
		if (g_str_has_prefix(finding->code, families[i]))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_found(const WdFileLeaks *leaks, const WdFinding *finding)
{
	for (guint i = 0; i < leaks->findings->len; i++) {
		const WdFinding *other = g_ptr_array_index(leaks->findings, i);

		if (g_str_equal(other->code, finding->code) &&
		    g_strcmp0(other->detail, finding->detail) == 0)
			return TRUE;
	}
	return FALSE;
}

static void
take_findings(WdFileLeaks *leaks, const WdVerdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (!is_about_content(finding) || is_found(leaks, finding) ||
		    leaks->findings->len >= WD_LIMIT_FINDINGS)
			continue;
		g_ptr_array_add(leaks->findings,
				wd_finding_new(finding->code,
					       finding->action,
					       finding->weight,
					       0,
					       0,
					       finding->detail));
	}
}

/* As if it had been typed to the same person; the end is cut before a character. */
static void
look_at_piece(WdFileLeaks *leaks)
{
	const WdEvent *file = leaks->event;
	const char *start = file->file_facts->text + leaks->offset;
	g_autofree char *piece = g_strndup(start, PIECE_BYTES);
	const WdEvent fields = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.protocol = file->protocol,
		.account = file->account,
		.peer = file->peer,
		.text = piece,
		.encryption = file->encryption,
		.file_size = -1,
		.time_ms = file->time_ms,
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdVerdict) verdict = wd_session_peek(
		leaks->session, wd_purple_find_account(file->protocol, file->account), event);

	take_findings(leaks, verdict);
}

/* Whether there is another piece. */
static gboolean
go_on(WdFileLeaks *leaks)
{
	const char *text = leaks->event->file_facts->text;

	if (strnlen(text + leaks->offset, PIECE_BYTES + 1) <= PIECE_BYTES)
		return FALSE;
	leaks->offset += PIECE_BYTES - OVERLAP_BYTES;
	while (((guchar)text[leaks->offset] & 0xc0) == 0x80)
		leaks->offset++; /* not within a character */
	return TRUE;
}

static gboolean
on_timer(gpointer data)
{
	WdFileLeaks *leaks = data;

	if (leaks->event->file_facts != NULL && leaks->event->file_facts->text != NULL) {
		look_at_piece(leaks);
		if (go_on(leaks))
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
