/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-iban.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"

#define MIN_CHARS 15
#define MAX_CHARS 34
#define N_HEAD    4 /* country and check digits */

/* How long a country's numbers are: SWIFT's IBAN registry, release 98. */
static const struct {
	char country[3];
	guint8 n_chars;
} lengths[] = {
	{"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16},
	{"BG", 22}, {"BH", 22}, {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22},
	{"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27}, {"DK", 18}, {"DO", 28}, {"EE", 20},
	{"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22},
	{"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HN", 28}, {"HR", 21},
	{"HU", 28}, {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30},
	{"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20},
	{"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MN", 20},
	{"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23},
	{"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22},
	{"RU", 33}, {"SA", 24}, {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24},
	{"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28}, {"TL", 23}, {"TN", 24}, {"TR", 26},
	{"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30},
};

static guint
get_length(const char *at)
{
	char country[3] = {g_ascii_toupper(at[0]), g_ascii_toupper(at[1]), '\0'};

	for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
		if (memcmp(lengths[i].country, country, sizeof country) == 0)
			return lengths[i].n_chars;
	}
	return 0;
}

static gboolean
may_start(const char *text, gsize at)
{
	return g_ascii_isalpha(text[at]) && g_ascii_isalpha(text[at + 1]) &&
	       g_ascii_isdigit(text[at + 2]) && (at == 0 || !g_ascii_isalnum(text[at - 1]));
}

/* Gaps stand behind whole groups of four, as ISO 13616 prints them, or nowhere that matters. */
static gsize
read_chars(const char *at, guint n_wanted, char *compact)
{
	const char *start = at;
	guint n = 0;

	while (n < n_wanted) {
		if ((*at == ' ' || *at == '-' || *at == '.') && n >= 2 && g_ascii_isalnum(at[1]))
			at++;
		if (!g_ascii_isalnum(*at))
			return 0;
		compact[n++] = g_ascii_toupper(*at++);
	}
	return g_ascii_isalnum(*at) || *at == '_' ? 0 : (gsize)(at - start);
}

/* A number is copied in capitals or typed in small letters; a mixture is something else. Phones
 * make the first letter of a message a capital. */
static gboolean
is_of_one_case(const char *at, gsize len)
{
	guint n_lower = 0;
	guint n_upper = 0;

	for (gsize i = 2; i < len; i++) {
		n_lower += g_ascii_islower(at[i]);
		n_upper += g_ascii_isupper(at[i]);
	}
	return n_lower == 0 || n_upper == 0;
}

static gboolean
is_valid(const char *compact, guint n)
{
	char turned[MAX_CHARS];

	if (!g_ascii_isdigit(compact[2]) || !g_ascii_isdigit(compact[3]))
		return FALSE;
	memcpy(turned, compact + N_HEAD, n - N_HEAD);
	memcpy(turned + n - N_HEAD, compact, N_HEAD);
	return wd_check_mod97_10(turned, n);
}

/**
 * wd_iban_find:
 * @text: nul-terminated text
 * @from: byte of @text to begin at
 * @start: (out): first byte of the number
 * @end: (out): byte behind it
 *
 * Finds the next account number: a country that has them, its length, and the check digits. Linear
 * in @text.
 *
 * Returns: whether there is one; the out parameters are set only then
 */
gboolean
wd_iban_find(const char *text, gsize from, gsize *start, gsize *end)
{
	char compact[MAX_CHARS];

	for (gsize at = from; text[at] != '\0'; at++) {
		guint n_chars = may_start(text, at) ? get_length(text + at) : 0;
		gsize len = n_chars >= MIN_CHARS ? read_chars(text + at, n_chars, compact) : 0;

		if (len > 0 && is_of_one_case(text + at, len) && is_valid(compact, n_chars)) {
			*start = at;
			*end = at + len;
			return TRUE;
		}
	}
	return FALSE;
}
