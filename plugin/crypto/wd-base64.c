/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-base64.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * wd_base64_format:
 * @bytes: (array length=len): what to write
 * @len: length of @bytes
 *
 * Returns: (transfer full): @bytes in Base64 without padding
 */
char *
wd_base64_format(const guint8 *bytes, gsize len)
{
	char *text = g_base64_encode(bytes, len);

	text[strcspn(text, "=")] = '\0';
	return text;
}

/**
 * wd_base64_parse:
 * @text: (array length=text_len): untrusted characters
 * @text_len: length of @text
 * @len: (out): length of the result
 *
 * Stricter than g_base64_decode(), which skips foreign characters: a header's bytes are
 * authenticated, so there must be one spelling only. Refused are padding, white space and stray low
 * bits.
 *
 * Returns: (transfer full) (nullable): the bytes; NULL when @text is not canonical
 */
guint8 *
wd_base64_parse(const char *text, gsize text_len, gsize *len)
{
	g_autofree guint8 *bytes = g_malloc(text_len / 4 * 3 + 3);
	guint32 bits = 0;
	guint n_bits = 0;
	gsize n = 0;

	for (gsize i = 0; i < text_len; i++) {
		const char *found = text[i] != '\0' ? strchr(alphabet, text[i]) : NULL;

		if (found == NULL)
			return NULL;
		bits = bits << 6 | (guint32)(found - alphabet);
		n_bits += 6;
		if (n_bits >= 8) {
			n_bits -= 8;
			bytes[n++] = (guint8)(bits >> n_bits);
		}
	}
	if (n_bits >= 6 || (bits & ((1u << n_bits) - 1)) != 0)
		return NULL;
	*len = n;
	return g_steal_pointer(&bytes);
}
