/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-forward-line.h"

#include <string.h>
#include <time.h>

#include "store/wd-audit-line.h"

#define FACILITY   10 /* authpriv, RFC 5424, 6.2.1: not for everybody to read */
#define PROGRAM    "warden"
#define NIL        "-"
#define MAX_HOST   255 /* RFC 5424, 6: HOSTNAME, PROCID and MSGID */
#define MAX_PROCID 128
#define MAX_MSGID  32
#define SD_VALUE   512
#define BOM        "\xef\xbb\xbf"
#define ID_DIGITS  32

/* What stands around a line; strings as they stand in it. */
typedef struct {
	char *time;
	char *host;
	char *run;
	char *event;
	char *outcome;
	char *reason;
	char *seq;
	char *uid;
	char *prev;
	char *mac;
	guint priority; /* severity of RFC 5424 */
} Fields;

static const struct {
	const char *word;
	guint number;
} severities[] = {{"info", 6}, {"notice", 5}, {"warning", 4}, {"error", 3}};

static guint
get_priority(const char *severity)
{
	for (guint i = 0; i < G_N_ELEMENTS(severities); i++) {
		if (g_strcmp0(severity, severities[i].word) == 0)
			return severities[i].number;
	}
	return 5;
}

static void
read_fields(Fields *fields, const char *raw, gsize len)
{
	g_autofree char *severity = wd_audit_line_get_member(raw, len, "sev");

	fields->time = wd_audit_line_get_member(raw, len, "ts");
	fields->host = wd_audit_line_get_member(raw, len, "host");
	fields->run = wd_audit_line_get_member(raw, len, "sess");
	fields->event = wd_audit_line_get_member(raw, len, "ev");
	fields->outcome = wd_audit_line_get_member(raw, len, "outcome");
	fields->reason = wd_audit_line_get_member(raw, len, "reason");
	fields->seq = wd_audit_line_get_member(raw, len, "seq");
	fields->uid = wd_audit_line_get_member(raw, len, "uid");
	fields->prev = wd_audit_line_get_member(raw, len, "prev");
	fields->mac = wd_audit_line_get_member(raw, len, "mac");
	fields->priority = get_priority(severity);
}

static void
clear_fields(Fields *fields)
{
	g_free(fields->time);
	g_free(fields->host);
	g_free(fields->run);
	g_free(fields->event);
	g_free(fields->outcome);
	g_free(fields->reason);
	g_free(fields->seq);
	g_free(fields->uid);
	g_free(fields->prev);
	g_free(fields->mac);
}

/* PRINTUSASCII of RFC 5424: a word of the header cannot end it early. */
static void
append_word(GString *out, const char *word, gsize max_bytes)
{
	gsize start = out->len;

	for (const char *p = word; p != NULL && *p != '\0' && out->len - start < max_bytes; p++)
		g_string_append_c(out, *p > 0x20 && *p < 0x7f ? *p : '?');
	if (out->len == start)
		g_string_append(out, NIL);
}

/* RFC 5424, 6.3.3: in a value “"”, “\” and “]” are escaped. */
static void
append_param(GString *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	g_string_append_printf(out, " %s=\"", name);
	for (const char *p = value; *p != '\0' && p - value < SD_VALUE; p++) {
		if (strchr("\"\\]", *p) != NULL)
			g_string_append_c(out, '\\');
		g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
}

static gboolean
is_ascii(const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		if ((guchar)text[i] >= 0x80)
			return FALSE;
	}
	return TRUE;
}

/* The mark stands before a message that is not plain ASCII, and only there: JSON parsers that do
 * not expect it stumble over it. */
static void
append_rfc5424(
	GString *out, const WdForwardStyle *style, const Fields *fields, const char *raw, gsize len)
{
	g_string_append_printf(out, "<%u>1 ", FACILITY * 8 + fields->priority);
	append_word(out, fields->time, MAX_HOST);
	g_string_append_c(out, ' ');
	append_word(out, fields->host, MAX_HOST);
	g_string_append(out, " " PROGRAM " ");
	append_word(out, fields->run, MAX_PROCID);
	g_string_append_c(out, ' ');
	append_word(out, fields->event, MAX_MSGID);
	g_string_append_printf(out, " [" PROGRAM "@%" G_GUINT64_FORMAT, style->enterprise_number);
	append_param(out, "seq", fields->seq);
	append_param(out, "uid", fields->uid);
	append_param(out, "outcome", fields->outcome);
	append_param(out, "reason", fields->reason);
	append_param(out, "prev", fields->prev);
	append_param(out, "mac", fields->mac);
	g_string_append(out, "] ");
	if (!is_ascii(raw, len))
		g_string_append(out, BOM);
	g_string_append_len(out, raw, (gssize)len);
}

/* RFC 3164, 4.1.2: local time without a zone; a line that has waited keeps its own. */
static void
append_old_time(GString *out, const char *text)
{
	g_autoptr(GDateTime) utc = text == NULL ? NULL : g_date_time_new_from_iso8601(text, NULL);
	g_autoptr(GDateTime) local = utc == NULL ? NULL : g_date_time_to_local(utc);
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

	if (local == NULL) {
		g_string_append(out, "Jan  1 00:00:00");
		return;
	}
	g_string_append_printf(out,
			       "%s %2d %02d:%02d:%02d",
			       months[g_date_time_get_month(local) - 1],
			       g_date_time_get_day_of_month(local),
			       g_date_time_get_hour(local),
			       g_date_time_get_minute(local),
			       g_date_time_get_second(local));
}

