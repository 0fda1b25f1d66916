/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-logs.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-ctl-archive.h"
#include "ctl/wd-json-text.h"
#include "ctl/wd-log-line.h"
#include "store/wd-log-anchors.h"

#define ID_DIGITS 8 /* shown in lists; enough to tell thousands of logs apart */

static void
list_json(const WdCtl *ctl, const WdLogListing *listing, const char *id)
{
	g_autoptr(GString) json = g_string_new("{");

	wd_json_text_member(json, "id", id);
	wd_json_text_member(json, "path", listing->path);
	wd_json_text_key(json, "size");
	g_string_append_printf(json, "%" G_GINT64_FORMAT, listing->size);
	if (listing->entry == NULL) {
		wd_json_text_member(json, "problem", listing->problem);
	} else {
		const WdLogEntry *entry = listing->entry;

		wd_json_text_key(json, "time_ms");
		g_string_append_printf(json, "%" G_GINT64_FORMAT, entry->time_ms);
		wd_json_text_member(json, "class", wd_log_class_to_string(entry->log_class));
		wd_json_text_member(json, "protocol", entry->protocol);
		wd_json_text_member(json, "account", entry->account);
		wd_json_text_member(json, "peer", entry->peer);
		wd_json_text_member(json, "escrow", entry->escrow);
	}
	wd_ctl_print(ctl, "%s}\n", json->str);
}

static void
list_text(const WdCtl *ctl, const WdLogListing *listing, const char *id)
{
	const WdLogEntry *entry = listing->entry;
	g_autofree char *time = NULL;
	g_autoptr(GString) line = g_string_new(NULL);

	g_string_append_printf(line, "%.*s  ", ID_DIGITS, id);
	if (entry == NULL) {
		g_string_append(line, listing->problem);
	} else {
		time = wd_log_line_format_time(entry->time_ms);
		g_string_append_printf(
			line, "%s  %-6s  ", time, wd_log_class_to_string(entry->log_class));
		wd_log_line_append_name(line, entry->account);
		g_string_append(line, "  ");
		wd_log_line_append_name(line, entry->peer);
	}
	wd_ctl_print(ctl, "%s\n", line->str);
}

/**
 * wd_ctl_logs_list:
 * @ctl: the command
 *
 * Prints one line a log, newest first.
 *
 * Returns: %WD_CTL_FOUND when one of them cannot be read
 */
WdCtlExit
wd_ctl_logs_list(WdCtl *ctl)
{
	g_autofree char *identity = NULL;
	const GOptionEntry entries[] = {
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &identity, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(WdCtlArchive) archive = NULL;
	WdCtlExit result = WD_CTL_GOOD;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	archive = wd_ctl_archive_open(ctl, identity);
	if (archive == NULL)
		return WD_CTL_CANNOT;
	for (guint i = 0; i < archive->listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(archive->listings, i);
		g_autofree char *id = wd_ctl_archive_get_id(listing->path);

		if (ctl->is_json)
			list_json(ctl, listing, id);
		else
			list_text(ctl, listing, id);
		if (listing->entry == NULL)
			result = WD_CTL_FOUND;
	}
	return result;
}

typedef struct {
	WdCtl *ctl;
	WdLogFormat format;
	GString *line;
} Show;

static gboolean
show_message(const WdLogMessage *message, gpointer data)
{
	Show *show = data;

	g_string_truncate(show->line, 0);
	wd_log_line_append(show->line, show->format, message, NULL);
	(void)fputs(show->line->str, show->ctl->out); /* ferror() remembers */
	return TRUE;
}

static gboolean
is_sound(WdLogCondition condition)
{
	return condition == WD_LOG_COMPLETE || condition == WD_LOG_OPEN;
}

static WdCtlExit
show_log(WdCtl *ctl, WdKeys *keys, const char *path, gboolean is_salvage)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdLogEntry) entry = wd_log_entry_read(path, keys, &error);
	g_autoptr(GString) line = g_string_new(NULL);
	Show show = {ctl, ctl->is_json ? WD_LOG_FORMAT_JSON : WD_LOG_FORMAT_TEXT, line};
	WdLogReport report;
	gboolean is_read;

	if (entry == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	wd_log_line_start(line, show.format, entry);
	(void)fputs(line->str, ctl->out); /* ferror() remembers */
	is_read = is_salvage ? wd_log_salvage(path, keys, show_message, &show, &report, &error)
			     : wd_log_read(path, keys, show_message, &show, &report, &error);
	if (!is_read) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	g_string_truncate(line, 0);
	wd_log_line_end(line, show.format, &report);
	(void)fputs(line->str, ctl->out); /* ferror() remembers */
	return is_sound(report.condition) ? WD_CTL_GOOD : WD_CTL_FOUND;
}

