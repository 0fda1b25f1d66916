/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-logs.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-ctl-archive.h"
#include "ctl/wd-json-text.h"
#include "ctl/wd-log-line.h"

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
	wd_log_line_append(show->line, show->format, message);
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

static void
print_verified(const WdCtl *ctl, const char *id, const WdLogReport *report)
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
		g_string_append_c(line, '}');
	} else {
		/* Translators: an id, a word such as "complete", how many records. */
		g_string_append_printf(
			line,
			ngettext("%s  %-8s  %u record", "%s  %-8s  %u records", report->n_records),
			id,
			condition,
			report->n_records);
		if (report->condition == WD_LOG_DAMAGED)
			g_string_append_printf(
				line, _("; record %u is damaged"), report->bad_record);
	}
	wd_ctl_print(ctl, "%s\n", line->str);
}

static gboolean
verify_log(WdCtl *ctl, WdKeys *keys, const char *path)
{
	g_autofree char *id = wd_ctl_archive_get_id(path);
	g_autoptr(GError) error = NULL;
	WdLogReport report;

	if (!wd_log_read(path, keys, NULL, NULL, &report, &error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return FALSE;
	}
	print_verified(ctl, id, &report);
	return is_sound(report.condition);
}

static gboolean
verify_all(WdCtl *ctl, const WdCtlArchive *archive)
{
	gboolean is_good = TRUE;

	for (guint i = 0; i < archive->listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(archive->listings, i);

		is_good &= verify_log(ctl, archive->keys, listing->path);
	}
	return is_good;
}

/**
 * wd_ctl_logs_verify:
 * @ctl: the command; its arguments name logs, none all of them
 *
 * Reads logs to their end and prints what each is worth. "open" is what a log looks like that is
 * being written, that a crash ended, or that somebody cut at a record: the audit trail tells these
 * apart.
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
	gboolean is_good = TRUE;

	if (!wd_ctl_parse(ctl, entries, 0, G_MAXUINT))
		return WD_CTL_USAGE;
	archive = wd_ctl_archive_open(ctl, identity);
	if (archive == NULL)
		return WD_CTL_CANNOT;
	if (ctl->args[0] == NULL)
		return verify_all(ctl, archive) ? WD_CTL_GOOD : WD_CTL_FOUND;
	for (guint i = 0; ctl->args[i] != NULL; i++) {
		const char *path = wd_ctl_archive_find(ctl, archive, ctl->args[i]);

		if (path == NULL)
			return WD_CTL_USAGE;
		is_good &= verify_log(ctl, archive->keys, path);
	}
	return is_good ? WD_CTL_GOOD : WD_CTL_FOUND;
}
