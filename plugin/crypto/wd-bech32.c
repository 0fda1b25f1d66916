/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-bech32.h"

#include <string.h>

#include "crypto/wd-hash.h"
#include "engine/wd-error.h"

/*
 * Bech32 (BIP 173) as age uses it: without the limit of 90 characters, and always over whole bytes.
 * The checksum finds every change of up to four characters, which is what protects a hand-copied
 * escrow key.
 */

#define CHECKSUM_LEN   6    /* characters */
#define MAX_TEXT_BYTES 4096 /* far over any key; keeps the work bounded */

static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static const guint32 generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

static guint32
add_to_checksum(guint32 checksum, guint8 value)
{
	guint32 top = checksum >> 25;

	checksum = (checksum & 0x1ffffff) << 5 ^ value;
	for (guint i = 0; i < G_N_ELEMENTS(generator); i++) {
		if (top >> i & 1)
			checksum ^= generator[i];
	}
	return checksum;
}

/* Over the prefix, spread into high and low bits, and the values. */
static guint32
compute_checksum(const char *prefix, const guint8 *values, gsize n_values)
{
	guint32 checksum = 1;

	for (const char *p = prefix; *p != '\0'; p++)
		checksum = add_to_checksum(checksum, (guint8)g_ascii_tolower(*p) >> 5);
	checksum = add_to_checksum(checksum, 0);
	for (const char *p = prefix; *p != '\0'; p++)
		checksum = add_to_checksum(checksum, (guint8)g_ascii_tolower(*p) & 31);
	for (gsize i = 0; i < n_values; i++)
		checksum = add_to_checksum(checksum, values[i]);
	return checksum;
}

/* 8-bit bytes to 5-bit values, the last one filled up with zero bits. */
static GByteArray *
split_bytes(const guint8 *bytes, gsize len)
{
	GByteArray *values = g_byte_array_sized_new((guint)(len * 8 / 5 + 1 + CHECKSUM_LEN));
	guint32 bits = 0;
	guint n_bits = 0;

	for (gsize i = 0; i < len; i++) {
		bits = bits << 8 | bytes[i];
		for (n_bits += 8; n_bits >= 5; n_bits -= 5) {
			guint8 value = bits >> (n_bits - 5) & 31;

			g_byte_array_append(values, &value, 1);
		}
	}
	if (n_bits > 0) {
		guint8 value = bits << (5 - n_bits) & 31;

		g_byte_array_append(values, &value, 1);
	}
	return values;
}

/* The reverse; NULL when the rest is a whole value too many or not zero: a second spelling. */
static guint8 *
join_values(const guint8 *values, gsize n_values, gsize *len)
{
	g_autofree guint8 *bytes = g_malloc0(n_values * 5 / 8 + 1);
	guint32 bits = 0;
	guint n_bits = 0;
	gsize n = 0;

	for (gsize i = 0; i < n_values; i++) {
		bits = bits << 5 | values[i];
		n_bits += 5;
		if (n_bits >= 8) {
			n_bits -= 8;
			bytes[n++] = (guint8)(bits >> n_bits);
		}
	}
	if (n_bits >= 5 || (bits & ((1u << n_bits) - 1)) != 0) {
		wd_hash_wipe(bytes, n);
		return NULL;
	}
	*len = n;
	return g_steal_pointer(&bytes);
}

/**
 * wd_bech32_format:
 * @prefix: the part before "1", in lower case
 * @bytes: (array length=len): what to write
 * @len: length of @bytes
 *
 * Returns: (transfer full): @bytes in lower case Bech32. It may be a secret: wipe it then
 */
