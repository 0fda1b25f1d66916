/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-line.h"

#include <string.h>
#include <time.h>

#include "engine/wd-error.h"

#define MAX_NAME_BYTES                                                                             \
	256 /* of an account or a peer: a line stays under 2 KiB, RFC 5424's SHOULD */
#define MAX_VALUE_BYTES 512 /* of another string; "k0" alone is longer, and it is ours */
#define MAX_CODES       16
#define ESCAPE_LEN      6 /* a backslash, u, four digits */
#define MAX_DEPTH       4 /* ours have 2; readers with a recursive parser are safe with this */
#define LAST_TIME_MS    G_GINT64_CONSTANT(253402300799999) /* 9999-12-31T23:59:59.999Z */

static const char *const severities[] = {
	[WD_SEVERITY_INFO] = "info",
	[WD_SEVERITY_NOTICE] = "notice",
	[WD_SEVERITY_WARNING] = "warning",
	[WD_SEVERITY_ERROR] = "error",
};

/* Besides what JSON asks for: what a terminal or a viewer would obey instead of showing. */
static gboolean
is_escaped(gunichar c)
{
	return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7f && c <= 0x9f) || c == 0x061c ||
	       c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static void
append_text(GString *line, const char *text, gsize max_bytes)
{
	g_autofree char *repaired = NULL;
	const char *plain, *p;
	gsize n_written = 0;

	if (!g_utf8_validate(text, -1, NULL))
		text = repaired = g_utf8_make_valid(text, -1);
	g_string_append_c(line, '"');
	for (plain = p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char(p);

		/* As it stands there: else escapes could make a line that no reader takes. */
		n_written += is_escaped(c) ? ESCAPE_LEN : (gsize)(g_utf8_next_char(p) - p);
		if (n_written > max_bytes)
			break;
		if (!is_escaped(c))
			continue;
		g_string_append_len(line, plain, p - plain);
		g_string_append_printf(line, "\\u%04x", c);
		plain = g_utf8_next_char(p);
	}
	g_string_append_len(line, plain, p - plain);
	g_string_append_c(line, '"');
}

static void
append_member(GString *line, const char *key, const char *value, gsize max_bytes)
{
	if (value == NULL)
		return;
	if (line->str[line->len - 1] != '{')
		g_string_append_c(line, ',');
	g_string_append_c(line, '"');
	g_string_append(line, key);
	g_string_append(line, "\":");
	append_text(line, value, max_bytes);
}

/* RFC 3339, UTC. gmtime_r() costs a tenth of GDateTime. */
static void
append_time(GString *line, gint64 time_ms)
{
	gint64 bounded_ms = CLAMP(time_ms, 0, LAST_TIME_MS);
	time_t seconds = (time_t)(bounded_ms / 1000);
	struct tm parts;

	(void)gmtime_r(&seconds, &parts); /* cannot fail within the bounds */
	g_string_append_printf(line,
			       ",\"ts\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\"",
			       parts.tm_year + 1900,
			       parts.tm_mon + 1,
			       parts.tm_mday,
			       parts.tm_hour,
			       parts.tm_min,
			       parts.tm_sec,
			       (int)(bounded_ms % 1000));
}

static void
append_subject(GString *line, const WdAuditRecord *record)
{
	if (record->account == NULL && record->protocol == NULL && record->peer == NULL)
		return;
	g_string_append(line, ",\"subject\":{");
	append_member(line, "account", record->account, MAX_NAME_BYTES);
	append_member(line, "proto", record->protocol, MAX_NAME_BYTES);
	append_member(line, "peer", record->peer, MAX_NAME_BYTES);
	g_string_append_c(line, '}');
}

static void
append_verdict(GString *line, const WdVerdict *verdict)
{
	if (verdict == NULL)
		return;
	append_member(line, "action", wd_action_to_string(verdict->action), MAX_VALUE_BYTES);
	g_string_append(line, ",\"codes\":[");
	for (guint i = 0; i < MIN(verdict->findings->len, MAX_CODES); i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (i > 0)
			g_string_append_c(line, ',');
		append_text(line, finding->code, MAX_VALUE_BYTES);
	}
	g_string_append_c(line, ']');
}

