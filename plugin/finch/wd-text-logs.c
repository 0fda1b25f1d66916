/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-logs.h"

#include <glib/gi18n-lib.h>
#include <purple.h>
#include <string.h>

#include "engine/text/wd-utf8.h"
#include "finch/wd-text-label.h"
#include "finch/wd-text-lines.h"
#include "ui/wd-activity-text.h"
#include "ui/wd-logs-text.h"

#define FIELD_PASSPHRASE "passphrase"
#define FIELD_WORDS      "words"
#define FIELD_IMPORT     "import"
#define FIELD_LOCK       "lock"
#define MAX_NAME_CHARS   60
#define MAX_TEXT_CHARS   400
#define MAX_LINES        200 /* of what was found: more nobody scrolls through */

struct WdTextLogs {
	const WdHost *host;
	gpointer plugin_handle;
	void *form;  /* (nullable) libpurple's: what is open */
	void *stop;  /* (nullable) the window that can end a job */
	char *words; /* (nullable) to look for once they are open */
	gboolean wants_import;
	gboolean is_unlocking;
	gboolean is_busy;
	GString *found; /* HTML */
	guint n_found;
};

static const WdLogsPort *
get_port(const WdTextLogs *logs)
{
	return logs->host->logs;
}

/**
 * wd_text_logs_new:
 * @host: what may be asked of the session; outlives the logs
 * @plugin_handle: under which libpurple keeps forms and notices
 *
 * Returns: (transfer full): nothing that is seen yet
 */
WdTextLogs *
wd_text_logs_new(const WdHost *host, gpointer plugin_handle)
{
	WdTextLogs *logs = g_new0(WdTextLogs, 1);

	logs->host = host;
	logs->plugin_handle = plugin_handle;
	logs->found = g_string_new(NULL);
	return logs;
}

/**
 * wd_text_logs_free:
 * @logs: (nullable) (transfer full): what goes on is stopped
 */
void
wd_text_logs_free(WdTextLogs *logs)
{
	if (logs == NULL)
		return;
	if (logs->is_busy)
		get_port(logs)->cancel(logs->host->session);
	if (logs->is_unlocking)
		get_port(logs)->forget_unlock(logs->host->session);
	if (logs->form != NULL)
		purple_request_close(PURPLE_REQUEST_FIELDS, logs->form);
	if (logs->stop != NULL)
		purple_request_close(PURPLE_REQUEST_ACTION, logs->stop);
	g_string_free(logs->found, TRUE);
	g_free(logs->words);
	g_free(logs);
}

static void
say(const WdTextLogs *logs, const char *text)
{
	(void)purple_notify_info(logs->plugin_handle, _("Purple Warden"), _("Logs"), text);
}

static void
add_hit(const WdLogsHit *hit, gpointer data)
{
	WdTextLogs *logs = data;
	g_autofree char *time = wd_activity_format_time(hit->time_ms);
	g_autofree char *peer = wd_utf8_show(hit->place.peer, MAX_NAME_CHARS);
	g_autofree char *sender =
		wd_utf8_show(hit->sender != NULL ? hit->sender : "", MAX_NAME_CHARS);
	g_autofree char *text = wd_utf8_show(hit->text, MAX_TEXT_CHARS);
	g_autofree char *line = NULL;

	if (logs->n_found++ >= MAX_LINES)
		return;
	line = g_strdup_printf(
		"%s  %s\n%s%s%s", time, peer, sender, hit->sender != NULL ? ": " : "", text);
	wd_text_lines_append(logs->found, line);
}

/* A window that is drawn anew each time would be in everybody's way. */
static void
ignore_progress(double part, const char *words, gpointer data)
{
}

static void
end_job(const char *words, gpointer data)
{
	WdTextLogs *logs = data;
	void *stop = g_steal_pointer(&logs->stop);

	logs->is_busy = FALSE;
	if (stop != NULL)
		purple_request_close(PURPLE_REQUEST_ACTION, stop);
	if (logs->n_found == 0) {
		say(logs, words);
		return;
	}
	(void)purple_notify_formatted(
		logs->plugin_handle, _("Purple Warden"), words, NULL, logs->found->str, NULL, NULL);
}

static void
on_stopped(gpointer data, int choice)
{
	WdTextLogs *logs = data;

	logs->stop = NULL;
	if (!logs->is_busy)
		return;
	get_port(logs)->cancel(logs->host->session);
	logs->is_busy = FALSE;
	say(logs, _("Stopped."));
}

/* Nothing to press while it goes on but this, and it goes away by itself. */
static void
offer_stop(WdTextLogs *logs, const char *what)
{
	g_autofree char *stop = wd_text_label(_("_Stop"));

	logs->stop = purple_request_action(logs->plugin_handle,
					   _("Purple Warden"),
					   what,
					   NULL,
					   PURPLE_DEFAULT_ACTION_NONE,
					   NULL,
					   NULL,
					   NULL,
					   logs,
					   1,
					   stop,
					   G_CALLBACK(on_stopped));
}

static void
begin_job(WdTextLogs *logs)
{
	const WdLogsWatch watch = {
		.hit = add_hit, .progress = ignore_progress, .done = end_job, .data = logs};
	gpointer session = logs->host->session;

	g_string_truncate(logs->found, 0);
	logs->n_found = 0;
	if (logs->is_busy ||
	    !(logs->wants_import ? get_port(logs)->import(session, &watch)
				 : get_port(logs)->search(session, logs->words, &watch))) {
		say(logs, _("That is not possible at the moment."));
		return;
	}
	logs->is_busy = TRUE;
	offer_stop(logs,
		   logs->wants_import ? _("Encrypting old logs…") : _("Looking through the logs…"));
}

