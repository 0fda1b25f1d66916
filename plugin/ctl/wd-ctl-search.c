/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/wd-ctl-archive.h"
#include "ctl/wd-json-text.h"
#include "ctl/wd-log-line.h"
#include "store/wd-log-search.h"

#define ID_DIGITS     8
#define STEP_RECORDS  20000
#define CONTEXT_BYTES 60 /* before the words, in a line of text */
#define SNIPPET_BYTES 400
#define PROGRESS_US   250000 /* between two lines of progress */
#define MEBIBYTE      (1024.0 * 1024.0)

typedef struct {
	WdCtl *ctl;
	GString *line;
} Printing;

/* A piece of a long message around the words; cut between characters. */
static char *
make_snippet(const WdLogMatch *match)
{
	const char *start = match->text;
	const char *end;
	gsize left;

	if (match->start > CONTEXT_BYTES)
		start = g_utf8_find_next_char(match->text + match->start - CONTEXT_BYTES, NULL);
	left = strlen(start);
	end = start + left;
	if (left > SNIPPET_BYTES)
		end = g_utf8_find_prev_char(start, start + SNIPPET_BYTES);
	return g_strdelimit(g_strndup(start, (gsize)(end - start)), "\n\t", ' ');
}

static void
append_text(GString *line, const WdLogMatch *match, const char *id)
{
	g_autofree char *time = wd_log_line_format_time(match->message->time_ms);
	g_autofree char *snippet = make_snippet(match);

	g_string_append_printf(line, "%.*s  %s  ", ID_DIGITS, id, time);
	wd_log_line_append_name(line, match->listing->entry->peer);
	g_string_append(line, "  ");
	if (match->message->sender != NULL) {
		wd_log_line_append_name(line, match->message->sender);
		g_string_append(line, ": ");
	}
	wd_log_line_append_name(line, snippet);
	g_string_append_c(line, '\n');
}

static void
append_json(GString *line, const WdLogMatch *match, const char *id)
{
	const WdLogEntry *entry = match->listing->entry;

	g_string_append_c(line, '{');
	wd_json_text_member(line, "id", id);
	wd_json_text_member(line, "protocol", entry->protocol);
	wd_json_text_member(line, "account", entry->account);
	wd_json_text_member(line, "peer", entry->peer);
	wd_json_text_key(line, "time_ms");
	g_string_append_printf(line, "%" G_GINT64_FORMAT, match->message->time_ms);
	wd_json_text_member(line, "sender", match->message->sender);
	wd_json_text_member(line, "text", match->text);
	wd_json_text_key(line, "start");
	g_string_append_printf(line, "%" G_GSIZE_FORMAT, match->start);
	wd_json_text_key(line, "end");
	g_string_append_printf(line, "%" G_GSIZE_FORMAT "}\n", match->start + match->len);
}

static void
print_match(const WdLogMatch *match, gpointer data)
{
	Printing *printing = data;
	g_autofree char *id = wd_ctl_archive_get_id(match->listing->path);

	g_string_truncate(printing->line, 0);
	if (printing->ctl->is_json)
		append_json(printing->line, match, id);
	else
		append_text(printing->line, match, id);
	(void)fputs(printing->line->str, printing->ctl->out); /* ferror() remembers */
}

static void
print_progress(const WdCtl *ctl, const WdLogProgress *progress)
{
	/* Translators: how much was searched, and how many messages were found so far. */
	(void)fputc('\r', ctl->err); /* over what was said before */
	(void)fprintf(ctl->err,
		      _("%.0f of %.0f MiB, %u found "),
		      (double)progress->n_bytes / MEBIBYTE,
		      (double)progress->n_all_bytes / MEBIBYTE,
		      progress->n_matches);
	(void)fflush(ctl->err); /* progress is not worth failing for */
}

static WdCtlExit
search_all(WdCtl *ctl, const WdCtlArchive *archive, const char *words)
{
	g_autoptr(GString) line = g_string_new(NULL);
	Printing printing = {ctl, line};
	g_autoptr(WdLogSearch) search =
		wd_log_search_new(archive->listings, archive->keys, words, print_match, &printing);
	const WdLogProgress *progress = wd_log_search_get_progress(search);
	gboolean is_watched = isatty(fileno(ctl->err));
	gint64 said_us = g_get_monotonic_time();

	while (wd_log_search_step(search, STEP_RECORDS)) {
		if (!is_watched || g_get_monotonic_time() - said_us < PROGRESS_US)
			continue;
		said_us = g_get_monotonic_time();
		print_progress(ctl, progress);
	}
	if (is_watched) {
		print_progress(ctl, progress);
		(void)fputc('\n', ctl->err);
	}
	if (progress->n_unreadable == 0)
		return WD_CTL_GOOD;
	wd_ctl_complain(ctl,
			g_dngettext(GETTEXT_PACKAGE,
				    "%u log is not whole or cannot be read; see `logs verify`",
				    "%u logs are not whole or cannot be read; see `logs verify`",
				    progress->n_unreadable),
			progress->n_unreadable);
	return WD_CTL_FOUND;
}

/**
 * wd_ctl_logs_search:
 * @ctl: the command; its argument is what to look for
 *
 * Prints one line a message that has the words, as they stand and without regard to case, newest
 * log first.
 *
 * Returns: %WD_CTL_FOUND when a log was torn, damaged or could not be read: there may be more
 */
WdCtlExit
wd_ctl_logs_search(WdCtl *ctl)
{
	g_autofree char *identity = NULL;
	const GOptionEntry entries[] = {
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &identity, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(WdCtlArchive) archive = NULL;

	if (!wd_ctl_parse(ctl, entries, 1, 1))
		return WD_CTL_USAGE;
	if (ctl->args[0][0] == '\0' || !g_utf8_validate(ctl->args[0], -1, NULL)) {
		wd_ctl_complain(ctl, _("there are no words to look for"));
		return WD_CTL_USAGE;
	}
	archive = wd_ctl_archive_open(ctl, identity);
	if (archive == NULL)
		return WD_CTL_CANNOT;
	return search_all(ctl, archive, ctl->args[0]);
}
