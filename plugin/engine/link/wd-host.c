/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-host.h"

#include <string.h>
#include <unicode/uidna.h>

#include "engine/link/wd-address.h"
#include "engine/wd-error.h"

/* URL standard, "forbidden domain code point", without the controls. */
#define FORBIDDEN " #%/:<>?@[\\]^|\x7f"

/* Faults of length and of hyphens that browsers accept (CheckHyphens and VerifyDnsLength false). */
#define TOLERATED                                                                                  \
	(UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | \
	 UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4)

/* Immutable once opened, so one serves every thread; NULL when ICU has no data. */
static const UIDNA *
get_idna(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		UErrorCode status = U_ZERO_ERROR;
		UIDNA *idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
						      UIDNA_NONTRANSITIONAL_TO_ASCII |
						      UIDNA_NONTRANSITIONAL_TO_UNICODE,
					      &status);

		g_once_init_leave(&once, U_SUCCESS(status) ? (gsize)idna : 1);
	}
	return once == 1 ? NULL : (const UIDNA *)once;
}

static char *
refuse(GError **error, const char *why)
{
	g_set_error_literal(error, WD_ERROR, WD_ERROR_MALFORMED, why);
	return NULL;
}

/* Percent-decoding gives bytes; what is not UTF-8 then becomes U+FFFD, which IDNA refuses. */
static char *
decode_percent(const char *raw, gsize len)
{
	g_autoptr(GString) bytes = g_string_sized_new(len + 1);

	for (gsize i = 0; i < len; i++) {
		if (raw[i] == '%' && len - i > 2 && g_ascii_isxdigit(raw[i + 1]) &&
		    g_ascii_isxdigit(raw[i + 2])) {
			g_string_append_c(bytes,
					  (char)(g_ascii_xdigit_value(raw[i + 1]) * 16 +
						 g_ascii_xdigit_value(raw[i + 2])));
			i += 2;
		} else {
			g_string_append_c(bytes, raw[i]);
		}
	}
	if (memchr(bytes->str, '\0', bytes->len) != NULL)
		g_string_append_c(g_string_truncate(bytes, 0), ' '); /* refused like NUL */
	return g_utf8_make_valid(bytes->str, (gssize)bytes->len);
}

static gboolean
is_plain_ascii(const char *host)
{
	const char *label = host;

	for (; *host != '\0'; host++) {
		if ((guchar)*host >= 0x80)
			return FALSE;
	}
	for (; label != NULL; label = strchr(label, '.')) {
		label += *label == '.';
		if (g_ascii_strncasecmp(label, "xn--", 4) == 0)
			return FALSE;
	}
	return TRUE;
}

/* What browsers read otherwise than the ICU of some systems, whose tables are years older: Unicode
 * 15.1 gave the capital sharp s its own small letter, later ones leave out what is not seen instead
 * of refusing it, and fold letters that were new then.  First, last, and what the first becomes; 0:
 * it is left out. */
static const struct {
	gunichar first;
	gunichar last;
	gunichar becomes;
} renewed[] = {
	{0x4c0, 0x4c0, 0x4cf},
	{0x10a0, 0x10c5, 0x2d00},
	{0x115f, 0x1160, 0},
	{0x17b4, 0x17b5, 0},
	{0x180e, 0x180e, 0},
	{0x1e9e, 0x1e9e, 0xdf},
	{0x2061, 0x2063, 0},
	{0x206a, 0x206f, 0},
	{0x2132, 0x2132, 0x214e},
	{0x2183, 0x2183, 0x2184},
	{0x3164, 0x3164, 0},
	{0xa7f1, 0xa7f1, 's'},
	{0xffa0, 0xffa0, 0},
	{0x1ccd6, 0x1ccef, 'a'},
	{0x1ccf0, 0x1ccf9, '0'},
	{0x1d173, 0x1d17a, 0},
};

static void
append_renewed(GString *out, gunichar c)
{
	for (guint i = 0; i < G_N_ELEMENTS(renewed); i++) {
		if (c < renewed[i].first || c > renewed[i].last)
			continue;
		if (renewed[i].becomes != 0)
			g_string_append_unichar(out, renewed[i].becomes + (c - renewed[i].first));
		return;
	}
	g_string_append_unichar(out, c);
}

