/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-desk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-utf8.h"
#include "purple/wd-log-keeper.h"
#include "purple/wd-log-wishes.h"
#include "store/wd-log-import.h"
#include "store/wd-log-search.h"

#define STATE           "log-desk"
#define EVERY_MS        2
#define STEP_RECORDS    150 /* about half a millisecond */
#define PREPARE_AT_ONCE 3   /* files, a third of a millisecond each */
#define MAX_HITS        2000
#define CONTEXT_BYTES   80
#define SNIPPET_BYTES   300

struct WdLogDesk {
	WdLogDeskParts parts;
	WdLogsWatch watch;
	WdLogSearch *search; /* (nullable) one of the two, while one is under way */
	WdLogImport *import;
	char *words;    /* (nullable) what is searched for when all logs are known */
	WdLogHome home; /* of @import */
	guint timer;
	guint n_hits;
};

/* (nullable): NULL while logs are not encrypted. */
static WdLogDesk *
find_desk(gpointer session)
{
	return wd_session_get_state(session, STATE);
}

static void
clear_job(WdLogDesk *desk)
{
	if (desk->timer != 0)
		purple_timeout_remove(desk->timer);
	desk->timer = 0;
	g_clear_pointer(&desk->search, wd_log_search_free);
	g_clear_pointer(&desk->import, wd_log_import_free);
	g_clear_pointer(&desk->words, g_free);
	memset(&desk->watch, 0, sizeof desk->watch);
}

/* Told with nothing under way any more, so that the window may begin the next at once. */
static void
end_job(WdLogDesk *desk, const char *words)
{
	WdLogsWatch watch = desk->watch;

	clear_job(desk);
	watch.done(words, watch.data);
}

/* A piece around the words, on one line, tamed as all that peers wrote. */
static char *
make_snippet(const WdLogMatch *match)
{
	const char *start = match->text;
	g_autofree char *piece = NULL;

	if (match->start > CONTEXT_BYTES)
		start = g_utf8_find_next_char(match->text + match->start - CONTEXT_BYTES, NULL);
	piece = g_strdelimit(g_strdup(start), "\n\t", ' ');
	return wd_utf8_show(piece, SNIPPET_BYTES);
}

static void
found(const WdLogMatch *match, gpointer data)
{
	WdLogDesk *desk = data;
	const WdLogEntry *entry = match->listing->entry;
	g_autofree char *text = NULL;
	WdLogsHit hit = {
		.place = {entry->protocol,
			  entry->account,
			  entry->peer,
			  entry->log_class == WD_LOG_CHAT},
		.time_ms = match->message->time_ms,
		.sender = match->message->sender,
	};

	if (desk->n_hits++ >= MAX_HITS)
		return; /* nobody reads more; they are counted */
	hit.text = text = make_snippet(match);
	desk->watch.hit(&hit, desk->watch.data);
}

static char *
format_search(const WdLogProgress *progress, gboolean is_done)
{
	GString *words = g_string_new(NULL);

	g_string_append_printf(words,
			       g_dngettext(GETTEXT_PACKAGE,
					   "%u message found.",
					   "%u messages found.",
					   progress->n_matches),
			       progress->n_matches);
	if (progress->n_matches > MAX_HITS)
		g_string_append_printf(words, _(" The first %u are shown."), MAX_HITS);
	if (is_done && progress->n_unreadable > 0)
		g_string_append_printf(words,
				       g_dngettext(GETTEXT_PACKAGE,
						   " %u log is not whole.",
						   " %u logs are not whole.",
						   progress->n_unreadable),
				       progress->n_unreadable);
	return g_string_free(words, FALSE);
}

/* A client that draws no bar does not ask to be told. */
static void
tell_progress(const WdLogDesk *desk, double part, const char *words)
{
	if (desk->watch.progress != NULL)
		desk->watch.progress(part, words, desk->watch.data);
}

