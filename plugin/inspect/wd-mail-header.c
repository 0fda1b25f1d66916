/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-mail-header.h"

#include <string.h>

#define MAX_NAMES  8   /* of one attachment; programs disagree about two */
#define MAX_PIECES 200 /* of one name */

static int
hex_pair(const char *at)
{
	int high = g_ascii_xdigit_value(at[0]);
	int low = high < 0 ? -1 : g_ascii_xdigit_value(at[1]);

	return low < 0 ? -1 : high << 4 | low;
}

/* "=20" in bodies, "%20" in RFC 2231; @is_word: "_" is a space, too (RFC 2047). */
static void
add_escaped(GString *out, const char *text, gsize len, char sign, gboolean is_word)
{
	for (gsize i = 0; i < len; i++) {
		int value = text[i] == sign && i + 2 < len ? hex_pair(text + i + 1) : -1;

		if (value >= 0) {
			g_string_append_c(out, (char)value);
			i += 2;
		} else {
			g_string_append_c(out, is_word && text[i] == '_' ? ' ' : text[i]);
		}
	}
}

static gboolean
is_unicode(const char *charset, gsize len)
{
	return len == 0 || g_ascii_strncasecmp(charset, "utf-8", MIN(len, 5)) == 0;
}

/* No converter can be loaded here. What is no UTF-8 is taken for Latin-1: endings are ASCII. */
static char *
make_utf8(const char *bytes, gsize len, gboolean is_utf8)
{
	GString *out;

	if (is_utf8 || g_utf8_validate_len(bytes, len, NULL))
		return g_utf8_make_valid(bytes, (gssize)len);
	out = g_string_new(NULL);
	for (gsize i = 0; i < len; i++)
		g_string_append_unichar(out, (guchar)bytes[i]);
	return g_string_free(out, FALSE);
}

/* "=?utf-8?B?…?=": how many bytes it takes, 0 for none. */
static gsize
add_encoded_word(GString *out, const char *at)
{
	const char *charset = at + 2;
	const char *kind = strchr(charset, '?');
	const char *text = kind != NULL && kind[1] != '\0' && kind[2] == '?' ? kind + 3 : NULL;
	const char *end = text != NULL ? strstr(text, "?=") : NULL;
	g_autofree char *word = NULL;
	g_autofree char *utf8 = NULL;
	gsize len;

	if (end == NULL)
		return 0;
	if (g_ascii_tolower(kind[1]) == 'b') {
		g_autofree char *base64 = g_strndup(text, (gsize)(end - text));

		word = (char *)g_base64_decode(base64, &len);
	} else {
		GString *plain = g_string_new(NULL);

		add_escaped(plain, text, (gsize)(end - text), '=', TRUE);
		len = plain->len;
		word = g_string_free(plain, FALSE);
	}
	utf8 = make_utf8(word, len, is_unicode(charset, (gsize)(kind - charset)));
	g_string_append(out, utf8);
	return (gsize)(end - at) + 2;
}

static char *
decode_words(const char *text)
{
	GString *out = g_string_new(NULL);
	char *utf8;

	while (*text != '\0') {
		gsize n = text[0] == '=' && text[1] == '?' ? add_encoded_word(out, text) : 0;

		if (n == 0)
			g_string_append_c(out, *text);
		text += MAX(n, 1);
	}
	utf8 = make_utf8(out->str, out->len, FALSE);
	(void)g_string_free(out, TRUE);
	return utf8;
}

/* A value up to ";", without quotes. */
static const char *
add_value(GString *out, const char *at)
{
	gboolean is_quoted = FALSE;

	for (; *at != '\0' && (is_quoted || *at != ';'); at++) {
		if (*at == '"')
			is_quoted = !is_quoted;
		else if (*at == '\\' && is_quoted && at[1] != '\0')
			g_string_append_c(out, *++at);
		else
			g_string_append_c(out, *at);
	}
	return at;
}

/* RFC 2231: "name*0*=utf-8''a%20; name*1=b.exe" is one name in pieces. */
static void
add_extended(GString *out, const char *raw, gsize len)
{
	const char *quote = memchr(raw, '\'', len);
	const char *second =
		quote != NULL ? memchr(quote + 1, '\'', len - (gsize)(quote + 1 - raw)) : NULL;
	const char *text = second != NULL ? second + 1 : raw;

	add_escaped(out, text, len - (gsize)(text - raw), '%', FALSE);
}

/**
 * wd_mail_header_add_name:
 * @header: a header
 * @raw: what the attachment is called, any bytes
 *
 * Programs disagree about which of several names counts, so each of them does.
 */
void
wd_mail_header_add_name(WdMailHeader *header, const char *raw)
{
	g_autofree char *copy = g_strdup(raw);
	g_autofree char *name = decode_words(g_strstrip(copy));

	if (*name == '\0')
		return;
	if (header->names == NULL)
		header->names = g_ptr_array_new_with_free_func(g_free);
	if (g_ptr_array_find_with_equal_func(header->names, name, g_str_equal, NULL))
		return;
	header->has_more_names |= header->names->len == MAX_NAMES;
	if (header->names->len < MAX_NAMES)
		g_ptr_array_add(header->names, g_steal_pointer(&name));
}