/**
 * wd_ctl_logs_show:
 * @ctl: the command; its argument names a log
 *
 * Prints a log, as far as it is authentic; with --salvage all of it that is.
 *
 * Returns: %WD_CTL_FOUND when it is torn or damaged
 */
WdCtlExit
wd_ctl_logs_show(WdCtl *ctl)
{
	g_autofree char *identity = NULL;
	gboolean is_salvage = FALSE;
	const GOptionEntry entries[] = {
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &identity, NULL, NULL},
		{"salvage", 0, 0, G_OPTION_ARG_NONE, &is_salvage, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(WdCtlArchive) archive = NULL;
	const char *path;

	if (!wd_ctl_parse(ctl, entries, 1, 1))
		return WD_CTL_USAGE;
	archive = wd_ctl_archive_open(ctl, identity);
	if (archive == NULL)
		return WD_CTL_CANNOT;
	path = wd_ctl_archive_find(ctl, archive, ctl->args[0]);
	if (path == NULL)
		return WD_CTL_USAGE;
	return show_log(ctl, archive->keys, path, is_salvage);
}

/* What the audit trail adds to what a file says of itself. */
typedef enum {
	TRACE_NONE,     /* the trail does not know this log */
	TRACE_MET,      /* it has all records that the trail noted down */
	TRACE_CUT,      /* it has fewer, or others: somebody cut or replaced it */
	TRACE_NO_FINAL, /* it was closed, and its end is gone */
	TRACE_DELETED,  /* it was deleted, and is here again */
} Trace;

static const struct {
	const char *word; /* for programs */
	const char *text; /* (nullable) for people */
	gboolean is_bad;
} traces[] = {
	[TRACE_NONE] = {"unknown", NULL, FALSE},
	[TRACE_MET] = {"met", NULL, FALSE},
	[TRACE_CUT] = {"cut", N_("; the audit trail knows of more or other records"), TRUE},
	[TRACE_NO_FINAL] = {"no-final", N_("; it was closed, and its end was cut off"), TRUE},
	[TRACE_DELETED] = {"deleted", N_("; the audit trail says that it was deleted"), TRUE},
};

static Trace
compare_traces(const WdLogTraces *known, const WdLogReport *report)
{
	if (known == NULL || (known->newest.count == 0 && !known->is_deleted))
		return TRACE_NONE;
	if (known->is_deleted)
		return TRACE_DELETED;
	if (!known->newest.is_met)
		return TRACE_CUT;
	return known->is_closed && report->condition == WD_LOG_OPEN ? TRACE_NO_FINAL : TRACE_MET;
}

static void
print_verified(const WdCtl *ctl, const char *id, const WdLogReport *report, Trace trace)
{
	const char *condition = wd_log_condition_to_string(report->condition);
	g_autoptr(GString) line = g_string_new(NULL);

	if (ctl->is_json) {
		g_string_append_printf(line,
				       "{\"id\":\"%s\",\"condition\":\"%s\",\"records\":%u",
				       id,
				       condition,
				       report->n_records);
		if (report->condition == WD_LOG_DAMAGED)
			g_string_append_printf(line, ",\"bad_record\":%u", report->bad_record);
		g_string_append_printf(line, ",\"trail\":\"%s\"}", traces[trace].word);
	} else {
		/* Translators: an id, a word such as "complete", how many records. */
		g_string_append_printf(line,
				       g_dngettext(GETTEXT_PACKAGE,
						   "%s  %-8s  %u record",
						   "%s  %-8s  %u records",
						   report->n_records),
				       id,
				       condition,
				       report->n_records);
		if (report->condition == WD_LOG_DAMAGED)
			g_string_append_printf(
				line, _("; record %u is damaged"), report->bad_record);
		if (traces[trace].text != NULL)
			g_string_append(line, _(traces[trace].text));
	}
	wd_ctl_print(ctl, "%s\n", line->str);
}

static gboolean
verify_log(WdCtl *ctl, WdKeys *keys, const WdLogAnchors *anchors, const char *path)
{
	g_autofree char *id = wd_ctl_archive_get_id(path);
	WdLogTraces *known = wd_log_anchors_find(anchors, id);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdLogReading) reading = wd_log_reading_open(path, keys, NULL, NULL, &error);
	const WdLogReport *report;
	gboolean is_done = FALSE;
	Trace trace;

	if (reading != NULL && known != NULL)
		wd_log_reading_expect(reading, &known->newest);
	while (reading != NULL && !is_done) {
		if (!wd_log_reading_step(reading, G_MAXUINT, &is_done, &error))
			break;
	}
	if (!is_done) {
		wd_ctl_complain(ctl, "%s", error->message);
		return FALSE;
	}
	report = wd_log_reading_get_report(reading);
	trace = compare_traces(known, report);
	print_verified(ctl, id, report, trace);
	return is_sound(report->condition) && !traces[trace].is_bad;
}

