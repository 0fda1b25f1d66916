/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers for the value added tax of the European Union, Britain, Norway and Switzerland, each with
 * the letters of its country in front. Rules: Commission of the European Communities, "VIES VAT
 * number algorithms"; HMRC (VATREG); Brønnøysundregistrene; Bundesamt für Statistik (UID). Sums
 * that stand in other tables too are those of the person or company behind the number.
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

static gboolean
is_at(const char *c)
{
	guint sum = 4;

	if (c[0] != 'U')
		return FALSE;
	for (guint i = 0; i < 7; i++) {
		guint value = WD_DIGIT(c[1 + i]) * (i % 2 == 1 ? 2 : 1);

		sum += value > 9 ? value - 9 : value;
	}
	return WD_DIGIT(c[8]) == (10 - sum % 10) % 10;
}

static gboolean
is_be(const char *c)
{
	return c[0] <= '1' &&
	       (wd_check_remainder(c, 8, 97) + wd_check_remainder(c + 8, 2, 97)) % 97 == 0;
}

static gboolean
is_bg(const char *c)
{
	static const guint8 first[] = {1, 2, 3, 4, 5, 6, 7, 8};
	static const guint8 second[] = {3, 4, 5, 6, 7, 8, 9, 10};
	guint rest = wd_check_weighted(c, first, 8) % 11;

	if (rest == 10)
		rest = wd_check_weighted(c, second, 8) % 11 % 10;
	return WD_DIGIT(c[8]) == rest;
}

static gboolean
is_cy(const char *c)
{
	static const guint8 odd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
	guint sum = 0;

	for (guint i = 0; i < 8; i++)
		sum += i % 2 == 0 ? odd[WD_DIGIT(c[i])] : WD_DIGIT(c[i]);
	return c[8] == (char)('A' + sum % 26);
}

static gboolean
is_cz(const char *c)
{
	static const guint8 weights[] = {8, 7, 6, 5, 4, 3, 2};
	guint rest = (11 - wd_check_weighted(c, weights, 7) % 11) % 11;

	return c[0] != '9' && WD_DIGIT(c[7]) == (rest == 0 ? 1 : rest) % 10;
}

static gboolean
is_dk(const char *c)
{
	static const guint8 weights[] = {2, 7, 6, 5, 4, 3, 2, 1};

	return c[0] != '0' && wd_check_weighted(c, weights, 8) % 11 == 0;
}

static gboolean
is_ee(const char *c)
{
	static const guint8 weights[] = {3, 7, 1, 3, 7, 1, 3, 7, 1};

	return wd_check_weighted(c, weights, 9) % 10 == 0;
}

static gboolean
is_gr(const char *c)
{
	static const guint16 weights[] = {256, 128, 64, 32, 16, 8, 4, 2};
	guint sum = 0;

	for (guint i = 0; i < 8; i++)
		sum += WD_DIGIT(c[i]) * weights[i];
	return sum > 0 && sum % 11 % 10 == WD_DIGIT(c[8]);
}

static gboolean
is_fi(const char *c)
{
	static const guint8 weights[] = {7, 9, 10, 5, 8, 4, 2, 1};

	return wd_check_weighted(c, weights, 8) % 11 == 0;
}

/* Two digits over the company's number; with a letter among them the sum is another. */
static gboolean
is_fr(const char *c)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	const char *first = strchr(alphabet, c[0]);
	const char *second = strchr(alphabet, c[1]);
	guint company = wd_check_remainder(c + 2, 9, 97);
	guint key;

	if (first == NULL || second == NULL || !wd_check_luhn(c + 2, 9))
		return FALSE;
	if (g_ascii_isdigit(c[0]) && g_ascii_isdigit(c[1]))
		return (company * 100 + 12) % 97 == wd_check_pair(c);
	key = (guint)(first - alphabet) * (g_ascii_isdigit(c[0]) ? 24 : 34) +
	      (guint)(second - alphabet);
	if (key < (g_ascii_isdigit(c[0]) ? 10u : 100u))
		return FALSE;
	key -= g_ascii_isdigit(c[0]) ? 10 : 100;
	return (wd_check_remainder(c + 2, 9, 11) + 1 + key / 11) % 11 == key % 11;
}

static gboolean
is_hu(const char *c)
{
	static const guint8 weights[] = {9, 7, 3, 1, 9, 7, 3, 1};

	return wd_check_weighted(c, weights, 8) % 10 == 0;
}