/* One of "name", "name*", "name*0", "name*0*": its number, -1 for a whole one. */
static int
get_piece(const char *start, gsize n, gsize name_len)
{
	if (n < name_len + 2 || start[name_len] != '*' || !g_ascii_isdigit(start[name_len + 1]))
		return -1;
	return MIN((int)g_ascii_strtoull(start + name_len + 1, NULL, 10), MAX_PIECES);
}

typedef struct {
	char *text;
	int number;
} Piece;

static gint
compare_pieces(gconstpointer a, gconstpointer b)
{
	return ((const Piece *)a)->number - ((const Piece *)b)->number;
}

static void
clear_piece(gpointer piece)
{
	g_free(((Piece *)piece)->text);
}

/* The pieces in their order, whatever order they stand in. */
static void
add_joined(WdMailHeader *header, GArray *pieces)
{
	g_autoptr(GString) joined = g_string_new(NULL);

	g_array_sort(pieces, compare_pieces); /* a stable one */
	for (guint i = 0; i < pieces->len; i++)
		g_string_append(joined, g_array_index(pieces, Piece, i).text);
	wd_mail_header_add_name(header, joined->str);
}

static char *
read_piece(const char *raw, gsize len, gboolean is_extended)
{
	GString *out = g_string_new(NULL);

	if (is_extended)
		add_extended(out, raw, len);
	else
		g_string_append_len(out, raw, (gssize)len);
	return g_string_free(out, FALSE);
}

/* Every parameter of this name: whole ones each by itself, pieces together. */
static void
add_names(WdMailHeader *header, const char *value, const char *name)
{
	g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
	const char *at = strchr(value, ';');
	gsize len = strlen(name);

	g_array_set_clear_func(pieces, clear_piece);
	while (at != NULL && *at == ';') {
		g_autoptr(GString) raw = g_string_new(NULL);
		const char *start = at + 1 + strspn(at + 1, " \t");
		gsize n = strcspn(start, "=;");
		gboolean is_it =
			start[n] == '=' && n >= len && g_ascii_strncasecmp(start, name, len) == 0 &&
			(start[len] == '*' || start[len] == '=' || g_ascii_isspace(start[len]));
		Piece piece = {.number = is_it ? get_piece(start, n, len) : -1};

		at = add_value(raw, start[n] == '=' ? start + n + 1 : start + n);
		if (!is_it)
			continue;
		piece.text = read_piece(raw->str, raw->len, n > len && start[n - 1] == '*');
		if (piece.number < 0)
			wd_mail_header_add_name(header, piece.text);
		header->has_more_names |= pieces->len == MAX_PIECES;
		if (piece.number >= 0 && pieces->len < MAX_PIECES)
			g_array_append_val(pieces, piece);
		else
			g_free(piece.text);
	}
	if (pieces->len > 0)
		add_joined(header, pieces);
}

static void
add_type(WdMailHeader *header, const char *value)
{
	header->is_message |= g_ascii_strncasecmp(value, "message/rfc822", 14) == 0;
	header->is_parts |= g_ascii_strncasecmp(value, "multipart/", 10) == 0;
	header->is_text = g_ascii_strncasecmp(value, "text/", 5) == 0;
	header->is_encrypted |=
		g_ascii_strncasecmp(value, "multipart/encrypted", 19) == 0 ||
		(strstr(value, "pkcs7-mime") != NULL && strstr(value, "enveloped") != NULL);
	add_names(header, value, "name");
}

static void
add_encoding(WdMailHeader *header, const char *value)
{
	if (g_ascii_strncasecmp(value, "base64", 6) == 0)
		header->encoding = WD_MAIL_BASE64;
	else if (g_ascii_strncasecmp(value, "quoted-printable", 16) == 0)
		header->encoding = WD_MAIL_QUOTED;
	else if (strstr(value, "uue") != NULL)
		header->encoding = WD_MAIL_UU;
}

/**
 * wd_mail_header_add:
 * @header: what is known so far; all zero at first
 * @field: one field, unfolded, any bytes
 */
void
wd_mail_header_add(WdMailHeader *header, const char *field)
{
	const char *colon = strchr(field, ':');
	const char *value = colon != NULL ? colon + 1 + strspn(colon + 1, " \t") : NULL;
	g_autofree char *name = NULL;

	if (value == NULL)
		return;
	name = g_strndup(field, (gsize)(colon - field));
	(void)g_strstrip(name); /* in place */
	if (g_ascii_strcasecmp(name, "Content-Type") == 0)
		add_type(header, value);
	else if (g_ascii_strcasecmp(name, "Content-Disposition") == 0)
		add_names(header, value, "filename");
	else if (g_ascii_strcasecmp(name, "Content-Transfer-Encoding") == 0)
		add_encoding(header, value);
}