static void
append_data(GString *line, const WdAuditDatum *data, gsize n_data)
{
	gsize start = line->len;

	g_string_append(line, ",\"data\":{");
	for (gsize i = 0; i < n_data; i++)
		append_member(line, data[i].key, data[i].value, WD_AUDIT_MAX_LINE / 2);
	if (line->str[line->len - 1] == '{')
		g_string_truncate(line, start);
	else
		g_string_append_c(line, '}');
}

static void
append_prev(GString *line, const WdAuditChain *chain)
{
	static const char digits[] = "0123456789abcdef";

	g_string_append(line, ",\"prev\":\"");
	for (guint i = 0; i < sizeof chain->prev; i++) {
		g_string_append_c(line, digits[chain->prev[i] >> 4]);
		g_string_append_c(line, digits[chain->prev[i] & 0xf]);
	}
	g_string_append(line, "\"}");
}

/**
 * wd_audit_line_format:
 * @line: replaced by the line, without a newline
 * @chain: the line's place in the trail; not moved
 * @origin: who writes
 * @record: what happened; its peer as it shall stand there
 * @data: (array length=n_data): further strings
 * @n_data: how many
 *
 * Writes one JSON object with its members in a fixed order, "prev" and "mac" last. Strings are
 * repaired to UTF-8 and cut to their bounds; what would steer a terminal is escaped.
 */
void
wd_audit_line_format(GString *line,
		     const WdAuditChain *chain,
		     const WdAuditOrigin *origin,
		     const WdAuditRecord *record,
		     const WdAuditDatum *data,
		     gsize n_data)
{
	char mac[2 * WD_AUDIT_MAC_LEN + 1];

	g_string_printf(line, "{\"v\":1,\"seq\":%" G_GUINT64_FORMAT, chain->seq);
	append_time(line, record->time_ms);
	append_member(line, "host", origin->host, MAX_NAME_BYTES);
	g_string_append_printf(line, ",\"uid\":%u", origin->uid);
	append_member(line, "sess", origin->run, MAX_VALUE_BYTES);
	append_member(line, "ev", record->event, MAX_VALUE_BYTES);
	append_member(line, "sev", severities[record->severity], MAX_VALUE_BYTES);
	append_member(line, "outcome", record->is_failure ? "failure" : "success", MAX_VALUE_BYTES);
	append_member(line, "reason", record->reason, MAX_VALUE_BYTES);
	append_subject(line, record);
	append_verdict(line, record->verdict);
	append_data(line, data, n_data);
	append_member(line, "policy", origin->policy_digest, MAX_VALUE_BYTES);
	append_member(line, "plugin", WD_VERSION, MAX_VALUE_BYTES);
	append_prev(line, chain);
	wd_audit_chain_get_mac(chain, line->str, line->len, mac);
	g_string_truncate(line, line->len - 1);
	g_string_append_printf(line, ",\"mac\":\"%s\"}", mac);
}

/* One member of an object: the spans of its name and of its value. */
typedef struct {
	const char *key;
	gsize key_len;
	const char *value;
	gsize value_len;
} Member;

/* The byte after a string that starts at @p, or NULL. */
static const char *
skip_string(const char *p, const char *end)
{
	if (p >= end || *p != '"')
		return NULL;
	for (p++; p < end; p++) {
		if ((guchar)*p < 0x20)
			return NULL;
		if (*p == '"')
			return p + 1;
		if (*p == '\\')
			p++;
	}
	return NULL;
}

/* Brackets are matched by count alone: what is between them is nobody's but the reader's. */
static const char *
skip_nested(const char *p, const char *end)
{
	guint depth = 0;

	while (p != NULL && p < end) {
		if (*p == '"') {
			p = skip_string(p, end);
			continue;
		}
		if ((*p == '{' || *p == '[') && ++depth > MAX_DEPTH)
			return NULL;
		if ((*p == '}' || *p == ']') && --depth == 0)
			return p + 1;
		p++;
	}
	return NULL;
}

