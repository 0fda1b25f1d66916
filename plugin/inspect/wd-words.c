/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-words.h"

#include <string.h>

#define MAX_ENTITY 4 /* letters of the longest name, "quot" */

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
	gsize start = words->text->len;
	char *at;

	if (len > room) {
		words->is_full = TRUE;
		len = room;
	}
	g_string_append_len(words->text, text, (gssize)len);
	at = words->text->str + start;
	for (len += start; (at = memchr(at, '\0', len - (gsize)(at - words->text->str))) != NULL;
	     at++)
		*at = ' ';
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

/* "&#8364;", "&#x20ac;", with as many zeros in front as somebody likes. */
static gsize
add_numbered(WdWords *words, const char *at, gsize len)
{
	const char *end = at + len;
	gboolean is_hex = len > 2 && at[2] == 'x';
	gunichar code = 0;
	const char *digit;

	for (digit = at + (is_hex ? 3 : 2); digit < end; digit++) {
		int value = is_hex ? g_ascii_xdigit_value(*digit) : g_ascii_digit_value(*digit);

		if (value < 0)
			break;
		code = MIN(code, 0x10ffff) * (is_hex ? 16 : 10) + (gunichar)value;
	}
	if (digit == end || *digit != ';')
		return 0;
	add_character(words, code);
	return (gsize)(digit - at) + 1;
}

/* "&amp;". Returns how many bytes were read, 0 for no reference. */
static gsize
add_reference(WdWords *words, const char *at, gsize len)
{
	const char *end = memchr(at, ';', MIN(len, MAX_ENTITY + 2));

	if (len > 1 && at[1] == '#')
		return add_numbered(words, at, len);
	for (guint i = 0; end != NULL && i < G_N_ELEMENTS(entities); i++) {
		gsize n = strlen(entities[i].name);

		if ((gsize)(end - at) != n + 1 || memcmp(at + 1, entities[i].name, n) != 0)
			continue;
		wd_words_add(words, &entities[i].sign, 1);
		return n + 2;
	}
	return 0;
}

static void
add_with_references(WdWords *words, const char *at, const char *end)
{
	while (at < end && !words->is_full) {
		const char *mark = memchr(at, '&', (gsize)(end - at));
		gsize n;

		wd_words_add(words, at, (gsize)((mark != NULL ? mark : end) - at));
		at = mark != NULL ? mark : end;
		if (mark == NULL)
			continue;
		n = add_reference(words, at, (gsize)(end - at));
		if (n == 0)
			wd_words_add(words, at, 1);
		at += MAX(n, 1);
	}
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
		/* Two letters in place of a call: this is asked at every tag. */
		if (breaks[i][0] == local[0] && breaks[i][1] == local[1] &&
		    g_str_equal(breaks[i], local))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_words_read_xml:
 * @bytes: (array length=len): XML in UTF-8 or UTF-16, with its mark or without
 * @len: length of @bytes
 *
 * Whoever reads XML must understand both, and a part that is looked at in one of them only hides
 * in the other.
 *
 * Returns: (transfer full): the same in UTF-8, valid if @bytes were; a nul in it is a space
 */
char *
wd_words_read_xml(const guint8 *bytes, gsize len)
{
	static const guint8 mark[] = {0xff, 0xfe, 0xfe, 0xff};
	gboolean is_little =
		len >= 2 && (memcmp(bytes, mark, 2) == 0 || (bytes[0] == '<' && bytes[1] == '\0'));
	gboolean is_big = len >= 2 && (memcmp(bytes, mark + 2, 2) == 0 ||
				       (bytes[0] == '\0' && bytes[1] == '<'));
	WdWords words;

	wd_words_init(&words, 4 * len + 1); /* two bytes become three at most */
	if (is_little || is_big)
		add_utf16(&words, bytes, len, is_big);
	else
		wd_words_add(&words, (const char *)bytes, len);
	return g_string_free(words.text, FALSE);
}

/**
 * wd_words_undo_references:
 * @text: (array length=len): a value in XML
 * @len: length of @text
 *
 * Returns: (transfer full): what it means: "&" for "&amp;"
 */
char *
wd_words_undo_references(const char *text, gsize len)
{
	const char *end = text + len;
	WdWords words;

	wd_words_init(&words, len + 1); /* no reference is shorter than what it means */
	add_with_references(&words, text, end);
	return g_string_free(words.text, FALSE);
}

static void
add_utf8_xml(WdWords *words, const char *at, gsize len)
{
	const char *end = at + len;

	while (at < end && !words->is_full) {
		const char *tag = memchr(at, '<', (gsize)(end - at));

		add_with_references(words, at, tag != NULL ? tag : end);
		if (tag == NULL)
			return;
		at = memchr(tag, '>', (gsize)(end - tag));
		if (is_break(tag + 1, (gsize)((at != NULL ? at : end) - tag - 1)))
			wd_words_add(words, "\n", 1);
		at = at != NULL ? at + 1 : end;
	}
}

/**
 * wd_words_add_xml:
 * @words: where to
 * @bytes: (array length=len): XML in UTF-8 or UTF-16, well-formed or not, or its beginning
 * @len: length of @bytes
 *
 * No parser: a document that is made to be misread by one must not hide its words. Linear in @len.
 */
void
wd_words_add_xml(WdWords *words, const guint8 *bytes, gsize len)
{
	g_autofree char *converted = NULL;

	if (memchr(bytes, '\0', MIN(len, 4)) == NULL && !(len >= 2 && bytes[0] >= 0xfe)) {
		add_utf8_xml(words, (const char *)bytes, len);
		return;
	}
	converted = wd_words_read_xml(bytes, len);
	add_utf8_xml(words, converted, strlen(converted));
}
