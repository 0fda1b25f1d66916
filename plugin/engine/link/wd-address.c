/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-address.h"

#include <string.h>

#define V6_PIECES 8
#define TOO_LARGE (G_GUINT64_CONSTANT(1) << 32) /* more than any IPv4 address */

/* One part of an IPv4 address: decimal, 0x hexadecimal or 0 octal; saturates at TOO_LARGE. */
static gboolean
parse_part(const char *at, gsize len, guint64 *value)
{
	guint base = 10;

	if (len == 0)
		return FALSE;
	if (len >= 2 && at[0] == '0') {
		base = at[1] == 'x' || at[1] == 'X' ? 16 : 8;
		at += base == 16 ? 2 : 1;
		len -= base == 16 ? 2 : 1;
	}
	*value = 0;
	for (gsize i = 0; i < len; i++) {
		int digit = g_ascii_xdigit_value(at[i]);

		if (digit < 0 || (guint)digit >= base)
			return FALSE;
		*value = MIN(*value * base + (guint64)digit, TOO_LARGE);
	}
	return TRUE;
}

/* The labels of @host; one empty label after a final dot is left out. */
static char **
split_labels(const char *host, guint *n_labels)
{
	char **labels = g_strsplit(host, ".", -1);

	*n_labels = g_strv_length(labels);
	if (*n_labels > 1 && labels[*n_labels - 1][0] == '\0')
		--*n_labels;
	return labels;
}

/**
 * wd_address_ends_in_number:
 * @host: a domain in ASCII
 *
 * The URL standard's "ends in a number checker": such a host is an IPv4 address or an error, never
 * a name.
 *
 * Returns: whether the last label of @host is a number
 */
gboolean
wd_address_ends_in_number(const char *host)
{
	gsize len = strlen(host);
	gsize start;
	guint64 value;

	len -= len > 1 && host[len - 1] == '.';
	for (start = len; start > 0 && host[start - 1] != '.';)
		start--;
	/* Most hosts end here: numbers begin with a digit. */
	if (start == len || !g_ascii_isdigit(host[start]))
		return FALSE;
	return strspn(host + start, "0123456789") == len - start ||
	       parse_part(host + start, len - start, &value);
}

/**
 * wd_address_parse_v4:
 * @host: a domain in ASCII that ends in a number
 *
 * Reads one to four parts in any base, as browsers do: 0x7f.1 is 127.0.0.1.
 *
 * Returns: (transfer full) (nullable): the address in dotted decimals, NULL when a browser refuses
 */
char *
wd_address_parse_v4(const char *host)
{
	guint n_parts;
	g_auto(GStrv) parts = split_labels(host, &n_parts);
	guint64 address = 0;

	if (n_parts == 0 || n_parts > 4)
		return NULL;
	for (guint i = 0; i < n_parts; i++) {
		gboolean is_last = i == n_parts - 1;
		guint64 limit = is_last ? G_GUINT64_CONSTANT(1) << (8 * (5 - n_parts)) : 256;
		guint64 value;

		if (!parse_part(parts[i], strlen(parts[i]), &value) || value >= limit)
			return NULL;
		address |= is_last ? value : value << (8 * (3 - i));
	}
	return g_strdup_printf("%u.%u.%u.%u",
			       (guint)(address >> 24) & 255,
			       (guint)(address >> 16) & 255,
			       (guint)(address >> 8) & 255,
			       (guint)address & 255);
}

/* The dotted end of an IPv6 address: exactly four decimals without leading zeros. */
static gboolean
parse_dotted_end(const char *at, const char *end, guint16 pieces[2])
{
	guint bytes[4];

	for (guint i = 0; i < 4; i++) {
		guint n_digits = 0;

		bytes[i] = 0;
		for (; at < end && g_ascii_isdigit(*at) && n_digits < 4; at++, n_digits++) {
			if (n_digits > 0 && bytes[i] == 0)
				return FALSE;
			bytes[i] = bytes[i] * 10 + (guint)g_ascii_digit_value(*at);
		}
		if (n_digits == 0 || bytes[i] > 255)
			return FALSE;
		if (i < 3 && (at >= end || *at++ != '.'))
			return FALSE;
	}
	pieces[0] = (guint16)(bytes[0] << 8 | bytes[1]);
	pieces[1] = (guint16)(bytes[2] << 8 | bytes[3]);
	return at == end;
}

