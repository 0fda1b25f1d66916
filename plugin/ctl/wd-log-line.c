/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-log-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/wd-json-text.h"
#include "engine/text/wd-markup.h"

#define MS_A_SECOND 1000

static const struct {
	const char *name;   /* on the command line */
	const char *suffix; /* of an exported file */
} formats[] = {
	[WD_LOG_FORMAT_TEXT] = {"txt", ".txt"},
	[WD_LOG_FORMAT_HTML] = {"html", ".html"},
	[WD_LOG_FORMAT_JSON] = {"jsonl", ".jsonl"},
};

/**
 * wd_log_format_parse:
 * @text: a word from the command line
 * @format: (out): set only on success
 *
 * Returns: whether @text is a format
 */
gboolean
wd_log_format_parse(const char *text, WdLogFormat *format)
{
	for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
		if (g_str_equal(formats[i].name, text)) {
			*format = (WdLogFormat)i;
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_log_format_get_suffix:
 * @format: a format
 *
 * Returns: (transfer none): what its files' names end in
 */
const char *
wd_log_format_get_suffix(WdLogFormat format)
{
	g_return_val_if_fail((guint)format < G_N_ELEMENTS(formats), NULL);
	return formats[format].suffix;
}

/**
 * wd_log_line_format_time:
 * @time_ms: Unix time
 *
 * Returns: (transfer full): the time in UTC, as RFC 3339 writes it
 */
char *
wd_log_line_format_time(gint64 time_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(time_ms / MS_A_SECOND);

	return time != NULL ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup("-");
}

/* A peer's text for a terminal: it can neither command it nor look like a line of its own. */
static void
append_tame(GString *out, const char *text)
{
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar character = g_utf8_get_char(p);

		if (character == '\n')
			g_string_append(out, "\n    ");
		else if (g_unichar_iscntrl(character) && character != '\t')
			g_string_append_unichar(out, 0xfffd);
		else
			g_string_append_unichar(out, character);
	}
}

/**
 * wd_log_line_append_name:
 * @out: the output
 * @name: a peer's or an account's name; untrusted UTF-8
 *
 * Adds the name on one line, without anything that a terminal would obey.
 */
void
wd_log_line_append_name(GString *out, const char *name)
{
	g_autofree char *line = g_strdelimit(g_strdup(name), "\n\t", ' ');

	append_tame(out, line);
}

static void
append_escaped(GString *out, const char *text)
{
	g_autofree char *escaped = wd_markup_escape(text);

	g_string_append(out, escaped);
}

static void
start_text(GString *out, const WdLogEntry *entry)
{
	g_autofree char *time = wd_log_line_format_time(entry->time_ms);

	g_string_append_printf(out, "# %s %s ", time, wd_log_class_to_string(entry->log_class));
	wd_log_line_append_name(out, entry->protocol);
	g_string_append_c(out, ' ');
	wd_log_line_append_name(out, entry->account);
	g_string_append_c(out, ' ');
	wd_log_line_append_name(out, entry->peer);
	g_string_append_c(out, '\n');
}

static void
start_html(GString *out, const WdLogEntry *entry)
{
	g_autofree char *time = wd_log_line_format_time(entry->time_ms);

	g_string_append(out, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>");
	append_escaped(out, entry->peer);
	g_string_append_printf(out, "</title>\n<h1>%s ", time);
	append_escaped(out, entry->account);
	g_string_append(out, " – ");
	append_escaped(out, entry->peer);
	g_string_append(out, "</h1>\n");
}

static void
start_json(GString *out, const WdLogEntry *entry)
{
	g_string_append_c(out, '{');
	wd_json_text_member(out, "class", wd_log_class_to_string(entry->log_class));
	wd_json_text_member(out, "protocol", entry->protocol);
	wd_json_text_member(out, "account", entry->account);
	wd_json_text_member(out, "peer", entry->peer);
	wd_json_text_key(out, "time_ms");
	g_string_append_printf(out, "%" G_GINT64_FORMAT "}\n", entry->time_ms);
}

/* What is written of one message. */
typedef struct {
	const WdLogMessage *message;
	const char *text;            /* what a person saw of its body */
	const char *const *pictures; /* (nullable) names of files; NULL: they are only counted */
} Shown;

/* (transfer none) (nullable): the name of a picture, where it has become a file. */
static const char *
get_picture(const Shown *shown, guint i)
{
	return shown->pictures != NULL ? shown->pictures[i] : NULL;
}

static void
append_pictures_text(GString *out, const Shown *shown)
{
	for (guint i = 0; i < shown->message->n_images; i++) {
		const char *name = get_picture(shown, i);

		if (name != NULL)
			/* Translators: %s is the name of a file. */
			g_string_append_printf(out, _(" [picture: %s]"), name);
		else
			g_string_append(out, _(" [picture]"));
	}
}

static void
message_text(GString *out, const Shown *shown)
{
	const WdLogMessage *message = shown->message;

	g_autofree char *time = wd_log_line_format_time(message->time_ms);

	g_string_append(out, time);
	g_string_append_c(out, ' ');
	if (message->n_lost > 0) {
		/* Translators: the reason, in English, follows. */
		g_string_append_printf(out,
				       g_dngettext(GETTEXT_PACKAGE,
						   "[%u message could not be logged] ",
						   "[%u messages could not be logged] ",
						   message->n_lost),
				       message->n_lost);
	} else if (message->sender != NULL) {
		wd_log_line_append_name(out, message->sender);
		g_string_append(out, ": ");
	}
	append_tame(out, shown->text);
	append_pictures_text(out, shown);
	g_string_append_c(out, '\n');
}

/* The visible text, escaped: a peer's markup has no business in an exhibit. Pictures' names are
 * ours. */
static void
message_html(GString *out, const Shown *shown)
{
	const WdLogMessage *message = shown->message;

	g_autofree char *time = wd_log_line_format_time(message->time_ms);

	g_string_append_printf(
		out, "<p%s><time>%s</time> ", message->n_lost > 0 ? " class=\"gap\"" : "", time);
	if (message->n_lost > 0)
		g_string_append_printf(out, "[%u] ", message->n_lost);
	if (message->sender != NULL) {
		g_string_append(out, "<b>");
		append_escaped(out, message->sender);
		g_string_append(out, "</b> ");
	}
	append_escaped(out, shown->text);
	for (guint i = 0; shown->pictures != NULL && i < message->n_images; i++)
		g_string_append_printf(out,
				       " <img src=\"%s\" alt=\"%s\">",
				       shown->pictures[i],
				       shown->pictures[i]);
	g_string_append(out, "</p>\n");
}

static void
append_pictures_json(GString *out, const Shown *shown)
{
	wd_json_text_key(out, "pictures");
	g_string_append_c(out, '[');
	for (guint i = 0; i < shown->message->n_images; i++) {
		if (i > 0)
			g_string_append_c(out, ',');
		wd_json_text_string(out, get_picture(shown, i)); /* null: there, but no file */
	}
	g_string_append_c(out, ']');
}

static void
append_integer(GString *out, const char *key, gint64 number)
{
	wd_json_text_key(out, key);
	wd_json_text_integer(out, number);
}

static void
message_json(GString *out, const Shown *shown)
{
	const WdLogMessage *message = shown->message;

	g_string_append_c(out, '{');
	append_integer(out, "time_ms", message->time_ms);
	append_integer(out, "flags", message->flags);
	if (message->n_lost > 0)
		append_integer(out, "lost", message->n_lost);
	wd_json_text_member(out, "sender", message->sender);
	wd_json_text_member(out, "text", shown->text);
	if (message->n_lost == 0 && shown->text != message->body)
		wd_json_text_member(out, "html", message->body);
	if (message->n_images > 0)
		append_pictures_json(out, shown);
	g_string_append(out, "}\n");
}

static const struct {
	void (*start)(GString *out, const WdLogEntry *entry);
	void (*message)(GString *out, const Shown *shown);
} writers[] = {
	[WD_LOG_FORMAT_TEXT] = {start_text, message_text},
	[WD_LOG_FORMAT_HTML] = {start_html, message_html},
	[WD_LOG_FORMAT_JSON] = {start_json, message_json},
};

/**
 * wd_log_line_start:
 * @out: the output
 * @format: a format
 * @entry: what the log is of
 */
void
wd_log_line_start(GString *out, WdLogFormat format, const WdLogEntry *entry)
{
	writers[format].start(out, entry);
}

/**
 * wd_log_line_append:
 * @out: the output; one message is added
 * @format: a format
 * @message: a message or a gap
 * @pictures: (nullable) (array zero-terminated=1): the files that its pictures have become; NULL
 * when they have not
 *
 * In text and HTML what a person saw of it; in JSON the markup besides, where there is any.
 */
void
wd_log_line_append(GString *out,
		   WdLogFormat format,
		   const WdLogMessage *message,
		   const char *const *pictures)
{
	g_autoptr(WdMarkup) markup = NULL;
	Shown shown = {message, message->body, pictures};

	if (message->n_lost == 0 && strpbrk(message->body, "<&") != NULL)
		markup = wd_markup_parse(message->body);
	if (markup != NULL)
		shown.text = markup->text;
	writers[format].message(out, &shown);
}

/**
 * wd_log_line_end:
 * @out: the output
 * @format: a format
 * @report: what reading found out
 *
 * Says how the log ended: a reader of the output must not take a torn log for a whole one.
 */
void
wd_log_line_end(GString *out, WdLogFormat format, const WdLogReport *report)
{
	const char *condition = wd_log_condition_to_string(report->condition);

	if (format == WD_LOG_FORMAT_JSON)
		g_string_append_printf(out,
				       "{\"condition\":\"%s\",\"records\":%u,\"messages\":%u}\n",
				       condition,
				       report->n_records,
				       report->n_messages);
	else if (format == WD_LOG_FORMAT_HTML)
		g_string_append_printf(out, "<p class=\"end\">%s</p>\n", condition);
	else
		g_string_append_printf(out, "# %s\n", condition);
}
