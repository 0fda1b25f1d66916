/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers of people in northern and eastern Europe. Rules: Skatteverket SKV 707 (personnummer),
 * Skatteetaten (fødselsnummer), Digi- ja väestötietovirasto (henkilötunnus, signs of 2023), CPR-
 * kontoret (CPR), Ministerstwo Cyfryzacji (PESEL), zákon č. 133/2000 Sb. (rodné číslo), Legea
 * 105/1996 (CNP), EGN (Наредба РД-02-20-9), Porezna uprava (OIB), JMBG (Službeni list SFRJ 58/76),
 * Baltic personal codes (EVS 585), ПФР (СНИЛС), ФНС (ИНН), Kazakhstan's IIN.
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

/* Ten digits, or twelve with the century; temporary numbers add 60 to the day. */
static gboolean
is_se_person(const char *c)
{
	const char *ten = strlen(c) == 12 ? c + 2 : c;
	guint century = ten == c ? 19 : wd_check_pair(c);

	return century >= 18 && century <= 20 &&
	       wd_check_date(
		       wd_check_pair(ten), wd_check_pair(ten + 2), wd_check_pair(ten + 4) % 60) &&
	       wd_check_luhn(ten, 10);
}

static gboolean
is_se_company(const char *c)
{
	return c[0] != '0' && c[2] >= '2' && wd_check_luhn(c, 10);
}

/* Limited companies and what belongs to the state: nearly all of whom people write. */
static gboolean
is_se_limited(const char *c)
{
	return (c[0] == '2' || c[0] == '5') && is_se_company(c);
}

static gboolean
is_no_person(const char *c)
{
	static const guint8 first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
	static const guint8 second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
	guint day = wd_check_pair(c) % 40;
	guint month = wd_check_pair(c + 2) % 40;

	return wd_check_date(wd_check_pair(c + 4), month, day) &&
	       wd_check_weighted(c, first, 10) % 11 == 0 &&
	       wd_check_weighted(c, second, 11) % 11 == 0;
}

static gboolean
is_fi_person(const char *c)
{
	char digits[10];

	memcpy(digits, c, 6);
	memcpy(digits + 6, c + strlen(c) - 4, 3);
	for (guint i = 0; i < 9; i++) {
		if (!g_ascii_isdigit(digits[i]))
			return FALSE;
	}
	/* With a letter for the century seven characters follow the date, with "-" or "+" six. */
	if (strlen(c) == 11 && strchr("ABCDEFYXWVU", c[6]) == NULL)
		return FALSE;
	return wd_check_date(wd_check_pair(c + 4), wd_check_pair(c + 2), wd_check_pair(c)) &&
	       wd_check_remainder(digits + 6, 3, 1000) >= 2 &&
	       "0123456789ABCDEFHJKLMNPRSTUVWXY"[wd_check_remainder(digits, 9, 31)] ==
		       c[strlen(c) - 1];
}

static gboolean
is_dk_person(const char *c)
{
	static const guint8 weights[] = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};

	/* Since 2007 numbers are given out whose check digit is wrong: those need their name. */
	return wd_check_date(wd_check_pair(c + 4), wd_check_pair(c + 2), wd_check_pair(c)) &&
	       wd_check_weighted(c, weights, 10) % 11 == 0;
}

static gboolean
is_dk_date(const char *c)
{
	return wd_check_date(wd_check_pair(c + 4), wd_check_pair(c + 2), wd_check_pair(c));
}

/* The century is added to the month in twenties. */
static gboolean
is_pl_pesel(const char *c)
{
	static const guint8 weights[] = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};

	return wd_check_date(wd_check_pair(c), wd_check_pair(c + 2) % 20, wd_check_pair(c + 4)) &&
	       wd_check_weighted(c, weights, 11) % 10 == 0;
}

static gboolean
is_pl_nip(const char *c)
{
	static const guint8 weights[] = {6, 5, 7, 2, 3, 4, 5, 6, 7};

	return c[0] != '0' && wd_check_weighted(c, weights, 9) % 11 == WD_DIGIT(c[9]);
}

