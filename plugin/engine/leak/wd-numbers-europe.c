/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers of people in western and southern Europe. Rules: HMRC manual NIM39110 (NINO), NHS Data
 * Dictionary, Bundeszentralamt für Steuern (IdNr.), § 139b AO, VKVV (RVNR), § 290 SGB V (KVNR),
 * ICAO Doc 9303 (check digits of documents), INSEE, Real Decreto 1553/2005 and the Ministerio del
 * Interior (DNI, NIE), D.M. 23 dicembre 1976 (codice fiscale), Rijksdienst voor Identiteitsgegevens
 * (BSN), Rijksregister, Autoridade Tributária (NIF), Revenue Commissioners (PPSN), Zentrale
 * Ausgleichsstelle (AHV), Dachverband der Sozialversicherungsträger (SVNR), ΗΔΙΚΑ (AMKA).
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

static gboolean
is_uk_nino(const char *c)
{
	static const char *const never[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

	for (guint i = 0; i < G_N_ELEMENTS(never); i++) {
		if (memcmp(never[i], c, 2) == 0)
			return FALSE;
	}
	return strchr("DFIQUV", c[0]) == NULL && strchr("DFIOQUV", c[1]) == NULL && c[8] <= 'D';
}

static gboolean
is_uk_nhs(const char *c)
{
	static const guint8 weights[] = {10, 9, 8, 7, 6, 5, 4, 3, 2};
	guint rest = 11 - wd_check_weighted(c, weights, 9) % 11;

	return rest != 10 && WD_DIGIT(c[9]) == rest % 11 && strspn(c, (char[]){c[0], '\0'}) < 10;
}

/* Of the first ten digits exactly one stands there twice or three times. The number that every
 * example shows has ten different ones. */
static gboolean
is_de_tax_id(const char *c)
{
	guint n_most = 0;
	guint n_repeated = 0;

	for (char digit = '0'; digit <= '9'; digit++) {
		guint n = 0;

		for (guint i = 0; i < 10; i++)
			n += c[i] == digit;
		n_most = MAX(n_most, n);
		n_repeated += n > 1;
	}
	return c[0] != '0' && n_most <= 3 && n_repeated <= 1 && wd_check_mod11_10(c, 11);
}

static gboolean
is_de_pension(const char *c)
{
	static const guint8 weights[] = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
	char digits[13];
	guint sum = 0;
	guint day = wd_check_pair(c + 2);

	/* The letter counts as two digits; days above 31 belong to whom there were two of. */
	memcpy(digits, c, 8);
	digits[8] = (char)('0' + (c[8] - 'A' + 1) / 10);
	digits[9] = (char)('0' + (c[8] - 'A' + 1) % 10);
	memcpy(digits + 10, c + 9, 2);
	for (guint i = 0; i < 12; i++) {
		guint product = WD_DIGIT(digits[i]) * weights[i];

		sum += product / 10 + product % 10;
	}
	return day >= 1 && wd_check_pair(c + 4) >= 1 && wd_check_pair(c + 4) <= 12 &&
	       WD_DIGIT(c[11]) == sum % 10;
}

static gboolean
is_de_health(const char *c)
{
	char digits[12];
	guint sum = 0;

	digits[0] = (char)('0' + (c[0] - 'A' + 1) / 10);
	digits[1] = (char)('0' + (c[0] - 'A' + 1) % 10);
	memcpy(digits + 2, c + 1, 8);
	for (guint i = 0; i < 10; i++) {
		guint product = WD_DIGIT(digits[i]) * (i % 2 == 1 ? 2 : 1);

		sum += product / 10 + product % 10;
	}
	return WD_DIGIT(c[9]) == sum % 10;
}

/* ICAO Doc 9303: 7, 3, 1; German documents use no vowels. */
static gboolean
is_de_document(const char *c)
{
	static const guint8 weights[] = {7, 3, 1};
	guint sum = 0;
	guint n_digits = 0;

	for (guint i = 0; i < 9; i++) {
		if (strchr("0123456789CFGHJKLMNPRTVWXYZ", c[i]) == NULL)
			return FALSE;
		n_digits += g_ascii_isdigit(c[i]);
		sum += i < 8 ? wd_check_letter_value(c[i]) * weights[i % 3] : 0;
	}
	return g_ascii_isalpha(c[0]) && n_digits >= 5 && g_ascii_isdigit(c[8]) &&
	       WD_DIGIT(c[8]) == sum % 10;
}

static gboolean
is_old_de_card(const char *c)
{
	return c[0] == 'T';
}

static gboolean
is_de_vat(const char *c)
{
	return memcmp(c, "DE", 2) == 0 && c[2] != '0' && wd_check_mod11_10(c + 2, 9);
}

/* Corsica's departments have a letter, which counts as the number of the old one department. */
static gboolean
is_fr_insee(const char *c)
{
	char digits[16];
	guint month = wd_check_pair(c + 3);

	memcpy(digits, c, 16);
	if (!g_ascii_isdigit(c[6])) {
		if (c[5] != '2' || (c[6] != 'A' && c[6] != 'B'))
			return FALSE;
		digits[5] = '1';
		digits[6] = c[6] == 'A' ? '9' : '8';
	}
	if (strchr("123478", c[0]) == NULL || month == 0 || (month > 12 && month < 20) ||
	    (month > 42 && month < 50))
		return FALSE;
	return 97 - wd_check_remainder(digits, 13, 97) == wd_check_pair(c + 13);
}

static gboolean
has_spanish_letter(const char *digits, guint n)
{
	return "TRWAGMYFPDXBNJZSQVHLCKE"[wd_check_remainder(digits, n, 23)] == digits[n];
}

static gboolean
is_es_dni(const char *c)
{
	return has_spanish_letter(c, (guint)strlen(c) - 1);
}

static gboolean
is_es_nie(const char *c)
{
	char digits[10];

	if (c[0] < 'X')
		return FALSE;
	memcpy(digits, c, 10);
	digits[0] = (char)('0' + (c[0] - 'X'));
	return has_spanish_letter(digits, 8);
}

/* Where two people would have the same code, digits become letters from the right. */
static int
get_italian_digit(char c)
{
	static const char letters[] = "LMNPQRSTUV";
	const char *letter = strchr(letters, c);

	if (g_ascii_isdigit(c))
		return (int)WD_DIGIT(c);
	return letter != NULL ? (int)(letter - letters) : -1;
}

static gboolean
is_it_code_shape(const char *c)
{
	static const guint8 places[] = {6, 7, 9, 10, 12, 13, 14};
	int day = get_italian_digit(c[9]) * 10 + get_italian_digit(c[10]);

	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		if (get_italian_digit(c[places[i]]) < 0)
			return FALSE;
	}
	return strchr("ABCDEHLMPRST", c[8]) != NULL && day % 40 >= 1 && day % 40 <= 31 && day <= 71;
}