static void
append_syslog(
	GString *out, const WdForwardStyle *style, const Fields *fields, const char *raw, gsize len)
{
	g_string_append_printf(out, "<%u>", FACILITY * 8 + fields->priority);
	append_old_time(out, fields->time);
	g_string_append_printf(out, " " PROGRAM "[%u]: @cee: ", style->pid);
	g_string_append_len(out, raw, (gssize)len);
}

/* systemd's native protocol. A value may hold a newline in its other form alone; ours never has
 * one. */
static void
append_field(GString *out, const char *name, const char *value)
{
	if (value != NULL && strchr(value, '\n') == NULL)
		g_string_append_printf(out, "%s=%s\n", name, value);
}

/* The same for the same event everywhere: the beginning of SHA-256 of "warden EVENT". */
static void
append_message_id(GString *out, const char *event)
{
	g_autofree char *text = g_strconcat(PROGRAM " ", event, NULL);
	g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);

	g_string_append_printf(out, "MESSAGE_ID=%.*s\n", ID_DIGITS, digest);
}

static void
append_journald(GString *out, const Fields *fields, const char *raw, gsize len)
{
	g_string_append_printf(out,
			       "MESSAGE=%s %s%s%s\n",
			       fields->event,
			       fields->outcome != NULL ? fields->outcome : "",
			       fields->reason != NULL ? " " : "",
			       fields->reason != NULL ? fields->reason : "");
	append_message_id(out, fields->event);
	g_string_append_printf(out,
			       "PRIORITY=%u\nSYSLOG_FACILITY=%d\nSYSLOG_IDENTIFIER=" PROGRAM "\n",
			       fields->priority,
			       FACILITY);
	append_field(out, "WARDEN_SEQ", fields->seq);
	append_field(out, "WARDEN_SESSION", fields->run);
	append_field(out, "WARDEN_EVENT", fields->event);
	append_field(out, "WARDEN_OUTCOME", fields->outcome);
	append_field(out, "WARDEN_REASON", fields->reason);
	append_field(out, "WARDEN_PREV", fields->prev);
	append_field(out, "WARDEN_MAC", fields->mac);
	g_string_append(out, "WARDEN_JSON=");
	g_string_append_len(out, raw, (gssize)len);
	g_string_append_c(out, '\n');
}

/**
 * wd_forward_line_format:
 * @out: replaced by what is sent
 * @style: how it shall look
 * @raw: (array length=len): a line that wd_audit_line_parse() has taken, or one that
 *   wd_forward_line_make_gap() made, without its newline
 * @len: length of @raw in bytes
 *
 * Makes one message: RFC 5424 (in a stream with its length in front, RFC 6587, 3.4.1), the old form
 * of RFC 3164 with “@cee:” in front of the JSON, or journald's fields.
 */
void
wd_forward_line_format(GString *out, const WdForwardStyle *style, const char *raw, gsize len)
{
	Fields fields = {0};
	g_autofree char *counted = NULL;

	read_fields(&fields, raw, len);
	g_string_truncate(out, 0);
	if (style->kind == WD_TARGET_JOURNALD)
		append_journald(out, &fields, raw, len);
	else if (style->kind == WD_TARGET_SYSLOG)
		append_syslog(out, style, &fields, raw, len);
	else
		append_rfc5424(out, style, &fields, raw, len);
	if (style->kind == WD_TARGET_TCP) {
		counted = g_strdup_printf("%" G_GSIZE_FORMAT " ", out->len);
		g_string_prepend(out, counted);
	}
	clear_fields(&fields);
}

static void
copy_member(GString *line, const char *raw, gsize len, const char *key)
{
	g_autofree char *value = wd_audit_line_get_member(raw, len, key);

	if (value != NULL)
		g_string_append_printf(line, ",\"%s\":\"%s\"", key, value);
}

/**
 * wd_forward_line_make_gap:
 * @raw: (array length=len): the first line after the gap
 * @len: length of @raw in bytes
 * @expected: number of the first missing line
 * @found: number of @raw
 *
 * Lines that cannot be sent any more are told to the collector in a line of their own, right where
 * they would have come. It is not in the trail, so it has neither number nor MAC.
 *
 * Returns: (transfer full): that line
 */
char *
wd_forward_line_make_gap(const char *raw, gsize len, guint64 expected, guint64 found)
{
	g_autofree char *uid = wd_audit_line_get_member(raw, len, "uid");
	GString *line = g_string_new("{\"v\":1");

	copy_member(line, raw, len, "ts");
	copy_member(line, raw, len, "host");
	if (uid != NULL)
		g_string_append_printf(line, ",\"uid\":%s", uid);
	copy_member(line, raw, len, "sess");
	g_string_append_printf(
		line,
		",\"ev\":\"" WD_AUDIT_GAP "\",\"sev\":\"error\",\"outcome\":\"failure\","
		"\"reason\":\"not-forwarded\",\"data\":{\"expected\":\"%" G_GUINT64_FORMAT
		"\",\"found\":\"%" G_GUINT64_FORMAT "\"}}",
		expected,
		found);
	return g_string_free(line, FALSE);
}
