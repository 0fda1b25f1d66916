/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-words.h"

#include <string.h>

#define MAX_ENTITY 10 /* letters of the longest reference that is undone, "#x10ffff" */

typedef struct {
	const char *name;
	char sign;
} Entity;

/* XML has these five and no others. */
static const Entity entities[] = {
	{"amp", '&'},
	{"lt", '<'},
	{"gt", '>'},
	{"quot", '"'},
	{"apos", '\''},
};

/* The ends of paragraphs, cells and rows in OOXML and ODF, without their prefixes. */
static const char *const breaks[] = {
	"/p",
	"/h",
	"/tr",
	"/c",
	"/si",
	"/row",
	"br",
	"br/",
	"tab",
	"tab/",
	"line-break",
	"cr/",
	"/table-cell",
	"/table-row",
	"s/",
};

/**
 * wd_words_init:
 * @words: (out): empty
 * @max_bytes: how much there is room for
 */
void
wd_words_init(WdWords *words, gsize max_bytes)
{
	*words = (WdWords){.text = g_string_new(NULL), .max_bytes = max_bytes};
}

/**
 * wd_words_clear:
 * @words: words that were initialised
 */
void
wd_words_clear(WdWords *words)
{
	(void)g_string_free(words->text, TRUE);
	words->text = NULL;
}

/**
 * wd_words_add:
 * @words: where to
 * @text: (array length=len): any bytes; repaired at the end, so a letter may be cut in two
 * @len: length of @text
 */
void
wd_words_add(WdWords *words, const char *text, gsize len)
{
	gsize room = words->max_bytes - words->text->len;
	gsize start;

	if (len > room) {
		words->is_full = TRUE;
		len = room;
	}
	start = words->text->len;
	g_string_append_len(words->text, text, (gssize)len);
	for (gsize i = start; i < words->text->len; i++) {
		if (words->text->str[i] == '\0')
			words->text->str[i] = ' ';
	}
}

static void
add_character(WdWords *words, gunichar c)
{
	char bytes[6];

	if (c == 0 || !g_unichar_validate(c))
		c = 0xfffd;
	wd_words_add(words, bytes, (gsize)g_unichar_to_utf8(c, bytes));
}

static void
add_utf16(WdWords *words, const guint8 *bytes, gsize len, gboolean is_big)
{
	for (gsize at = 0; at + 2 <= len && !words->is_full; at += 2) {
		gunichar c = is_big ? (gunichar)(bytes[at] << 8 | bytes[at + 1])
				    : (gunichar)(bytes[at + 1] << 8 | bytes[at]);
		gunichar low = 0;

		if (c >= 0xd800 && c < 0xdc00 && at + 4 <= len) {
			low = is_big ? (gunichar)(bytes[at + 2] << 8 | bytes[at + 3])
				     : (gunichar)(bytes[at + 3] << 8 | bytes[at + 2]);
			if (low >= 0xdc00 && low < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
				at += 2;
			}
		}
		add_character(words, c);
	}
}

/* The last letter of a piece may be cut; that makes it no other encoding. */
static gboolean
is_utf8(const guint8 *bytes, gsize len)
{
	const char *end = NULL;

	if (g_utf8_validate_len((const char *)bytes, len, &end))
		return TRUE;
	return len - (gsize)(end - (const char *)bytes) < 4;
}

/**
 * wd_words_add_plain:
 * @words: where to
 * @bytes: (array length=len): a text file, or its beginning
 * @len: length of @bytes
 *
 * Takes what is neither UTF-16 with its mark nor UTF-8 for Latin-1, which is never wrong about the
 * digits and letters that leaks are made of.
 */
void
wd_words_add_plain(WdWords *words, const guint8 *bytes, gsize len)
{
	if (len >= 2 &&
	    ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff))) {
		add_utf16(words, bytes + 2, len - 2, bytes[0] == 0xfe);
		return;
	}
	len = MIN(len, words->max_bytes - words->text->len + 1);
	if (is_utf8(bytes, len)) {
		wd_words_add(words, (const char *)bytes, len);
		return;
	}
	for (gsize i = 0; i < len && !words->is_full; i++)
		add_character(words, bytes[i]);
}

/* "&amp;", "&#8364;", "&#x20ac;". Returns how many bytes were read, 0 for no reference. */
static gsize
add_entity(WdWords *words, const char *at, gsize len)
{
	const char *end = memchr(at, ';', MIN(len, MAX_ENTITY + 2));
	g_autofree char *name = NULL;
	guint64 code = 0;

	if (end == NULL)
		return 0;
	name = g_strndup(at + 1, (gsize)(end - at - 1));
	for (guint i = 0; i < G_N_ELEMENTS(entities); i++) {
		if (g_str_equal(entities[i].name, name)) {
			wd_words_add(words, &entities[i].sign, 1);
			return (gsize)(end - at) + 1;
		}
	}
	if (name[0] != '#')
		return 0;
	code = g_ascii_strtoull(
		name[1] == 'x' ? name + 2 : name + 1, NULL, name[1] == 'x' ? 16 : 10);
	add_character(words, code <= 0x10ffff ? (gunichar)code : 0xfffd);
	return (gsize)(end - at) + 1;
}

/* @tag is what stands behind "<": "/w:p", "w:tab/". */
static gboolean
is_break(const char *tag, gsize len)
{
	gboolean is_end = len > 0 && *tag == '/';
	gsize n = 0;
	gsize name = is_end ? 1 : 0;
	char local[24];

	for (gsize i = name; i < len && !g_ascii_isspace(tag[i]) && i < 64; i++) {
		if (tag[i] == ':')
			name = i + 1;
		n = i + 1;
	}
	if (n <= name || n - name >= sizeof local - 1)
		return FALSE;
	local[0] = '/';
	memcpy(local + is_end, tag + name, n - name);
	local[n - name + is_end] = '\0';
	for (guint i = 0; i < G_N_ELEMENTS(breaks); i++) {
		if (g_str_equal(breaks[i], local))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_words_add_xml:
 * @words: where to
 * @bytes: (array length=len): XML in UTF-8, well-formed or not, or its beginning
 * @len: length of @bytes
 *
 * No parser: a document that is made to be misread by one must not hide its words. Linear in @len.
 */
void
wd_words_add_xml(WdWords *words, const guint8 *bytes, gsize len)
{
	const char *at = (const char *)bytes;
	const char *end = at + len;

	while (at < end && !words->is_full) {
		const char *tag = memchr(at, '<', (gsize)(end - at));
		const char *stop = tag != NULL ? tag : end;

		while (at < stop && !words->is_full) {
			const char *mark = memchr(at, '&', (gsize)(stop - at));
			gsize n;

			wd_words_add(words, at, (gsize)((mark != NULL ? mark : stop) - at));
			at = mark != NULL ? mark : stop;
			if (mark == NULL)
				continue;
			n = add_entity(words, at, (gsize)(stop - at));
			if (n == 0)
				wd_words_add(words, at, 1);
			at += MAX(n, 1);
		}
		if (tag == NULL)
			return;
		at = memchr(tag, '>', (gsize)(end - tag));
		if (is_break(tag + 1, (gsize)((at != NULL ? at : end) - tag - 1)))
			wd_words_add(words, "\n", 1);
		at = at != NULL ? at + 1 : end;
	}
}