static gboolean
is_it_code(const char *c)
{
	static const guint8 odd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
				     20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
	guint sum = 0;

	for (guint i = 0; i < 15; i++) {
		guint value = g_ascii_isdigit(c[i]) ? WD_DIGIT(c[i]) : (guint)(c[i] - 'A');

		sum += i % 2 == 0 ? odd[value] : value;
	}
	return is_it_code_shape(c) && c[15] == (char)('A' + sum % 26);
}

static gboolean
is_it_vat(const char *c)
{
	return strspn(c, "0") < 7 && wd_check_luhn(c, 11);
}

/* With the office that gave it out: a province, or one of four others. */
static gboolean
is_it_vat_of_office(const char *c)
{
	guint office = wd_check_remainder(c + 7, 3, 1000);

	return is_it_vat(c) && office >= 1 &&
	       (office <= 100 || office == 120 || office == 121 || office == 888 || office == 999);
}

static gboolean
is_nl_bsn(const char *c)
{
	static const guint8 weights[] = {9, 8, 7, 6, 5, 4, 3, 2};
	guint n = (guint)strlen(c) - 1; /* one zero in front is left out by some */
	guint sum = wd_check_weighted(c, weights + 8 - n, n);

	return sum > 0 && (sum + 11 * 9 - WD_DIGIT(c[n])) % 11 == 0;
}

static gboolean
is_be_register(const char *c)
{
	char with_century[11] = "2";
	guint month = wd_check_pair(c + 2) % 20;
	guint check = wd_check_pair(c + 9);

	memcpy(with_century + 1, c, 9);
	return month <= 12 && wd_check_pair(c + 4) <= 31 &&
	       (97 - wd_check_remainder(c, 9, 97) == check ||
		97 - wd_check_remainder(with_century, 10, 97) == check);
}

static gboolean
is_pt_nif(const char *c)
{
	static const guint8 weights[] = {9, 8, 7, 6, 5, 4, 3, 2};
	guint rest = 11 - wd_check_weighted(c, weights, 8) % 11;

	return strchr("1235689", c[0]) != NULL && WD_DIGIT(c[8]) == (rest > 9 ? 0 : rest);
}

static gboolean
is_ie_ppsn(const char *c)
{
	static const guint8 weights[] = {8, 7, 6, 5, 4, 3, 2};
	guint sum = wd_check_weighted(c, weights, 7);

	/* Since 2013 a second letter counts; before, it said whose spouse somebody is. */
	if (c[8] != '\0' && strchr("ABH", c[8]) != NULL)
		sum += (guint)(c[8] - '@') * 9;
	return (c[8] == '\0' || strchr("ABHWTX", c[8]) != NULL) &&
	       c[7] == "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23];
}

static gboolean
is_ch_ahv(const char *c)
{
	static const guint8 weights[] = {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1};

	return memcmp(c, "756", 3) == 0 && wd_check_weighted(c, weights, 13) % 10 == 0;
}

static gboolean
is_at_svnr(const char *c)
{
	static const guint8 weights[] = {3, 7, 9, 0, 5, 8, 4, 2, 1, 6};

	return c[0] != '0' && wd_check_pair(c + 4) <= 31 && wd_check_pair(c + 6) <= 15 &&
	       wd_check_weighted(c, weights, 10) % 11 == WD_DIGIT(c[3]);
}