static gboolean
step_search(gpointer data)
{
	WdLogDesk *desk = data;
	const WdLogProgress *progress = wd_log_search_get_progress(desk->search);
	gboolean has_more = wd_log_search_step(desk->search, STEP_RECORDS);
	g_autofree char *words = format_search(progress, !has_more);

	wd_log_lock_touch(desk->parts.lock);
	if (has_more) {
		tell_progress(desk,
			      progress->n_all_bytes > 0
				      ? (double)progress->n_bytes / (double)progress->n_all_bytes
				      : 1,
			      words);
		return TRUE;
	}
	desk->timer = 0;
	end_job(desk, words);
	return FALSE;
}

/* (nullable): NULL when the key has gone. */
static WdLogSearch *
begin_search(WdLogDesk *desk)
{
	g_autoptr(GPtrArray) listings = wd_log_archive_list(desk->parts.archive, NULL);

	if (listings == NULL)
		return NULL;
	return wd_log_search_new(
		listings, wd_session_get_keys(desk->parts.session), desk->words, found, desk);
}

/* Without an index there may be thousands of logs that have to be looked at first. */
static gboolean
step_prepare(gpointer data)
{
	WdLogDesk *desk = data;

	wd_log_lock_touch(desk->parts.lock);
	if (wd_log_archive_warm(desk->parts.archive, PREPARE_AT_ONCE)) {
		tell_progress(desk, 0, _("Looking which logs there are…"));
		return TRUE;
	}
	desk->timer = 0;
	desk->search = begin_search(desk);
	if (desk->search == NULL)
		end_job(desk, _("The logs are locked; it was stopped."));
	else
		desk->timer = purple_timeout_add(EVERY_MS, step_search, desk);
	return FALSE;
}

static char *
format_import(const WdLogImportProgress *progress)
{
	GString *words = g_string_new(NULL);

	if (progress->n_files == 0)
		g_string_append(words, _("There are no old logs."));
	else
		g_string_append_printf(
			words,
			g_dngettext(GETTEXT_PACKAGE,
				    "%u old log was encrypted and its file deleted.",
				    "%u old logs were encrypted and their files deleted.",
				    progress->n_sealed),
			progress->n_sealed);
	if (progress->n_failed > 0)
		g_string_append_printf(words,
				       g_dngettext(GETTEXT_PACKAGE,
						   " %u was left as it is.",
						   " %u were left as they are.",
						   progress->n_failed),
				       progress->n_failed);
	return g_string_free(words, FALSE);
}

static gboolean
step_import(gpointer data)
{
	WdLogDesk *desk = data;
	const WdLogImportProgress *progress = wd_log_import_get_progress(desk->import);
	gboolean has_more = wd_log_import_step(desk->import);
	g_autofree char *words =
		has_more ? g_strdup_printf("%u/%u", progress->n_done, progress->n_files)
			 : format_import(progress);

	wd_log_lock_touch(desk->parts.lock);
	if (has_more) {
		tell_progress(desk,
			      progress->n_files > 0 ? (double)progress->n_done / progress->n_files
						    : 1,
			      words);
		return TRUE;
	}
	desk->timer = 0;
	end_job(desk, words);
	return FALSE;
}

static gboolean
may_begin(const WdLogDesk *desk)
{
	WdKeys *keys = wd_session_get_keys(desk->parts.session);

	return desk->parts.archive != NULL && desk->timer == 0 && !wd_keys_is_locked(keys);
}

static gboolean
search(gpointer session, const char *words, const WdLogsWatch *watch)
{
	WdLogDesk *desk = find_desk(session);

	if (desk == NULL || !may_begin(desk) || words[0] == '\0' ||
	    !g_utf8_validate(words, -1, NULL))
		return FALSE;
	desk->watch = *watch;
	desk->n_hits = 0;
	desk->words = g_strdup(words);
	desk->timer = purple_timeout_add(EVERY_MS, step_prepare, desk);
	return TRUE;
}

static void
note_sealed(const char *path, gboolean is_kept, gpointer data)
{
	WdLogDesk *desk = data;

	wd_log_keeper_audit(desk->parts.session, "log.import", is_kept ? "copy" : "import", path);
}