static const char *
skip_value(const char *p, const char *end)
{
	const char *start = p;

	if (p < end && *p == '"')
		return skip_string(p, end);
	if (p < end && (*p == '{' || *p == '['))
		return skip_nested(p, end);
	while (p < end && g_ascii_isalnum(*p))
		p++;
	return p > start ? p : NULL;
}

/*
 * Takes the next member at *@p, which stands after '{' or ','. Exactly what we write is read: no
 * white space. At the end *@p is NULL.
 */
static gboolean
next_member(const char **p, const char *end, Member *member)
{
	const char *after = skip_string(*p, end);

	if (after == NULL || after >= end || *after != ':')
		return FALSE;
	member->key = *p + 1;
	member->key_len = (gsize)(after - *p) - 2;
	member->value = after + 1;
	after = skip_value(member->value, end);
	if (after == NULL || after >= end)
		return FALSE;
	member->value_len = (gsize)(after - member->value);
	if (*after == '}')
		*p = after + 1 == end ? NULL : end;
	else
		*p = *after == ',' ? after + 1 : end;
	return *p != end;
}

static gboolean
has_key(const Member *member, const char *key)
{
	return member->key_len == strlen(key) && memcmp(member->key, key, member->key_len) == 0;
}

static gboolean
parse_seq(const Member *member, guint64 *seq)
{
	g_autofree char *digits = g_strndup(member->value, member->value_len);

	return g_ascii_string_to_unsigned(digits, 10, 0, G_MAXINT64, seq, NULL);
}

static gboolean
is_hex(const Member *member, gsize n_digits)
{
	if (member->value_len != n_digits + 2 || member->value[0] != '"')
		return FALSE;
	for (gsize i = 1; i <= n_digits; i++) {
		if (strchr("0123456789abcdef", member->value[i]) == NULL)
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_string(const Member *member)
{
	return member->value[0] == '"';
}

/* The members in the order in which they must stand; the ones between are the reader's. */
typedef enum {
	WANT_VERSION,
	WANT_SEQ,
	WANT_EVENT,
	WANT_PREV,
	WANT_MAC,
	WANT_NOTHING,
} Want;

static const char *const wanted_keys[] = {
	[WANT_VERSION] = "v",
	[WANT_SEQ] = "seq",
	[WANT_EVENT] = "ev",
	[WANT_PREV] = "prev",
	[WANT_MAC] = "mac",
};

static gboolean
take_wanted(WdAuditLine *line, Want want, const Member *member, const char *raw)
{
	switch (want) {
	case WANT_VERSION:
		return member->value_len == 1 && member->value[0] == '1';
	case WANT_SEQ:
		return parse_seq(member, &line->seq);
	case WANT_EVENT:
		line->event = member->value + 1;
		line->event_len = member->value_len - 2;
		return is_string(member);
	case WANT_PREV:
		line->prev = member->value + 1;
		return is_hex(member, 2 * WD_HASH_LEN);
	case WANT_MAC:
		line->mac = member->value + 1;
		line->body_len = (gsize)(member->key - 2 - raw);
		return is_hex(member, 2 * WD_AUDIT_MAC_LEN);
	default:
		return FALSE;
	}
}

static gboolean
parse_members(const char *raw, gsize len, WdAuditLine *line)
{
	const char *p = raw + 1;
	Want want = WANT_VERSION;
	Member member;

	while (p != NULL) {
		if (want == WANT_NOTHING || !next_member(&p, raw + len, &member))
			return FALSE;
		if (has_key(&member, wanted_keys[want])) {
			if (!take_wanted(line, want, &member, raw))
				return FALSE;
			want++;
		} else if (want <= WANT_SEQ || want == WANT_MAC) {
			return FALSE; /* "v" and "seq" come first, "prev" and "mac" last */
		} else if (has_key(&member, "data") && member.value[0] == '{') {
			line->data = member.value;
			line->data_len = member.value_len;
		}
	}
	return want == WANT_NOTHING;
}

/**
 * wd_audit_line_parse:
 * @raw: (array length=len): a line without its newline, from a file that anybody may have written
 * @len: length of @raw in bytes
 * @line: (out caller-allocates): what it says; valid while @raw is
 * @error: return location for a #WD_ERROR
 *
 * Takes exactly the form that wd_audit_line_format() writes: no white space, "v" and "seq" first,
 * "prev" and "mac" last, hexadecimal digits in lower case. What is well-formed JSON in another form
 * is %WD_ERROR_MALFORMED: one value has one form, so that nothing can be changed unseen.
 *
 * Returns: whether @raw is a line
 */
gboolean
wd_audit_line_parse(const char *raw, gsize len, WdAuditLine *line, GError **error)
{
	*line = (WdAuditLine){0};
	if (len > WD_AUDIT_MAX_LINE) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "audit line of %" G_GSIZE_FORMAT " bytes",
			    len);
		return FALSE;
	}
	if (len < 2 || raw[0] != '{' || !g_utf8_validate(raw, (gssize)len, NULL) ||
	    !parse_members(raw, len, line)) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "no line of an audit trail");
		return FALSE;
	}
	return TRUE;
}