static gboolean
is_gr_amka(const char *c)
{
	return wd_check_date(wd_check_pair(c + 4), wd_check_pair(c + 2), wd_check_pair(c)) &&
	       wd_check_luhn(c, 11);
}

#define IT_VAT "partita iva|p.iva|piva|p. iva|iva|codice fiscale|cf"

const WdNumberKind wd_numbers_europe[] = {
	{"uk-nino",
	 "AA_99_99_99_A",
	 WD_NUMBER_ANYWHERE,
	 is_uk_nino,
	 "nino|national insurance|ni number|ni no",
	 WD_NUMBER_CAPITALS},
	{"uk-nhs", "999_999_9999", WD_NUMBER_ALONE, is_uk_nhs, "nhs|health service", 0},
	{"de-tax-id",
	 "99_999_999_999",
	 WD_NUMBER_ALONE,
	 is_de_tax_id,
	 "steuer|steuerid|idnr|steuernummer|tin|tax",
	 0},
	{"de-pension", "99_999999_A_999", WD_NUMBER_ANYWHERE, is_de_pension, NULL, 0},
	{"de-health",
	 "A999999999",
	 WD_NUMBER_ALONE,
	 is_de_health,
	 "egk|kvnr|krankenversicherung|versichertennummer|krankenkasse|versicherten",
	 0},
	{"de-document",
	 "A#######9",
	 WD_NUMBER_ALONE,
	 is_de_document,
	 "ausweis|personalausweis|pass|reisepass|pass-nr|passnummer|ausweisnummer|passport",
	 0},
	{"de-document", /* cards of before 2010: no check digit of their own */
	 "A99999999",
	 WD_NUMBER_ALONE,
	 is_old_de_card,
	 "ausweis|personalausweis|ausweisnummer|passport|reisepass",
	 WD_NUMBER_CAPITALS},
	{"de-vat",
	 "AA_999_999_999",
	 WD_NUMBER_ALONE,
	 is_de_vat,
	 "ust|ust-id|ust-idnr|umsatzsteuer|vat|mwst|ustid",
	 WD_NUMBER_MIXED},
	{"fr-insee", "9_99_99_9#_999_999_99", WD_NUMBER_ANYWHERE, is_fr_insee, NULL, 0},
	{"es-dni",
	 "99999999_A|9999999_A|99.999.999-A",
	 WD_NUMBER_ALONE,
	 is_es_dni,
	 "dni|nif|documento nacional|identidad",
	 WD_NUMBER_MIXED},
	{"es-nie",
	 "A_9999999_A",
	 WD_NUMBER_ANYWHERE,
	 is_es_nie,
	 "nie|extranjero|identificación|identificacion",
	 WD_NUMBER_CAPITALS},
	{"it-code", "AAAAAA##A##A###A", WD_NUMBER_ANYWHERE, is_it_code, NULL, 0},
	{"it-code", "AAA_AAA_##A##_A###A", WD_NUMBER_ALONE, is_it_code, "codice fiscale|cf", 0},
	{"it-vat", "99999999999", WD_NUMBER_ALONE, is_it_vat_of_office, IT_VAT, 0},
	{"it-vat", "99999999999", WD_NUMBER_NAMED, is_it_vat, IT_VAT, 0},
	{"nl-bsn",
	 "999_999_999|9999_99_999|99999999",
	 WD_NUMBER_NAMED,
	 is_nl_bsn,
	 "bsn|burgerservicenummer|sofi",
	 0},
	{"be-register",
	 "99.99.99-999.99",
	 WD_NUMBER_ANYWHERE,
	 is_be_register,
	 NULL,
	 WD_NUMBER_MIXED},
	{"be-register",
	 "99999999999|999999_999_99|99_99_99_999_99",
	 WD_NUMBER_ALONE,
	 is_be_register,
	 "rijksregister|registre national|numéro national|rijksregisternummer|niss|insz|bis|nn|rrn",
	 WD_NUMBER_MIXED},
	{"pt-nif", "999_999_999", WD_NUMBER_NAMED, is_pt_nif, "nif|contribuinte|contribuição", 0},
	{"ie-ppsn",
	 "9999999_A|9999999_AA",
	 WD_NUMBER_ALONE,
	 is_ie_ppsn,
	 "pps|ppsn|pps number",
	 WD_NUMBER_CAPITALS},
	{"ch-ahv", "999_9999_9999_99", WD_NUMBER_ANYWHERE, is_ch_ahv, NULL, 0},
	{"at-svnr",
	 "9999_999999|9999_99_99_99",
	 WD_NUMBER_ALONE,
	 is_at_svnr,
	 "svnr|vnr|sv-nummer|sozialversicherung|sozialversicherungsnummer|versicherungsnummer|sv-"
	 "nr",
	 0},
	{"gr-amka", "99999999999", WD_NUMBER_ALONE, is_gr_amka, "amka|αμκα", 0},
};

const guint wd_n_numbers_europe = G_N_ELEMENTS(wd_numbers_europe);