/* They are open: does what the form was filled in for, or says how they are. */
static void
go_on(WdTextLogs *logs)
{
	WdLogsState state;
	g_autofree char *text = NULL;

	if (logs->wants_import || (logs->words != NULL && *logs->words != '\0')) {
		begin_job(logs);
		return;
	}
	get_port(logs)->get_state(logs->host->session, &state);
	text = wd_logs_text_for_state(&state);
	say(logs, text);
}

static void
unlocked(const char *problem, gpointer data)
{
	WdTextLogs *logs = data;

	logs->is_unlocking = FALSE;
	if (problem != NULL)
		say(logs, problem);
	else
		go_on(logs);
}

static const char *
get_string(PurpleRequestFields *fields, const char *id)
{
	const char *text = purple_request_fields_exists(fields, id)
				   ? purple_request_fields_get_string(fields, id)
				   : NULL;

	return text != NULL ? text : "";
}

static gboolean
get_bool(PurpleRequestFields *fields, const char *id)
{
	return purple_request_fields_exists(fields, id) &&
	       purple_request_fields_get_bool(fields, id);
}

/* The form lives a while longer: its copy must not. */
static void
wipe(const char *text)
{
	for (char *p = (char *)text; *p != '\0'; p++)
		*(volatile char *)p = '\0';
}

static void
on_filled_in(gpointer data, PurpleRequestFields *fields)
{
	WdTextLogs *logs = data;
	gpointer session = logs->host->session;
	const char *typed = get_string(fields, FIELD_PASSPHRASE);
	WdLogsState state;

	logs->form = NULL;
	g_free(logs->words);
	logs->words = g_strdup(get_string(fields, FIELD_WORDS));
	logs->wants_import = get_bool(fields, FIELD_IMPORT);
	get_port(logs)->get_state(session, &state);
	if (get_bool(fields, FIELD_LOCK)) {
		get_port(logs)->lock(session);
		g_clear_pointer(&logs->words, g_free);
		logs->wants_import = FALSE;
		go_on(logs);
	} else if (state.is_locked && state.has_key && !logs->is_unlocking) {
		logs->is_unlocking = TRUE;
		get_port(logs)->unlock(session, typed, unlocked, logs);
	} else
		go_on(logs);
	wipe(typed);
}

static void
on_closed(gpointer data, PurpleRequestFields *fields)
{
	WdTextLogs *logs = data;

	logs->form = NULL;
}

static void
add_field(PurpleRequestFieldGroup *group, PurpleRequestField *field)
{
	purple_request_field_group_add_field(group, field);
}

static PurpleRequestFields *
make_form(const WdLogsState *state, const char *words)
{
	PurpleRequestFields *fields = purple_request_fields_new();
	PurpleRequestFieldGroup *group = purple_request_field_group_new(NULL);
	PurpleRequestField *passphrase;

	if (state->is_locked && state->wants_passphrase) {
		passphrase = purple_request_field_string_new(
			FIELD_PASSPHRASE, _("Passphrase"), NULL, FALSE);
		purple_request_field_string_set_masked(passphrase, TRUE);
		add_field(group, passphrase);
	}
	add_field(group,
		  purple_request_field_string_new(
			  FIELD_WORDS, _("Words in all conversations"), words, FALSE));
	if (!state->is_refused)
		add_field(group,
			  purple_request_field_bool_new(
				  FIELD_IMPORT,
				  _("Encrypt old logs, and delete the files in plain text"),
				  FALSE));
	if (state->can_lock)
		add_field(group,
			  purple_request_field_bool_new(FIELD_LOCK, _("Lock the logs"), FALSE));
	purple_request_fields_add_group(fields, group);
	return fields;
}

static void
open_form(WdTextLogs *logs, const WdLogsState *state, const char *words)
{
	g_autofree char *text = wd_logs_text_for_state(state);
	g_autofree char *go_on_label = wd_text_label(state->is_locked ? _("_Unlock") : _("_Go On"));
	g_autofree char *close_label = wd_text_label(_("_Close"));

	if (logs->form != NULL)
		return; /* one form is enough */
	logs->form = purple_request_fields(logs->plugin_handle,
					   _("Purple Warden"),
					   _("Logs"),
					   text,
					   make_form(state, words),
					   go_on_label,
					   G_CALLBACK(on_filled_in),
					   close_label,
					   G_CALLBACK(on_closed),
					   NULL,
					   NULL,
					   NULL,
					   logs);
}

/**
 * wd_text_logs_show:
 * @logs: the logs
 * @words: (nullable): looked for at once, if the logs are open
 *
 * Opens the form, or shows what has the words.
 */
void
wd_text_logs_show(WdTextLogs *logs, const char *words)
{
	WdLogsState state;

	get_port(logs)->get_state(logs->host->session, &state);
	if (words == NULL || *words == '\0' || state.is_locked) {
		open_form(logs, &state, words);
		return;
	}
	g_free(logs->words);
	logs->words = g_strdup(words);
	logs->wants_import = FALSE;
	begin_job(logs);
}

/**
 * wd_text_logs_note_closed:
 * @logs: the logs
 * @handle: of a window of libpurple's that was closed, perhaps without a button
 *
 * A job goes on without the window that could stop it.
 */
void
wd_text_logs_note_closed(WdTextLogs *logs, const void *handle)
{
	if (handle == logs->form)
		logs->form = NULL;
	if (handle == logs->stop)
		logs->stop = NULL;
}