static gboolean
import(gpointer session, const WdLogsWatch *watch)
{
	WdLogDesk *desk = find_desk(session);
	g_autofree char *folder = NULL;

	if (desk == NULL || !may_begin(desk) || desk->parts.get_rules(desk->parts.data)->is_refused)
		return FALSE;
	folder = g_build_filename(purple_user_dir(), "logs", NULL);
	desk->watch = *watch;
	desk->home = desk->parts.get_home(desk->parts.data);
	desk->import = wd_log_import_new(folder, &desk->home, FALSE);
	wd_log_import_watch(desk->import, note_sealed, desk);
	desk->timer = purple_timeout_add(EVERY_MS, step_import, desk);
	return TRUE;
}

static void
cancel(gpointer session)
{
	WdLogDesk *desk = find_desk(session);

	if (desk != NULL)
		clear_job(desk);
}

static void
get_state(gpointer session, WdLogsState *state)
{
	WdLogDesk *desk = find_desk(session);
	WdKeys *keys = desk != NULL ? wd_session_get_keys(desk->parts.session) : NULL;
	WdKeyPlace place = keys != NULL ? wd_keys_get_place(keys) : WD_KEY_AWAY;

	memset(state, 0, sizeof *state);
	state->is_locked = keys == NULL || wd_keys_is_locked(keys);
	state->has_key = place != WD_KEY_AWAY || !state->is_locked;
	state->wants_passphrase = place == WD_KEY_BY_PASSPHRASE;
	state->can_lock = !state->is_locked && place != WD_KEY_IN_FILE;
	state->is_refused = desk == NULL || desk->parts.get_rules(desk->parts.data)->is_refused;
	state->had_ims = wd_log_wishes_get(WD_LOG_IM);
	state->had_chats = wd_log_wishes_get(WD_LOG_CHAT);
	state->had_system = wd_log_wishes_get(WD_LOG_SYSTEM);
}

static void
unlock(gpointer session,
       const char *passphrase,
       void (*done)(const char *problem, gpointer data),
       gpointer data)
{
	WdLogDesk *desk = find_desk(session);

	if (desk != NULL)
		wd_log_lock_open(desk->parts.lock, passphrase, done, data);
	else
		done(_("Logs are not encrypted at the moment."), data);
}

static void
forget_unlock(gpointer session)
{
	WdLogDesk *desk = find_desk(session);

	if (desk != NULL)
		wd_log_lock_forget(desk->parts.lock);
}

static void
lock(gpointer session)
{
	WdLogDesk *desk = find_desk(session);

	if (desk != NULL)
		wd_log_lock_close(desk->parts.lock);
}

static const WdLogsPort port = {
	.get_state = get_state,
	.unlock = unlock,
	.forget_unlock = forget_unlock,
	.lock = lock,
	.search = search,
	.import = import,
	.cancel = cancel,
};

/**
 * wd_log_desk_get_port:
 *
 * Returns: (transfer none): what a UI calls; it finds the desk of the moment by the session
 */
const WdLogsPort *
wd_log_desk_get_port(void)
{
	return &port;
}

/**
 * wd_log_desk_new:
 * @parts: what it works with; copied
 *
 * Returns: (transfer full): a desk with nothing on it
 */
WdLogDesk *
wd_log_desk_new(const WdLogDeskParts *parts)
{
	WdLogDesk *desk = g_new0(WdLogDesk, 1);

	desk->parts = *parts;
	wd_session_set_state(parts->session, STATE, desk, NULL);
	return desk;
}

/**
 * wd_log_desk_stop:
 * @desk: a desk
 *
 * Ends what is under way, and says so to whoever watches.
 */
void
wd_log_desk_stop(WdLogDesk *desk)
{
	if (desk->timer != 0)
		end_job(desk, _("The logs are locked; it was stopped."));
}

/**
 * wd_log_desk_free:
 * @desk: (nullable) (transfer full): a desk
 */
void
wd_log_desk_free(WdLogDesk *desk)
{
	if (desk == NULL)
		return;
	clear_job(desk);
	wd_session_set_state(desk->parts.session, STATE, NULL, NULL);
	g_free(desk);
}