static gboolean
is_lt(const char *c)
{
	guint n = (guint)strlen(c) - 1;
	guint first = 0;
	guint second = 0;

	for (guint i = 0; i < n; i++) {
		first += WD_DIGIT(c[i]) * (1 + i % 9);
		second += WD_DIGIT(c[i]) * (1 + (i + 2) % 9);
	}
	return c[n - 1] == '1' &&
	       WD_DIGIT(c[n]) == (first % 11 == 10 ? second % 11 % 10 : first % 11);
}

static gboolean
is_lu(const char *c)
{
	return wd_check_remainder(c, 6, 89) == wd_check_pair(c + 6);
}

static gboolean
is_lv(const char *c)
{
	static const guint8 weights[] = {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1};

	return c[0] > '3' && wd_check_weighted(c, weights, 11) % 11 == 3;
}

static gboolean
is_mt(const char *c)
{
	static const guint8 weights[] = {3, 4, 6, 7, 8, 9, 10, 1};

	return c[0] != '0' && wd_check_weighted(c, weights, 8) % 37 == 0;
}

/* Of the person behind it, or since 2020 a number of its own that is summed up with its letters. */
static gboolean
is_nl(const char *c)
{
	static const guint8 weights[] = {9, 8, 7, 6, 5, 4, 3, 2};
	char turned[17];

	if (c[9] != 'B')
		return FALSE;
	if ((wd_check_weighted(c, weights, 8) + 11 * 9 - WD_DIGIT(c[8])) % 11 == 0)
		return TRUE;
	memcpy(turned, "NL", 2);
	memcpy(turned + 2, c, 12);
	return wd_check_mod97_10(turned, 14);
}

static gboolean
is_pl(const char *c)
{
	static const guint8 weights[] = {6, 5, 7, 2, 3, 4, 5, 6, 7};

	return wd_check_weighted(c, weights, 9) % 11 == WD_DIGIT(c[9]);
}

static gboolean
is_pt(const char *c)
{
	static const guint8 weights[] = {9, 8, 7, 6, 5, 4, 3, 2};
	guint rest = 11 - wd_check_weighted(c, weights, 8) % 11;

	return c[0] != '0' && WD_DIGIT(c[8]) == (rest > 9 ? 0 : rest);
}

static gboolean
is_ro(const char *c)
{
	static const guint8 weights[] = {7, 5, 3, 2, 1, 7, 5, 3, 2};
	guint n = (guint)strlen(c) - 1;

	return c[0] != '0' &&
	       wd_check_weighted(c, weights + 9 - n, n) * 10 % 11 % 10 == WD_DIGIT(c[n]);
}

static gboolean
is_se(const char *c)
{
	return memcmp(c + 10, "01", 2) == 0 && wd_check_luhn(c, 10);
}

static gboolean
is_si(const char *c)
{
	static const guint8 weights[] = {8, 7, 6, 5, 4, 3, 2};
	guint rest = 11 - wd_check_weighted(c, weights, 7) % 11;

	return c[0] != '0' && rest != 11 && WD_DIGIT(c[7]) == rest % 10;
}

static gboolean
is_sk(const char *c)
{
	return c[0] != '0' && strchr("234789", c[2]) != NULL && wd_check_remainder(c, 10, 11) == 0;
}

static gboolean
is_gb(const char *c)
{
	static const guint8 weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 1};
	guint rest = wd_check_weighted(c, weights, 9) % 97;

	return rest == 0 || (c[0] != '0' && (rest == 42 || rest == 55));
}

static gboolean
is_ie(const char *c)
{
	static const guint8 weights[] = {8, 7, 6, 5, 4, 3, 2};
	guint sum = wd_check_weighted(c, weights, 7);

	if (c[8] != '\0')
		sum += (guint)(c[8] == 'W' ? 0 : c[8] - '@') * 9;
	return c[7] == "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23];
}

static gboolean
is_it(const char *c)
{
	return wd_check_luhn(c, 11);
}

static gboolean
is_hr(const char *c)
{
	return wd_check_mod11_10(c, 11);
}

static gboolean
is_no(const char *c)
{
	static const guint8 weights[] = {3, 2, 7, 6, 5, 4, 3, 2, 1};

	return memcmp(c + 9, "MVA", 3) == 0 && wd_check_weighted(c, weights, 9) % 11 == 0;
}