/**
 * wd_mail_header_clear:
 * @header: becomes all zero
 */
void
wd_mail_header_clear(WdMailHeader *header)
{
	g_clear_pointer(&header->names, g_ptr_array_unref);
	*header = (WdMailHeader){0};
}

static GByteArray *
decode_base64(const guint8 *bytes, gsize len)
{
	GByteArray *out = g_byte_array_sized_new((guint)(len / 4 * 3 + 6));
	int state = 0;
	guint save = 0;
	gsize n;

	g_byte_array_set_size(out, (guint)(len / 4 * 3 + 6));
	n = g_base64_decode_step((const char *)bytes, len, out->data, &state, &save);
	g_byte_array_set_size(out, (guint)n);
	return out;
}

static GByteArray *
decode_quoted(const guint8 *bytes, gsize len)
{
	GByteArray *out = g_byte_array_new();

	for (gsize i = 0; i < len; i++) {
		guint8 byte = bytes[i];
		int value = byte == '=' && i + 2 < len ? hex_pair((const char *)bytes + i + 1) : -1;

		if (value >= 0) {
			byte = (guint8)value;
			i += 2;
		} else if (byte == '=') {
			/* A line that goes on: what is left of it is white. */
			while (i + 1 < len && (bytes[i + 1] == ' ' || bytes[i + 1] == '\t' ||
					       bytes[i + 1] == '\r'))
				i++;
			i += i + 1 < len && bytes[i + 1] == '\n';
			continue;
		}
		g_byte_array_append(out, &byte, 1);
	}
	return out;
}

/* Each line says how many bytes it holds; each letter holds six bits. */
static void
add_uu_line(GByteArray *out, const guint8 *line, gsize len)
{
	guint n = (line[0] - 32u) & 63;

	for (gsize i = 1; i + 3 < len && n > 0; i += 4) {
		guint a = (line[i] - 32u) & 63, b = (line[i + 1] - 32u) & 63;
		guint c = (line[i + 2] - 32u) & 63, d = (line[i + 3] - 32u) & 63;
		const guint8 bytes[] = {
			(guint8)(a << 2 | b >> 4), (guint8)(b << 4 | c >> 2), (guint8)(c << 6 | d)};

		g_byte_array_append(out, bytes, MIN(n, 3));
		n -= MIN(n, 3);
	}
}

static GByteArray *
decode_uu(const guint8 *bytes, gsize len)
{
	GByteArray *out = g_byte_array_new();
	gsize at = 0;

	while (at < len && !(len - at >= 3 && memcmp(bytes + at, "end", 3) == 0)) {
		const guint8 *feed = memchr(bytes + at, '\n', len - at);
		gsize n = feed != NULL ? (gsize)(feed - (bytes + at)) : len - at;

		if (n > 0)
			add_uu_line(out, bytes + at, n);
		at += n + 1;
	}
	return out;
}

/**
 * wd_mail_header_find_uu:
 * @bytes: (array length=len): a body
 * @len: length of @bytes
 * @start: (out): where its first line of data begins
 *
 * Returns: (transfer full) (nullable): valid UTF-8: the name on a line "begin 644 name"
 */
char *
wd_mail_header_find_uu(const guint8 *bytes, gsize len, gsize *start)
{
	const guint8 *at = bytes;
	const guint8 *end = bytes + len;

	while (at != NULL && end - at > 10) {
		const guint8 *feed = memchr(at, '\n', (gsize)(end - at));
		const char *line = (const char *)at;

		if (feed != NULL && feed - at > 10 && memcmp(line, "begin ", 6) == 0 &&
		    g_ascii_isdigit(line[6]) && g_ascii_isdigit(line[8]) && line[9] == ' ') {
			g_autofree char *name = g_strndup(line + 10, (gsize)(feed - at) - 10);

			*start = (gsize)(feed + 1 - bytes);
			if (*g_strstrip(name) != '\0')
				return g_utf8_make_valid(name, -1);
		}
		at = feed != NULL ? feed + 1 : NULL;
	}
	return NULL;
}

/**
 * wd_mail_header_decode:
 * @header: what is said of a part
 * @bytes: (array length=len): its body
 * @len: length of @bytes
 *
 * Returns: (transfer full): what an attachment is saved with; never longer than @len, but for six
 */
GByteArray *
wd_mail_header_decode(const WdMailHeader *header, const guint8 *bytes, gsize len)
{
	GByteArray *plain;

	if (header->encoding == WD_MAIL_BASE64)
		return decode_base64(bytes, len);
	if (header->encoding == WD_MAIL_QUOTED)
		return decode_quoted(bytes, len);
	if (header->encoding == WD_MAIL_UU)
		return decode_uu(bytes, len);
	plain = g_byte_array_new();
	return g_byte_array_append(plain, bytes, (guint)len);
}