static gboolean
is_cz_birth(const char *c)
{
	guint month = wd_check_pair(c + 2) % 50;

	return wd_check_date(
		       wd_check_pair(c), month > 20 ? month - 20 : month, wd_check_pair(c + 4)) &&
	       wd_check_remainder(c, 9, 11) % 10 == WD_DIGIT(c[9]); /* ten was written as 0 */
}

/* Until 1953 there was no check digit. */
static gboolean
is_old_cz_birth(const char *c)
{
	return wd_check_pair(c) <= 53 &&
	       wd_check_date(wd_check_pair(c), wd_check_pair(c + 2) % 50, wd_check_pair(c + 4));
}

static gboolean
is_ro_cnp(const char *c)
{
	static const guint8 weights[] = {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9};
	guint rest = wd_check_weighted(c, weights, 12) % 11;

	return c[0] != '0' &&
	       wd_check_date(wd_check_pair(c + 1), wd_check_pair(c + 3), wd_check_pair(c + 5)) &&
	       WD_DIGIT(c[12]) == (rest == 10 ? 1 : rest);
}

static gboolean
is_bg_egn(const char *c)
{
	static const guint8 weights[] = {2, 4, 8, 5, 10, 9, 7, 3, 6};

	return wd_check_date(wd_check_pair(c), wd_check_pair(c + 2) % 20, wd_check_pair(c + 4)) &&
	       wd_check_weighted(c, weights, 9) % 11 % 10 == WD_DIGIT(c[9]);
}

static gboolean
is_hr_oib(const char *c)
{
	return wd_check_mod11_10(c, 11);
}

static gboolean
is_jmbg(const char *c)
{
	static const guint8 weights[] = {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
	guint rest = 11 - wd_check_weighted(c, weights, 12) % 11;

	return wd_check_date(wd_check_remainder(c + 4, 3, 1000),
			     wd_check_pair(c + 2),
			     wd_check_pair(c)) &&
	       rest != 10 && WD_DIGIT(c[12]) == rest % 11;
}

static gboolean
is_baltic(const char *c)
{
	static const guint8 first[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1};
	static const guint8 second[] = {3, 4, 5, 6, 7, 8, 9, 1, 2, 3};
	guint rest = wd_check_weighted(c, first, 10) % 11;

	if (rest == 10)
		rest = wd_check_weighted(c, second, 10) % 11 % 10;
	return c[0] >= '1' && c[0] <= '8' &&
	       wd_check_date(wd_check_pair(c + 1), wd_check_pair(c + 3), wd_check_pair(c + 5)) &&
	       WD_DIGIT(c[10]) == rest;
}

static gboolean
is_lv_person(const char *c)
{
	static const guint8 weights[] = {10, 5, 8, 4, 2, 1, 6, 3, 7, 9};

	/* Since July 2017 numbers begin with 32 and tell no date. */
	return (memcmp(c, "32", 2) == 0 ||
		wd_check_date(wd_check_pair(c + 4), wd_check_pair(c + 2), wd_check_pair(c))) &&
	       (1 + wd_check_weighted(c, weights, 10)) % 11 % 10 == WD_DIGIT(c[10]);
}

static gboolean
is_hu_taj(const char *c)
{
	static const guint8 weights[] = {3, 7, 3, 7, 3, 7, 3, 7};

	return wd_check_weighted(c, weights, 8) % 10 == WD_DIGIT(c[8]);
}

static gboolean
is_ru_snils(const char *c)
{
	static const guint8 weights[] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
	guint sum = wd_check_weighted(c, weights, 9) % 101;

	return strspn(c, (char[]){c[0], '\0'}) < 9 && sum % 100 == wd_check_pair(c + 9);
}

static gboolean
is_ru_inn(const char *c)
{
	static const guint8 weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};

	return wd_check_weighted(c, weights + 1, 10) % 11 % 10 == WD_DIGIT(c[10]) &&
	       wd_check_weighted(c, weights, 11) % 11 % 10 == WD_DIGIT(c[11]);
}