static char *
renew(const char *domain)
{
	GString *out = g_string_sized_new(strlen(domain) + 1);

	for (; *domain != '\0'; domain = g_utf8_next_char(domain))
		append_renewed(out, g_utf8_get_char(domain));
	return g_string_free(out, FALSE);
}

/* UTS #46 ToASCII as browsers call it. */
static char *
to_ascii(const char *domain, GError **error)
{
	const UIDNA *idna = get_idna();
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode status = U_ZERO_ERROR;
	/* Punycode writes up to some five letters for each character; longer is no host. */
	gsize size = strlen(domain) * 6 + 64;
	g_autofree char *renewed_domain = NULL;
	g_autofree char *out = NULL;

	if (is_plain_ascii(domain))
		return g_ascii_strdown(domain, -1);
	if (idna == NULL || size > G_MAXINT32)
		return refuse(error, "the host cannot be converted");
	renewed_domain = renew(domain);
	out = g_malloc0(size);
	(void)uidna_nameToASCII_UTF8(idna, renewed_domain, -1, out, (int32_t)size, &info, &status);
	/* ASCII that is no valid Punycode is looked up as it stands. */
	if ((U_FAILURE(status) || (info.errors & ~(uint32_t)TOLERATED) != 0) &&
	    g_str_is_ascii(domain))
		return g_ascii_strdown(domain, -1);
	if (U_FAILURE(status) || (info.errors & ~(uint32_t)TOLERATED) != 0)
		return refuse(error, "the host is no valid international name");
	return g_steal_pointer(&out);
}

static gboolean
has_forbidden(const char *host)
{
	for (; *host != '\0'; host++) {
		if ((guchar)*host <= 0x20 || strchr(FORBIDDEN, *host) != NULL)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_host_parse:
 * @raw: (array length=len): the host of an http, https, ftp or ws URL as written, without port and
 *   user part; need not be UTF-8
 * @len: length of @raw in bytes, or -1 if it is nul-terminated
 * @error: return location for a #WD_ERROR
 *
 * The host parser of the WHATWG URL standard for special schemes: percent-decoding, IDNA (UTS #46,
 * nontransitional), forbidden code points, IPv4 in every base, IPv6. Never touches the network.
 *
 * Returns: (transfer full): what a browser contacts, in ASCII, IPv6 in brackets; NULL when a
 * browser refuses
 */
char *
wd_host_parse(const char *raw, gssize len, GError **error)
{
	gsize n_bytes = len < 0 ? strlen(raw) : (gsize)len;
	g_autofree char *domain = NULL;
	g_autofree char *host = NULL;
	char *address;

	if (n_bytes > 0 && raw[0] == '[') {
		address =
			raw[n_bytes - 1] == ']' ? wd_address_parse_v6(raw + 1, n_bytes - 2) : NULL;
		return address != NULL ? address : refuse(error, "no valid IPv6 address");
	}
	domain = decode_percent(raw, n_bytes);
	host = to_ascii(domain, error);
	if (host == NULL)
		return NULL;
	if (host[0] == '\0' || has_forbidden(host))
		return refuse(error, "the host is empty or has a forbidden character");
	if (!wd_address_ends_in_number(host))
		return g_steal_pointer(&host);
	address = wd_address_parse_v4(host);
	return address != NULL ? address : refuse(error, "no valid IPv4 address");
}

/**
 * wd_host_to_unicode:
 * @host: a host that wd_host_parse() gave
 *
 * Returns: (transfer full): @host in the letters that a person would read; labels that do not
 * decode stay as they are
 */
char *
wd_host_to_unicode(const char *host)
{
	const UIDNA *idna = get_idna();
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode status = U_ZERO_ERROR;
	gsize size = strlen(host) * 6 + 64;
	g_autofree char *out = NULL;

	if (idna == NULL || strstr(host, "xn--") == NULL || size > G_MAXINT32)
		return g_strdup(host);
	out = g_malloc0(size);
	(void)uidna_nameToUnicodeUTF8(idna, host, -1, out, (int32_t)size, &info, &status);
	return U_FAILURE(status) ? g_strdup(host) : g_steal_pointer(&out);
}

/**
 * wd_host_is_address:
 * @host: a host that wd_host_parse() gave
 *
 * Returns: whether @host is an IPv4 or IPv6 address and not a name
 */
gboolean
wd_host_is_address(const char *host)
{
	return host[0] == '[' || wd_address_ends_in_number(host);
}
