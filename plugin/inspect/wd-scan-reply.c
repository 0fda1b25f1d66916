/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-scan-reply.h"

#include <string.h>

#include "engine/text/wd-utf8.h"

#define SHOWN_CHARS 100

/* Valid, short, visible, and ended by the first line break or nul. */
static char *
make_shown(const char *raw, gsize len)
{
	g_autofree char *line = g_strndup(raw, len);
	g_autofree char *valid = NULL;

	line[strcspn(line, "\r\n")] = '\0';
	valid = g_utf8_make_valid(g_strstrip(line), -1);
	return wd_utf8_show(valid, SHOWN_CHARS);
}

/**
 * wd_scan_reply_clear:
 * @reply: a reply, or zeroes
 */
void
wd_scan_reply_clear(WdScanReply *reply)
{
	g_clear_pointer(&reply->name, g_free);
	g_clear_pointer(&reply->reason, g_free);
	g_clear_pointer(&reply->engine, g_free);
}

/**
 * wd_scan_reply_fail:
 * @reply: a reply; what it says of the engine stays
 * @format: why there is no answer that counts, for an administrator
 * @...: for @format
 */
void
wd_scan_reply_fail(WdScanReply *reply, const char *format, ...)
{
	va_list arguments;
	g_autofree char *reason = NULL;

	va_start(arguments, format);
	reason = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_clear_pointer(&reply->name, g_free);
	g_free(reply->reason);
	reply->reason = make_shown(reason, strlen(reason));
	reply->result = WD_SCAN_FAILED;
}

static gboolean
ends_with(const char *line, const char *word)
{
	return g_str_has_suffix(line, word) && strlen(line) > strlen(word);
}

/* "fd[7]: Name FOUND": the name stands behind the first ": ". */
static char *
take_name(const char *line)
{
	const char *start = strstr(line, ": ");
	gsize n_word = strlen(" FOUND");

	start = start != NULL ? start + 2 : line;
	if (strlen(start) < n_word)
		return g_strdup("?");
	return make_shown(start, strlen(start) - n_word);
}

/**
 * wd_scan_reply_parse:
 * @raw: (array length=len): what clamd sent, without the nul that ends it
 * @len: length of @raw
 * @reply: a reply to fill; what it says of the engine stays
 *
 * Only a line that ends in "OK" is good news; everything else that is not a finding is a failure.
 */
void
wd_scan_reply_parse(const char *raw, gsize len, WdScanReply *reply)
{
	g_autofree char *line = make_shown(raw, MIN(len, (gsize)WD_SCAN_REPLY_MAX_BYTES));

	if (ends_with(line, " FOUND")) {
		g_free(reply->name);
		reply->name = take_name(line);
		reply->result = WD_SCAN_INFECTED;
	} else if (ends_with(line, ": OK")) {
		reply->result = WD_SCAN_CLEAN;
	} else {
		wd_scan_reply_fail(reply, "%s", *line != '\0' ? line : "an empty answer");
	}
}

/* "Fri Jan  3 10:22:11 2025", as asctime() writes it. Without a zone; a day more or less is no
 * matter. */
static gint64
parse_date(const char *text)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	g_auto(GStrv) words = g_strsplit_set(text, " ", 12);
	const char *parts[5] = {NULL};
	g_autoptr(GDateTime) date = NULL;
	const char *month;
	guint n = 0;

	for (guint i = 0; words[i] != NULL && n < G_N_ELEMENTS(parts); i++) {
		if (*words[i] != '\0')
			parts[n++] = words[i];
	}
	if (n < G_N_ELEMENTS(parts) || strlen(parts[1]) != 3)
		return -1;
	month = strstr(months, parts[1]);
	if (month == NULL || (month - months) % 3 != 0)
		return -1;
	date = g_date_time_new_utc((gint)g_ascii_strtoll(parts[4], NULL, 10),
				   (gint)(month - months) / 3 + 1,
				   (gint)g_ascii_strtoll(parts[2], NULL, 10),
				   0,
				   0,
				   0);
	return date == NULL ? -1 : g_date_time_to_unix(date) * 1000;
}

/**
 * wd_scan_reply_parse_version:
 * @raw: (array length=len): what clamd sent, without the nul that ends it
 * @len: length of @raw
 * @reply: its engine and the day of its signatures are set
 *
 * A scanner without an official database names no day; that is unknown, not old.
 */
void
wd_scan_reply_parse_version(const char *raw, gsize len, WdScanReply *reply)
{
	g_autofree char *line = make_shown(raw, MIN(len, (gsize)WD_SCAN_REPLY_MAX_BYTES));
	g_auto(GStrv) parts = g_strsplit(line, "/", 3);

	g_free(reply->engine);
	reply->engine = g_strdup(parts[0] != NULL ? parts[0] : "");
	reply->signatures_ms = g_strv_length(parts) == 3 ? parse_date(parts[2]) : -1;
}

static gboolean
is_code(const char *const *codes, const char *fallback, const char *status)
{
	return codes != NULL && codes[0] != NULL ? g_strv_contains(codes, status)
						 : g_str_equal(fallback, status);
}

/* The line with the name, if the command says one as clamscan does. */
static char *
find_name(char **lines)
{
	for (guint i = 0; lines[i] != NULL; i++) {
		if (g_str_has_suffix(lines[i], " FOUND"))
			return take_name(lines[i]);
	}
	return NULL;
}

/**
 * wd_scan_reply_parse_command:
 * @raw: (array length=len): what it printed, and in the last line its exit status
 * @len: length of @raw
 * @clean_codes: (nullable): statuses that mean clean; NULL or empty: "0"
 * @infected_codes: (nullable): statuses that mean infected; NULL or empty: "1"
 * @reply: a reply to fill
 *
 * A status that is on neither list is a failure.
 */
void
wd_scan_reply_parse_command(const char *raw,
			    gsize len,
			    const char *const *clean_codes,
			    const char *const *infected_codes,
			    WdScanReply *reply)
{
	g_autofree char *text = g_strndup(raw, len);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint n = g_strv_length(lines);
	const char *status = NULL;

	while (n > 0 && *lines[n - 1] == '\0')
		n--;
	status = n > 0 ? g_strstrip(lines[n - 1]) : "";
	if (is_code(infected_codes, "1", status)) {
		reply->result = WD_SCAN_INFECTED;
		g_free(reply->name);
		reply->name = find_name(lines);
	} else if (is_code(clean_codes, "0", status)) {
		reply->result = WD_SCAN_CLEAN;
	} else {
		wd_scan_reply_fail(
			reply, "the scanner command ended with %s", *status ? status : "nothing");
	}
}
