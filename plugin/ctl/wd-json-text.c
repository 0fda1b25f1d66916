/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-json-text.h"

#include <string.h>

/* What RFC 8259 wants escaped; the two separators that line readers in JavaScript stumble on are
 * left alone: one verdict is one line by its newline only. */
static gboolean
is_special(char character)
{
	guchar byte = (guchar)character;

	return byte < ' ' || byte == '"' || byte == '\\' || byte == 0x7f;
}

/* As strcspn(), which would make a table of the characters for each of a million calls. */
static gsize
count_plain(const char *text)
{
	gsize n = 0;

	while (!is_special(text[n])) /* the nul is special, too */
		n++;
	return n;
}

static void
append_escape(GString *json, char character)
{
	static const char letters[] = "\"\"\\\\\nn\rr\tt\bb\ff";

	for (gsize i = 0; i + 1 < sizeof letters; i += 2) {
		if (letters[i] == character) {
			g_string_append_c(json, '\\');
			g_string_append_c(json, letters[i + 1]);
			return;
		}
	}
	g_string_append_printf(json, "\\u%04x", (guint)(guchar)character);
}

/**
 * wd_json_text_string:
 * @json: text so far
 * @text: (nullable): UTF-8; NULL becomes null
 *
 * Appends @text in quotation marks.
 */
void
wd_json_text_string(GString *json, const char *text)
{
	if (text == NULL) {
		g_string_append(json, "null");
		return;
	}
	g_string_append_c(json, '"');
	while (*text != '\0') {
		gsize n_plain = count_plain(text);

		g_string_append_len(json, text, (gssize)n_plain);
		text += n_plain;
		if (*text != '\0')
			append_escape(json, *text++);
	}
	g_string_append_c(json, '"');
}

/**
 * wd_json_text_integer:
 * @json: text so far
 * @number: a whole number
 *
 * Appends @number. Without printf(), which is a tenth of what a message of an export costs.
 */
void
wd_json_text_integer(GString *json, gint64 number)
{
	char digits[24]; /* more than 2^63 and a sign have */
	gsize start = sizeof digits;
	guint64 left = number < 0 ? -(guint64)number : (guint64)number;

	do {
		digits[--start] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (number < 0)
		digits[--start] = '-';
	g_string_append_len(json, digits + start, (gssize)(sizeof digits - start));
}

/**
 * wd_json_text_number:
 * @json: text so far
 * @number: finite
 *
 * Appends @number with as many digits as people can use, whatever the locale.
 */
void
wd_json_text_number(GString *json, double number)
{
	char buffer[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append(json, g_ascii_formatd(buffer, sizeof buffer, "%.6g", number));
}

/**
 * wd_json_text_key:
 * @json: text so far
 * @key: plain ASCII
 *
 * Appends @key and a colon, after a comma where one is needed.
 */
void
wd_json_text_key(GString *json, const char *key)
{
	char last = json->len > 0 ? json->str[json->len - 1] : '{';

	if (last != '{' && last != '[')
		g_string_append_c(json, ',');
	g_string_append_c(json, '"');
	g_string_append(json, key);
	g_string_append(json, "\":");
}

/**
 * wd_json_text_member:
 * @json: text so far
 * @key: plain ASCII
 * @text: (nullable): UTF-8
 *
 * Appends a key and its string.
 */
void
wd_json_text_member(GString *json, const char *key, const char *text)
{
	wd_json_text_key(json, key);
	wd_json_text_string(json, text);
}