static gboolean
is_kz_iin(const char *c)
{
	static const guint8 first[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
	static const guint8 second[] = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};
	guint rest = wd_check_weighted(c, first, 11) % 11;

	if (rest == 10)
		rest = wd_check_weighted(c, second, 11) % 11;
	return rest != 10 && WD_DIGIT(c[11]) == rest &&
	       wd_check_date(wd_check_pair(c), wd_check_pair(c + 2), wd_check_pair(c + 4));
}

#define SE_COMPANY "orgnr|org.nr|organisationsnummer|företag|company identity"

const WdNumberKind wd_numbers_north[] = {
	{"se-person",
	 "999999-9999|999999+9999|9999999999|99999999-9999|999999999999",
	 WD_NUMBER_ALONE,
	 is_se_person,
	 "pnr|personnummer|personnr|swedish id|samordningsnummer",
	 0},
	{"se-company", "999999-9999", WD_NUMBER_ALONE, is_se_company, SE_COMPANY, 0},
	{"se-company", "9999999999", WD_NUMBER_ALONE, is_se_limited, SE_COMPANY, 0},
	{"se-company", "9999999999", WD_NUMBER_NAMED, is_se_company, SE_COMPANY, 0},
	{"no-person", "999999_99999", WD_NUMBER_ANYWHERE, is_no_person, NULL, 0},
	{"fi-person",
	 "999999A999#|999999-999#|999999+999#",
	 WD_NUMBER_ANYWHERE,
	 is_fi_person,
	 NULL,
	 0},
	{"dk-person", "999999_9999", WD_NUMBER_ALONE, is_dk_person, "cpr|personnummer", 0},
	{"dk-person", "999999_9999", WD_NUMBER_NAMED, is_dk_date, "cpr|cpr-nr|cpr-nummer", 0},
	{"pl-pesel", "99999999999", WD_NUMBER_ALONE, is_pl_pesel, "pesel", 0},
	{"pl-nip", "999-999-99-99|999-99-99-999", WD_NUMBER_ALONE, is_pl_nip, "nip", 0},
	{"pl-nip", "9999999999", WD_NUMBER_NAMED, is_pl_nip, "nip", 0},
	{"cz-birth",
	 "999999/9999",
	 WD_NUMBER_ANYWHERE,
	 is_cz_birth,
	 "rodné číslo|rodne cislo|rč",
	 0},
	{"cz-birth",
	 "9999999999",
	 WD_NUMBER_ALONE,
	 is_cz_birth,
	 "rodné číslo|rodne cislo|rč|rc|birth number",
	 0},
	{"cz-birth",
	 "999999/999|999999999",
	 WD_NUMBER_NAMED,
	 is_old_cz_birth,
	 "rodné číslo|rodne cislo|rč|rc|birth number",
	 0},
	{"ro-cnp", "9999999999999", WD_NUMBER_ALONE, is_ro_cnp, "cnp|cod numeric", 0},
	{"bg-egn", "9999999999", WD_NUMBER_ALONE, is_bg_egn, "egn|егн", 0},
	{"hr-oib", "99999999999", WD_NUMBER_NAMED, is_hr_oib, "oib", 0},
	{"rs-jmbg", "9999999999999", WD_NUMBER_ALONE, is_jmbg, "jmbg|emšo|emso|матични", 0},
	{"ee-lt-person",
	 "99999999999",
	 WD_NUMBER_ALONE,
	 is_baltic,
	 "isikukood|asmens kodas|personal code|ik|kodas",
	 0},
	{"lv-person", "999999_99999", WD_NUMBER_ALONE, is_lv_person, "personas kods", 0},
	{"hu-taj", "999_999_999", WD_NUMBER_NAMED, is_hu_taj, "taj", 0},
	{"ru-snils", "999-999-999_99", WD_NUMBER_ANYWHERE, is_ru_snils, NULL, WD_NUMBER_MIXED},
	{"ru-snils", "99999999999", WD_NUMBER_NAMED, is_ru_snils, "снилс|snils", 0},
	{"ru-inn", "999999999999", WD_NUMBER_ALONE, is_ru_inn, "инн|inn", 0},
	{"kz-iin", "999999999999", WD_NUMBER_ALONE, is_kz_iin, "иин|iin|жсн", 0},
};

const guint wd_n_numbers_north = G_N_ELEMENTS(wd_numbers_north);
