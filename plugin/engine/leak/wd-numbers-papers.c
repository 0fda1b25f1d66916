/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers on papers: passports, driving licences, permits. Most have no check digit, so a word
 * beside them must say what they are. Rules: ICAO Doc 9303, DVLA (driver number), DEA (registration
 * of who may prescribe, 21 CFR 1301), IRS publication 1635 (EIN) and PTIN, Election Commission of
 * India (EPIC), Fahrerlaubnis-Verordnung annex 8.
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

static gboolean
is_any(const char *c)
{
	guint n_digits = 0;

	for (const char *at = c; *at != '\0'; at++)
		n_digits += g_ascii_isdigit(*at);
	return n_digits >= 5 && strspn(c, (char[]){c[0], '\0'}) < strlen(c);
}

/* Surname in five places with 9 behind a short one, decade, month (plus 50 for women), day. */
static gboolean
is_uk_driver(const char *c)
{
	gsize n_letters = strcspn(c, "0123456789");
	guint month = wd_check_pair(c + 6) % 50;
	guint day = wd_check_pair(c + 8);

	return n_letters >= 1 && n_letters <= 5 && strspn(c + n_letters, "9") >= 5 - n_letters &&
	       wd_check_pair(c + 6) <= 62 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
	       g_ascii_isdigit(c[5]) && g_ascii_isdigit(c[10]);
}

static gboolean
is_us_dea(const char *c)
{
	guint sum = WD_DIGIT(c[2]) + WD_DIGIT(c[4]) + WD_DIGIT(c[6]) +
		    2 * (WD_DIGIT(c[3]) + WD_DIGIT(c[5]) + WD_DIGIT(c[7]));

	return strchr("ABCDEFGHJKLMPRSTUX", c[0]) != NULL && sum % 10 == WD_DIGIT(c[8]) && sum > 0;
}

/* The first two digits say which office gave it out. */
static gboolean
is_us_ein(const char *c)
{
	static const guint8 never[] = {
		0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97};

	return memchr(never, (int)wd_check_pair(c), sizeof never) == NULL && is_any(c);
}

static gboolean
is_in_voter(const char *c)
{
	return wd_check_luhn(c + 3, 7);
}

#define PASSPORT                                                                                   \
	"passport|passport no|passport "                                                           \
	"number|pasaporte|passaporto|passeport|passaporte|reisepass|"                              \
	"reisepassnummer|paspoort|paszport|pasaport|паспорт|여권|여권번호|护照|護照|パスポート"
#define DRIVER                                                                                     \
	"driving licence|driving license|driver's license|driver's licence|drivers license|"       \
	"driver license|licence number|license number|führerschein|führerscheinnummer|"          \
	"fuehrerschein|patente|permis de conduire|dvla|운전면허|운전면허번호"

const WdNumberKind wd_numbers_papers[] = {
	{"passport",
	 "AA9999999|A99999999|999999999|A9999999|AAA999999|AA999999|A999A9999|99AA99999",
	 WD_NUMBER_NAMED,
	 is_any,
	 PASSPORT,
	 0},
	{"uk-driver", "A####999999###AA", WD_NUMBER_ALONE, is_uk_driver, DRIVER, 0},
	{"driver",
	 "AA9999999A|A9999999|A##9999999#|99-99-999999-99",
	 WD_NUMBER_NAMED,
	 is_any,
	 DRIVER,
	 0},
	{"us-dea", "AA9999999", WD_NUMBER_ALONE, is_us_dea, "dea|prescriber", 0},
	{"us-ein",
	 "99-9999999",
	 WD_NUMBER_NAMED,
	 is_us_ein,
	 "ein|employer identification|tax id",
	 0},
	{"us-ein", "999999999", WD_NUMBER_NAMED, is_us_ein, "ein|employer identification", 0},
	{"us-ptin", "A99999999", WD_NUMBER_NAMED, is_any, "ptin", 0},
	{"in-voter", "AAA9999999", WD_NUMBER_ALONE, is_in_voter, "epic|voter|voter id", 0},
};

const guint wd_n_numbers_papers = G_N_ELEMENTS(wd_numbers_papers);
