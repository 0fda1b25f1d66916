/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-private-key.h"

#include <string.h>

#define MAX_MARK_BYTES 64 /* the longest line that begins or ends a key (RFC 7468) is shorter */

static const char *const marks[] = {
	"-----BEGIN ",
	"-----END ",
	"AGE-SECRET-KEY-1",
	"PuTTY-User-Key-File-",
};

/* "-----BEGIN OPENSSH PRIVATE KEY-----": certificates and public keys begin alike, but are made to
 * be shown. */
static gboolean
is_private_mark(const char *at)
{
	gsize len = strnlen(at, MAX_MARK_BYTES);

	return at[0] != '-' || g_strstr_len(at, (gssize)len, "PRIVATE KEY") != NULL;
}

static const char *
find_mark(const char *at)
{
	const char *first = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
		const char *mark = strstr(at, marks[i]);

		while (mark != NULL && !is_private_mark(mark))
			mark = strstr(mark + 1, marks[i]);
		if (mark != NULL && (first == NULL || mark < first))
			first = mark;
	}
	return first;
}

/* A block ends with its end line, or with the text. */
static const char *
find_end(const char *start)
{
	const char *end = g_str_has_prefix(start, "-----BEGIN") ? strstr(start, "-----END ") : NULL;

	if (end == NULL && g_str_has_prefix(start, "AGE-"))
		return start + strcspn(start, " \t\r\n");
	if (end == NULL && g_str_has_prefix(start, "-----END"))
		end = start;
	return end != NULL ? end + strcspn(end, "\r\n") : start + strlen(start);
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
	const char *mark = find_mark(text + from);

	if (mark == NULL)
		return FALSE;
	*start = (gsize)(mark - text);
	*end = (gsize)(find_end(mark) - text);
	return TRUE;
}