char *
wd_bech32_format(const char *prefix, const guint8 *bytes, gsize len)
{
	static const guint8 zeros[CHECKSUM_LEN];
	GByteArray *values = split_bytes(bytes, len);
	guint n_values = values->len;
	gsize prefix_len = strlen(prefix);
	char *text = g_malloc(prefix_len + 1 + n_values + CHECKSUM_LEN + 1);
	char *out = text + prefix_len;
	guint32 checksum;

	g_byte_array_append(values, zeros, CHECKSUM_LEN);
	checksum = compute_checksum(prefix, values->data, values->len) ^ 1;
	memcpy(text, prefix, prefix_len);
	*out++ = '1';
	for (guint i = 0; i < n_values; i++)
		*out++ = alphabet[values->data[i]];
	for (guint i = 0; i < CHECKSUM_LEN; i++)
		*out++ = alphabet[checksum >> 5 * (CHECKSUM_LEN - 1 - i) & 31];
	*out = '\0';
	wd_hash_wipe(values->data, values->len);
	g_byte_array_unref(values);
	return text;
}

static gboolean
has_mixed_case(const char *text)
{
	gboolean has_upper = FALSE;
	gboolean has_lower = FALSE;

	for (const char *p = text; *p != '\0'; p++) {
		has_upper |= g_ascii_isupper(*p);
		has_lower |= g_ascii_islower(*p);
	}
	return has_upper && has_lower;
}

/* Characters after the prefix to 5-bit values; NULL with the error set when one is foreign. */
static guint8 *
parse_values(const char *text, gsize n_values, GError **error)
{
	g_autofree guint8 *values = g_malloc(n_values + 1);

	for (gsize i = 0; i < n_values; i++) {
		const char *found = strchr(alphabet, g_ascii_tolower(text[i]));

		if (found == NULL) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_MALFORMED,
				    "key: character %" G_GSIZE_FORMAT
				    " after the prefix cannot stand in a key",
				    i + 1);
			wd_hash_wipe(values, i);
			return NULL;
		}
		values[i] = (guint8)(found - alphabet);
	}
	return g_steal_pointer(&values);
}

static gboolean
has_prefix(const char *prefix, const char *text, GError **error)
{
	gsize prefix_len = strlen(prefix);
	const char *separator = strrchr(text, '1');

	if (separator == NULL || (gsize)(separator - text) != prefix_len ||
	    g_ascii_strncasecmp(text, prefix, prefix_len) != 0) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "key: does not begin with \"%s1\"",
			    prefix);
		return FALSE;
	}
	if (strlen(separator + 1) < CHECKSUM_LEN || has_mixed_case(text)) {
		g_set_error(
			error, WD_ERROR, WD_ERROR_MALFORMED, "key: too short, or in mixed case");
		return FALSE;
	}
	return TRUE;
}

/**
 * wd_bech32_parse:
 * @prefix: the prefix it must have, in lower case
 * @text: untrusted text, all lower or all upper case
 * @len: (out): length of the result
 * @error: return location for a #WD_ERROR
 *
 * The checksum is enforced, and each value has one spelling but for case.
 *
 * Returns: (transfer full) (nullable): the bytes, possibly a secret: wipe them; NULL on error
 */
guint8 *
wd_bech32_parse(const char *prefix, const char *text, gsize *len, GError **error)
{
	g_autofree guint8 *values = NULL;
	guint8 *bytes = NULL;
	gsize n_values;

	if (strnlen(text, MAX_TEXT_BYTES + 1) > MAX_TEXT_BYTES) {
		g_set_error(error, WD_ERROR, WD_ERROR_TOO_LONG, "key: over 4096 bytes");
		return NULL;
	}
	if (!has_prefix(prefix, text, error))
		return NULL;
	text += strlen(prefix) + 1;
	n_values = strlen(text);
	values = parse_values(text, n_values, error);
	if (values == NULL)
		return NULL;
	if (compute_checksum(prefix, values, n_values) == 1)
		bytes = join_values(values, n_values - CHECKSUM_LEN, len);
	if (bytes == NULL)
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "key: the checksum does not match; was it copied whole?");
	wd_hash_wipe(values, n_values);
	return bytes;
}