/* Logs that were begun and are not here, and were not deleted through Warden. */
static gboolean
report_missing(WdCtl *ctl, const WdCtlArchive *archive, const WdLogAnchors *anchors)
{
	g_autoptr(GHashTable) present = wd_ctl_archive_collect_ids(archive);
	g_autoptr(GPtrArray) missing = wd_log_anchors_list_missing(anchors, present);

	for (guint i = 0; i < missing->len; i++) {
		const char *id = g_ptr_array_index(missing, i);

		if (ctl->is_json)
			wd_ctl_print(ctl, "{\"id\":\"%s\",\"trail\":\"missing\"}\n", id);
		else
			/* Translators: %s is an id. */
			wd_ctl_print(ctl, _("%s  missing; the audit trail knows it\n"), id);
	}
	return missing->len == 0;
}

static gboolean
verify_all(WdCtl *ctl, const WdCtlArchive *archive, const WdLogAnchors *anchors)
{
	gboolean is_good = TRUE;

	for (guint i = 0; i < archive->listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(archive->listings, i);

		is_good &= verify_log(ctl, archive->keys, anchors, listing->path);
	}
	return report_missing(ctl, archive, anchors) && is_good;
}

/**
 * wd_ctl_logs_verify:
 * @ctl: the command; its arguments name logs, none all of them
 *
 * Reads logs to their end and prints what each is worth. "open" is what a log looks like that is
 * being written, that a crash ended, or that somebody cut at a record: the audit trail, which has
 * the heads of logs, tells these apart, and knows logs that are gone. What the trail itself is
 * worth `audit verify` says.
 *
 * Returns: %WD_CTL_FOUND when one is torn, damaged or cannot be read
 */
WdCtlExit
wd_ctl_logs_verify(WdCtl *ctl)
{
	g_autofree char *identity = NULL;
	const GOptionEntry entries[] = {
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &identity, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(WdCtlArchive) archive = NULL;
	g_autoptr(WdLogAnchors) anchors = NULL;
	g_autofree char *base = NULL;
	gboolean is_good = TRUE;

	if (!wd_ctl_parse(ctl, entries, 0, G_MAXUINT))
		return WD_CTL_USAGE;
	archive = wd_ctl_archive_open(ctl, identity);
	if (archive == NULL)
		return WD_CTL_CANNOT;
	base = wd_ctl_get_base(ctl);
	anchors = wd_log_anchors_load(base);
	if (ctl->args[0] == NULL)
		return verify_all(ctl, archive, anchors) ? WD_CTL_GOOD : WD_CTL_FOUND;
	for (guint i = 0; ctl->args[i] != NULL; i++) {
		const char *path = wd_ctl_archive_find(ctl, archive, ctl->args[i]);

		if (path == NULL)
			return WD_CTL_USAGE;
		is_good &= verify_log(ctl, archive->keys, anchors, path);
	}
	return is_good ? WD_CTL_GOOD : WD_CTL_FOUND;
}
