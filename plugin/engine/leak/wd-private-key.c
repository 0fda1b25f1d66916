/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-private-key.h"

#include <string.h>

#define MAX_MARK_BYTES 64 /* the longest line that begins or ends a key (RFC 7468) is shorter */
#define WRAPPED_BYTES  88 /* Base64 of a line that begins a key, and a little more */
#define BODY           "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-\r\n"

typedef enum {
	MARK_LINE,    /* a line that begins or ends a block, if it names a private key */
	MARK_WORD,    /* up to the next blank */
	MARK_REST,    /* all that follows */
	MARK_BODY,    /* Base64, in one line or many */
	MARK_WRAPPED, /* a block in Base64 once more, as secrets of Kubernetes and variables hold it
		       */
} MarkKind;

/* The last ones are how the bytes of a key begin (RFC 8017, RFC 5958, RFC 5915, RFC 8410) when
 * somebody sends them without the lines around. */
static const struct {
	const char *text;
	MarkKind kind;
} marks[] = {
	{"-----BEGIN ", MARK_LINE},
	{"-----END ", MARK_LINE},
	{"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY", MARK_REST},
	{"AGE-SECRET-KEY-1", MARK_WORD},
	{"PuTTY-User-Key-File-", MARK_REST},
	{"LS0tLS1CRUdJTi", MARK_WRAPPED},
	{"b3BlbnNzaC1rZXktdjE", MARK_BODY},
	{"IBADANBgkqhkiG9w0BAQEFAASC", MARK_BODY},
	{"IBAAKCAQEA", MARK_BODY},
	{"IBAAKCAYEA", MARK_BODY},
	{"IBAAKCAgEA", MARK_BODY},
	{"AgEAMBMGByqGSM49AgEG", MARK_BODY},
	{"AgEAMBAGByqGSM49AgEG", MARK_BODY},
	{"MHcCAQEEI", MARK_BODY},
	{"MC4CAQAwBQYDK2VwBCIEI", MARK_BODY},
	{"MC4CAQAwBQYDK2VuBCIEI", MARK_BODY},
};

static gboolean
names_private_key(const char *line, gsize len)
{
	return g_strstr_len(line, (gssize)len, "PRIVATE KEY") != NULL ||
	       g_strstr_len(line, (gssize)len, "OpenVPN Static key") != NULL;
}

static gboolean
is_wrapped_key(const char *at)
{
	/* Cut first: a text of nothing but such beginnings would be read to its end from each. */
	g_autofree char *base64 = g_strndup(at, strnlen(at, WRAPPED_BYTES));
	g_autofree guchar *line = NULL;
	gsize len = 0;

	base64[strspn(base64, BODY)] = '\0';
	line = g_base64_decode(base64, &len);
	return line != NULL && names_private_key((const char *)line, len);
}

/* "-----BEGIN OPENSSH PRIVATE KEY-----": certificates and public keys begin alike, but are made to
 * be shown. */
static gboolean
is_private_mark(const char *at, MarkKind kind)
{
	if (kind == MARK_LINE)
		return names_private_key(at, strnlen(at, MAX_MARK_BYTES));
	return kind != MARK_WRAPPED || is_wrapped_key(at);
}

static const char *
find_mark(const char *at, MarkKind *kind)
{
	const char *first = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
		const char *mark = strstr(at, marks[i].text);

		while (mark != NULL && !is_private_mark(mark, marks[i].kind))
			mark = strstr(mark + 1, marks[i].text);
		if (mark != NULL && (first == NULL || mark < first)) {
			first = mark;
			*kind = marks[i].kind;
		}
	}
	return first;
}

/* A block ends with its end line, or with the text. */
static const char *
find_line_end(const char *start)
{
	const char *end = g_str_has_prefix(start, "-----END") ? start : strstr(start, "-----END ");

	return end != NULL ? end + strcspn(end, "\r\n") : start + strlen(start);
}

static const char *
find_end(const char *start, MarkKind kind)
{
	switch (kind) {
	case MARK_LINE:
		return find_line_end(start);
	case MARK_WORD:
		return start + strcspn(start, " \t\r\n");
	case MARK_BODY:
	case MARK_WRAPPED:
		return start + strspn(start, BODY);
	default:
		return start + strlen(start);
	}
}

/* Two lines with nothing between them are how a key is explained. */
static gboolean
is_empty_block(const char *start, const char *end)
{
	const char *body = strstr(start + 5, "-----");

	if (!g_str_has_prefix(start, "-----BEGIN ") || body == NULL)
		return FALSE;
	for (body += 5; body < end && *body != '-'; body++) {
		if (g_ascii_isalnum(*body))
			return FALSE;
	}
	return g_strstr_len(body, end - body, "-----END ") != NULL;
}

/* Behind the last dashes of an empty block: more may follow in its line. */
static const char *
skip_block(const char *start)
{
	const char *last = strstr(start, "-----END ");
	const char *dashes = last != NULL ? strstr(last + 9, "-----") : NULL;

	return dashes != NULL ? dashes + 5 : start + strlen(start);
}

/* The few bytes in front of a mark in the middle belong to it. */
static const char *
find_start(const char *text, const char *mark, MarkKind kind)
{
	while (kind == MARK_BODY && mark > text && g_ascii_isalnum(mark[-1]))
		mark--;
	return mark;
}

/**
 * wd_private_key_find:
 * @text: nul-terminated text
 * @from: byte of @text to begin at
 * @start: (out): first byte of the key
 * @end: (out): byte behind it
 *
 * Finds the next private key. One call is linear in @text; a caller that loops bounds how often.
 *
 * Returns: whether there is one; the out parameters are set only then
 */
gboolean
wd_private_key_find(const char *text, gsize from, gsize *start, gsize *end)
{
	MarkKind kind = MARK_LINE;
	const char *mark = find_mark(text + from, &kind);
	const char *behind = mark != NULL ? find_end(mark, kind) : NULL;

	/* One empty block is looked over; a text full of them is no explanation. */
	if (mark != NULL && kind == MARK_LINE && is_empty_block(mark, behind)) {
		mark = find_mark(skip_block(mark), &kind);
		behind = mark != NULL ? find_end(mark, kind) : NULL;
	}
	if (mark == NULL)
		return FALSE;
	*start = (gsize)(find_start(text + from, mark, kind) - text);
	*end = (gsize)(behind - text);
	return TRUE;
}
