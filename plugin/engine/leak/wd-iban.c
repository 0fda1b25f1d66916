/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-iban.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"

#define MAX_CHARS 34
#define N_HEAD    4 /* country and check digits */

/* How long a country's numbers are, and of what the part behind the check digits is made: n digits,
 * a letters, c either. SWIFT's IBAN registry, release 101. */
static const struct {
	char country[3];
	guint8 n_chars;
	const char *structure;
} countries[] = {
	{"AD", 24, "8n12c"},    {"AE", 23, "19n"},      {"AL", 28, "8n16c"},
	{"AT", 20, "16n"},      {"AZ", 28, "4a20c"},    {"BA", 20, "16n"},
	{"BE", 16, "12n"},      {"BG", 22, "4a6n8c"},   {"BH", 22, "4a14c"},
	{"BI", 27, "23n"},      {"BR", 29, "23n1a1c"},  {"BY", 28, "4c4n16c"},
	{"CH", 21, "5n12c"},    {"CR", 22, "18n"},      {"CY", 28, "8n16c"},
	{"CZ", 24, "20n"},      {"DE", 22, "18n"},      {"DJ", 27, "23n"},
	{"DK", 18, "14n"},      {"DO", 28, "4c20n"},    {"EE", 20, "16n"},
	{"EG", 29, "25n"},      {"ES", 24, "20n"},      {"FI", 18, "14n"},
	{"FK", 18, "2a12n"},    {"FO", 18, "14n"},      {"FR", 27, "10n11c2n"},
	{"GB", 22, "4a14n"},    {"GE", 22, "2a16n"},    {"GI", 23, "4a15c"},
	{"GL", 18, "14n"},      {"GR", 27, "7n16c"},    {"GT", 28, "24c"},
	{"HN", 28, "4a20n"},    {"HR", 21, "17n"},      {"HU", 28, "24n"},
	{"IE", 22, "4a14n"},    {"IL", 23, "19n"},      {"IQ", 23, "4a15n"},
	{"IS", 26, "22n"},      {"IT", 27, "1a10n12c"}, {"JO", 30, "4a4n18c"},
	{"KW", 30, "4a22c"},    {"KZ", 20, "3n13c"},    {"LB", 28, "4n20c"},
	{"LC", 32, "4a24c"},    {"LI", 21, "5n12c"},    {"LT", 20, "16n"},
	{"LU", 20, "3n13c"},    {"LV", 21, "4a13c"},    {"LY", 25, "21n"},
	{"MC", 27, "10n11c2n"}, {"MD", 24, "20c"},      {"ME", 22, "18n"},
	{"MK", 19, "3n10c2n"},  {"MN", 20, "16n"},      {"MR", 27, "23n"},
	{"MT", 31, "4a5n18c"},  {"MU", 30, "4a19n3a"},  {"NI", 28, "4a20n"},
	{"NL", 18, "4a10n"},    {"NO", 15, "11n"},      {"OM", 23, "3n16c"},
	{"PK", 24, "4a16c"},    {"PL", 28, "24n"},      {"PS", 29, "4a21c"},
	{"PT", 25, "21n"},      {"QA", 29, "4a21c"},    {"RO", 24, "4a16c"},
	{"RS", 22, "18n"},      {"RU", 33, "14n15c"},   {"SA", 24, "2n18c"},
	{"SC", 31, "4a20n3a"},  {"SD", 18, "14n"},      {"SE", 24, "20n"},
	{"SI", 19, "15n"},      {"SK", 24, "20n"},      {"SM", 27, "1a10n12c"},
	{"SO", 23, "19n"},      {"ST", 25, "21n"},      {"SV", 28, "4a20n"},
	{"TL", 23, "19n"},      {"TN", 24, "20n"},      {"TR", 26, "6n16c"},
	{"UA", 29, "6n19c"},    {"VA", 22, "18n"},      {"VG", 24, "4a16n"},
	{"XK", 20, "16n"},      {"YE", 30, "4a4n18c"},
};

/* Returns the country's number in the table, or -1. */
static gint
find_country(const char *at)
{
	char country[3] = {g_ascii_toupper(at[0]), g_ascii_toupper(at[1]), '\0'};

	for (guint i = 0; i < G_N_ELEMENTS(countries); i++) {
		if (memcmp(countries[i].country, country, sizeof country) == 0)
			return (gint)i;
	}
	return -1;
}

static gboolean
has_structure(const char *compact, const char *structure)
{
	const char *at = compact + N_HEAD;

	while (*structure != '\0') {
		guint n = 0;

		while (g_ascii_isdigit(*structure))
			n = n * 10 + WD_DIGIT(*structure++);
		for (; n > 0; n--, at++) {
			if ((*structure == 'n' && !g_ascii_isdigit(*at)) ||
			    (*structure == 'a' && !g_ascii_isalpha(*at)))
				return FALSE;
		}
		structure++;
	}
	return TRUE;
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
 * Finds the next account number: a country that has them, its length and structure, and the check
 * digits. Linear in @text.
 *
 * Returns: whether there is one; the out parameters are set only then
 */
gboolean
wd_iban_find(const char *text, gsize from, gsize *start, gsize *end)
{
	char compact[MAX_CHARS];

	for (gsize at = from; text[at] != '\0'; at++) {
		gint country = may_start(text, at) ? find_country(text + at) : -1;
		guint n_chars = country >= 0 ? countries[country].n_chars : 0;
		gsize len = country >= 0 ? read_chars(text + at, n_chars, compact) : 0;

		if (len > 0 && is_of_one_case(text + at, len) && is_valid(compact, n_chars) &&
		    has_structure(compact, countries[country].structure)) {
			*start = at;
			*end = at + len;
			return TRUE;
		}
	}
	return FALSE;
}