/**
 * wd_audit_line_is:
 * @line: a line
 * @event: an event's name
 *
 * Returns: whether the line tells of that event
 */
gboolean
wd_audit_line_is(const WdAuditLine *line, const char *event)
{
	return line->event_len == strlen(event) && memcmp(line->event, event, line->event_len) == 0;
}

/**
 * wd_audit_line_get_datum:
 * @line: a line
 * @key: a name within its "data"
 *
 * For values without escapes: digits, base64, our own words.
 *
 * Returns: (transfer full) (nullable): the value as it stands there
 */
char *
wd_audit_line_get_datum(const WdAuditLine *line, const char *key)
{
	const char *p = line->data == NULL ? NULL : line->data + 1;
	Member member;

	while (p != NULL && next_member(&p, line->data + line->data_len, &member)) {
		if (has_key(&member, key) && is_string(&member))
			return g_strndup(member.value + 1, member.value_len - 2);
	}
	return NULL;
}

/**
 * wd_audit_line_get_member:
 * @raw: (array length=len): a line that wd_audit_line_parse() has taken
 * @len: length of @raw in bytes
 * @key: a member of the line itself, such as "ts"
 *
 * Returns: (transfer full) (nullable): a string as it stands there, its escapes left alone, or the
 * digits of a number; NULL when there is none or it is neither
 */
char *
wd_audit_line_get_member(const char *raw, gsize len, const char *key)
{
	const char *p = raw + 1;
	Member member;

	while (p != NULL && next_member(&p, raw + len, &member)) {
		if (!has_key(&member, key))
			continue;
		if (is_string(&member))
			return g_strndup(member.value + 1, member.value_len - 2);
		return g_ascii_isdigit(member.value[0]) ? g_strndup(member.value, member.value_len)
							: NULL;
	}
	return NULL;
}

/**
 * wd_audit_line_get_subject:
 * @raw: (array length=len): a line that wd_audit_line_parse() has taken
 * @len: length of @raw in bytes
 * @key: "account", "proto" or "peer"
 *
 * Returns: (transfer full) (nullable): whom the line concerns, as it stands there, its escapes left
 * alone
 */
char *
wd_audit_line_get_subject(const char *raw, gsize len, const char *key)
{
	const char *p = raw + 1;
	const char *inner;
	Member member;

	while (p != NULL && next_member(&p, raw + len, &member)) {
		if (!has_key(&member, "subject") || member.value[0] != '{')
			continue;
		inner = member.value + 1;
		raw = member.value;
		len = member.value_len;
		while (inner != NULL && next_member(&inner, raw + len, &member)) {
			if (has_key(&member, key) && is_string(&member))
				return g_strndup(member.value + 1, member.value_len - 2);
		}
		return NULL;
	}
	return NULL;
}

/**
 * wd_audit_line_get_body:
 * @raw: the line
 * @line: what wd_audit_line_parse() made of it
 * @body: replaced by what "mac" vouches for: the line without that member
 */
void
wd_audit_line_get_body(const char *raw, const WdAuditLine *line, GString *body)
{
	g_string_truncate(body, 0);
	g_string_append_len(body, raw, (gssize)line->body_len);
	g_string_append_c(body, '}');
}
