/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-decode.h"

#include <string.h>

#define MIN_BASE64   12 /* characters: nine bytes; a shorter run is nearly always a word */
#define MIN_PAIRS    6  /* bytes in hexadecimal: an address in four is looked for as it stands */
#define WRAPPED_LINE 60 /* a line of Base64 at least so long goes on in the next one */
#define BASE64       "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"

/* The second bytes of UTF-16, as Windows' own shell encodes its commands. */
static gsize
drop_zeros(guchar *bytes, gsize len)
{
	gsize n = 0;

	if (len < 4 || bytes[1] != 0 || bytes[3] != 0)
		return len;
	for (gsize i = 0; i < len; i++) {
		if (bytes[i] != 0)
			bytes[n++] = bytes[i];
	}
	return n;
}

/* Words decode to noise; noise is rarely UTF-8 and never without control characters for long. */
static gboolean
is_text(const guchar *bytes, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		if ((bytes[i] < 0x20 && !g_ascii_isspace(bytes[i])) || bytes[i] == 0x7f)
			return FALSE;
	}
	return len > 0 && g_utf8_validate((const char *)bytes, (gssize)len, NULL);
}

static void
take(GString *out, guchar *bytes, gsize len)
{
	len = drop_zeros(bytes, len);
	if (is_text(bytes, len) && out->len + len < WD_DECODE_MAX_BYTES) {
		g_string_append_len(out, (const char *)bytes, (gssize)len);
		g_string_append_c(out, '\n');
	}
}

/* The run that begins at @at, over the ends of full lines; without its padding. */
static const char *
read_base64(const char *at, GString *run)
{
	for (;;) {
		gsize n = strspn(at, BASE64);

		g_string_append_len(run, at, (gssize)n);
		at += n;
		if (n < WRAPPED_LINE || *at != '\n' || strchr(BASE64, at[1]) == NULL ||
		    at[1] == '\0')
			return at + strspn(at, "=");
		at++;
	}
}

static void
decode_base64(const char *text, GString *out)
{
	g_autoptr(GString) run = g_string_new(NULL);

	while (*text != '\0') {
		gsize len;

		text += strcspn(text, BASE64);
		g_string_truncate(run, 0);
		text = read_base64(text, run);
		if (run->len < MIN_BASE64)
			continue;
		(void)g_strdelimit(g_strdelimit(run->str, "-", '+'), "_", '/');
		while (run->len % 4 != 0)
			g_string_append_c(run, '=');
		g_base64_decode_inplace(run->str, &len);
		take(out, (guchar *)run->str, len);
	}
}

static gboolean
is_pair(const char *at)
{
	return g_ascii_isxdigit(at[0]) && g_ascii_isxdigit(at[1]);
}

static guchar
pair_value(const char *at)
{
	return (guchar)(g_ascii_xdigit_value(at[0]) * 16 + g_ascii_xdigit_value(at[1]));
}

/* What stands between two bytes: nothing, one sign, or "\x", ", 0x" and their like. */
static const char *
skip_between(const char *at)
{
	if (*at != '\0' && strchr(" ,:-", *at) != NULL)
		at++;
	if (*at == ' ')
		at++;
	if ((at[0] == '\\' || at[0] == '0') && at[1] == 'x')
		at += 2;
	return at;
}

static const char *
read_pairs(const char *at, GByteArray *bytes)
{
	const char *next = at;

	while (is_pair(next)) {
		guchar byte = pair_value(next);

		g_byte_array_append(bytes, &byte, 1);
		at = next + 2;
		next = skip_between(at);
	}
	return at;
}

static void
decode_hexadecimal(const char *text, GString *out)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();

	while (*text != '\0') {
		const char *end;

		if (!is_pair(text)) {
			text++;
			continue;
		}
		g_byte_array_set_size(bytes, 0);
		end = read_pairs(text, bytes);
		if (bytes->len >= MIN_PAIRS)
			take(out, bytes->data, bytes->len);
		text = end;
	}
}

static void
decode_percent(const char *text, GString *out)
{
	g_autoptr(GString) plain = g_string_new(NULL);
	guint n_decoded = 0;

	for (; *text != '\0' && plain->len < WD_DECODE_MAX_BYTES; text++) {
		if (*text == '%' && is_pair(text + 1)) {
			g_string_append_c(plain, (char)pair_value(text + 1));
			text += 2;
			n_decoded++;
		} else {
			g_string_append_c(plain, *text);
		}
	}
	if (n_decoded > 0)
		take(out, (guchar *)plain->str, plain->len);
}

/**
 * wd_decode_hidden:
 * @text: valid UTF-8
 *
 * Undoes one layer of Base64 (of both alphabets, wrapped or not), hexadecimal (with the usual signs
 * between the bytes) and percent signs. What does not decode to text is left out. Linear in @text;
 * never shown to anybody.
 *
 * Returns: (transfer full) (nullable): what came out, valid UTF-8, below %WD_DECODE_MAX_BYTES;
 * NULL when nothing did
 */
char *
wd_decode_hidden(const char *text)
{
	GString *out = g_string_new(NULL);

	decode_base64(text, out);
	decode_hexadecimal(text, out);
	if (strchr(text, '%') != NULL)
		decode_percent(text, out);
	return g_string_free(out, out->len == 0);
}