typedef struct {
	guint16 pieces[V6_PIECES];
	guint n_pieces;
	int gap; /* where "::" stood, -1 when nowhere */
} Pieces;

/* One step: a piece of up to four hexadecimal digits and the colon behind it, or the dotted end.
 * Returns NULL on an error. */
static const char *
read_piece(const char *at, const char *end, Pieces *v6)
{
	const char *start = at;
	guint value = 0;

	while (at < end && at - start < 4 && g_ascii_isxdigit(*at))
		value = value * 16 + (guint)g_ascii_xdigit_value(*at++);
	if (at < end && *at == '.') {
		if (at == start || v6->n_pieces > V6_PIECES - 2 ||
		    !parse_dotted_end(start, end, &v6->pieces[v6->n_pieces]))
			return NULL;
		v6->n_pieces += 2;
		return end;
	}
	if (at < end && (*at++ != ':' || at == end))
		return NULL;
	v6->pieces[v6->n_pieces++] = (guint16)value;
	return at;
}

static gboolean
read_pieces(const char *at, const char *end, Pieces *v6)
{
	if (at < end && *at == ':') {
		if (end - at < 2 || at[1] != ':')
			return FALSE;
		at += 2;
		v6->gap = 0;
	}
	while (at < end) {
		if (v6->n_pieces == V6_PIECES)
			return FALSE;
		if (*at == ':') {
			if (v6->gap >= 0)
				return FALSE;
			v6->gap = (int)v6->n_pieces;
			at++;
			continue;
		}
		at = read_piece(at, end, v6);
		if (at == NULL)
			return FALSE;
	}
	return v6->gap >= 0 ? v6->n_pieces < V6_PIECES : v6->n_pieces == V6_PIECES;
}

static void
spread_gap(Pieces *v6)
{
	guint n_behind = v6->n_pieces - (guint)v6->gap;
	guint n_zeros = V6_PIECES - v6->n_pieces;

	memmove(v6->pieces + v6->gap + n_zeros,
		v6->pieces + v6->gap,
		n_behind * sizeof v6->pieces[0]);
	memset(v6->pieces + v6->gap, 0, n_zeros * sizeof v6->pieces[0]);
}

/* The first of the longest runs of zeros, if it is longer than one piece. */
static void
find_zeros(const guint16 *pieces, guint *start, guint *n_zeros)
{
	*start = V6_PIECES;
	*n_zeros = 1;
	for (guint i = 0; i < V6_PIECES; i++) {
		guint n = 0;

		while (i + n < V6_PIECES && pieces[i + n] == 0)
			n++;
		if (n > *n_zeros) {
			*start = i;
			*n_zeros = n;
		}
		i += n > 0 ? n - 1 : 0;
	}
}

static char *
format_v6(const guint16 *pieces)
{
	GString *out = g_string_new("[");
	guint start;
	guint n_zeros;

	find_zeros(pieces, &start, &n_zeros);
	for (guint i = 0; i < V6_PIECES; i++) {
		if (i == start) {
			g_string_append(out, i == 0 ? "::" : ":");
			i += n_zeros - 1;
			continue;
		}
		g_string_append_printf(out, "%x%s", pieces[i], i == V6_PIECES - 1 ? "" : ":");
	}
	g_string_append_c(out, ']');
	return g_string_free(out, FALSE);
}

/**
 * wd_address_parse_v6:
 * @text: (array length=len): what stands between the brackets
 * @len: its length in bytes
 *
 * Reads an IPv6 address by the URL standard; zones ("%eth0") are refused as there.
 *
 * Returns: (transfer full) (nullable): the shortest spelling (RFC 5952) in brackets, NULL when a
 * browser refuses
 */
char *
wd_address_parse_v6(const char *text, gsize len)
{
	Pieces v6 = {.gap = -1};

	if (!read_pieces(text, text + len, &v6))
		return NULL;
	if (v6.gap >= 0)
		spread_gap(&v6);
	return format_v6(v6.pieces);
}