/* What follows the letters of the country: 9 a digit, A a letter, # either. */
static const struct {
	char country[3];
	const char *body;
	gboolean (*is_valid)(const char *body);
} countries[] = {
	{"AT", "A99999999", is_at},    {"BE", "9999999999", is_be},   {"BG", "999999999", is_bg},
	{"CY", "99999999A", is_cy},    {"CZ", "99999999", is_cz},     {"DK", "99999999", is_dk},
	{"EE", "999999999", is_ee},    {"EL", "999999999", is_gr},    {"FI", "99999999", is_fi},
	{"FR", "##999999999", is_fr},  {"HR", "99999999999", is_hr},  {"HU", "99999999", is_hu},
	{"IE", "9999999A", is_ie},     {"IE", "9999999AA", is_ie},    {"IT", "99999999999", is_it},
	{"LT", "999999999", is_lt},    {"LT", "999999999999", is_lt}, {"LU", "99999999", is_lu},
	{"LV", "99999999999", is_lv},  {"MT", "99999999", is_mt},     {"NL", "999999999A99", is_nl},
	{"NO", "999999999AAA", is_no}, {"PL", "9999999999", is_pl},   {"PT", "999999999", is_pt},
	{"RO", "99999999", is_ro},     {"RO", "9999999999", is_ro},   {"RO", "999999999", is_ro},
	{"SE", "999999999999", is_se}, {"SI", "99999999", is_si},     {"SK", "9999999999", is_sk},
	{"GB", "999999999", is_gb},    {"GB", "999999999999", is_gb}, {"XI", "999999999", is_gb},
};

static gboolean
has_body(const char *c, const char *body)
{
	gsize n = strlen(body);

	if (strlen(c) != n)
		return FALSE;
	for (gsize i = 0; i < n; i++) {
		if ((body[i] == '9' && !g_ascii_isdigit(c[i])) ||
		    (body[i] == 'A' && !g_ascii_isalpha(c[i])))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_vat(const char *c)
{
	for (guint i = 0; i < G_N_ELEMENTS(countries); i++) {
		if (memcmp(countries[i].country, c, 2) == 0 && has_body(c + 2, countries[i].body) &&
		    countries[i].is_valid(c + 2))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_swiss(const char *c)
{
	static const guint8 weights[] = {5, 4, 3, 2, 7, 6, 5, 4};

	return memcmp(c, "CHE", 3) == 0 &&
	       (11 - wd_check_weighted(c + 3, weights, 8) % 11) % 11 == WD_DIGIT(c[11]);
}

/* A Spanish company: the letter says of which kind, the last character is a digit or a letter. */
static gboolean
is_es_company(const char *c)
{
	char digits[9];
	guint check;

	if (strchr("ABCDEFGHJNPQRSUVW", c[0]) == NULL)
		return FALSE;
	memcpy(digits, c + 1, 7);
	for (digits[7] = '0'; !wd_check_luhn(digits, 8); digits[7]++)
		;
	check = WD_DIGIT(digits[7]);
	return c[8] == digits[7] || c[8] == "JABCDEFGHI"[check];
}

static gboolean
is_es_vat(const char *c)
{
	return memcmp(c, "ES", 2) == 0 && is_es_company(c + 2);
}

#define VAT                                                                                        \
	"vat|tva|btw|moms|mva|iva|p.iva|partita iva|nip|dic|dič|ust|ust-id|ust-idnr|ustid|"       \
	"umsatzsteuer|mwst|tax|afm|pvn|pvm|kmkr|ddv|pdv|alv|ytj|adószám|adoszam"

const WdNumberKind wd_numbers_vat[] = {
	{"eu-vat",
	 /* everywhere the third to the seventh are digits */
	 "AA_#_#_9_9_9_9_9_#|AA_#_#_9_9_9_9_9_#_#|AA_#_#_9_9_9_9_9_#_#_#|"
	 "AA_#_#_9_9_9_9_9_#_#_#_#|AA_#_#_9_9_9_9_9_#_#_#_#_#",
	 WD_NUMBER_ALONE,
	 is_vat,
	 VAT,
	 WD_NUMBER_MIXED},
	{"es-vat", "AA_A_9999999_#", WD_NUMBER_ALONE, is_es_vat, VAT, WD_NUMBER_MIXED},
	{"es-company",
	 "A_9999999_#|A_99_999_99_#",
	 WD_NUMBER_ALONE,
	 is_es_company,
	 "cif|nif|empresa|razón social",
	 WD_NUMBER_MIXED},
	{"ch-company",
	 "AAA_999_999_999",
	 WD_NUMBER_ALONE,
	 is_swiss,
	 "uid|ide|idi|mwst|tva",
	 WD_NUMBER_MIXED},
};

const guint wd_n_numbers_vat = G_N_ELEMENTS(wd_numbers_vat);
