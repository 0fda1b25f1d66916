/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers of people in Asia, Africa and Oceania. Rules: GB 11643-1999 (China), UIDAI (Aadhaar),
 * Income Tax Department (PAN), GSTN, 番号法施行令 (My Number), Ministry of the Interior of Korea
 * (registration numbers; since October 2020 without a check digit), NVİ (TC kimlik no), ICA
 * Singapore (NRIC, FIN), ACRA (UEN), Department of Provincial Administration (Thailand), Taiwan's
 * Household Registration, Immigration Department (HKID), National Registration Department
 * (MyKad), Population Authority (Israel), NIMC (NIN), Department of Home Affairs (South Africa),
 * ATO (TFN, ABN), ASIC (ACN), Services Australia (Medicare), Inland Revenue (New Zealand).
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

static gboolean
is_cn_resident(const char *c)
{
	static const guint8 weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	guint year = wd_check_remainder(c + 6, 4, 10000);

	return c[0] != '0' && year >= 1850 && year < 2100 &&
	       wd_check_date(year, wd_check_pair(c + 10), wd_check_pair(c + 12)) &&
	       c[17] == "10X98765432"[wd_check_weighted(c, weights, 17) % 11];
}

static gboolean
is_in_aadhaar(const char *c)
{
	/* No number reads the same backwards. */
	gboolean is_mirror = TRUE;

	for (guint i = 0; i < 6; i++)
		is_mirror &= c[i] == c[11 - i];
	return c[0] >= '2' && !is_mirror && wd_check_verhoeff(c, 12);
}

static gboolean
is_in_pan(const char *c)
{
	return strchr("PCHABGJLFTKE", c[3]) != NULL && memcmp(c + 5, "0000", 4) != 0;
}

/* Where its name stands beside it, whatever the letter for the kind of person. */
static gboolean
is_named_in_pan(const char *c)
{
	return memcmp(c + 5, "0000", 4) != 0;
}

static gboolean
is_in_gstin(const char *c)
{
	guint state = wd_check_pair(c);

	/* The number inside is a PAN, whose owner may be of any kind; the last character is no sum
	 * that everybody computes alike. */
	return ((state >= 1 && state <= 37) || state == 97 || state == 99) && c[12] != '0' &&
	       c[13] == 'Z';
}

static gboolean
is_jp_my_number(const char *c)
{
	static const guint8 weights[] = {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
	guint rest = wd_check_weighted(c, weights, 11) % 11;

	return WD_DIGIT(c[11]) == (rest <= 1 ? 0 : 11 - rest);
}

static gboolean
is_kr_person(const char *c)
{
	return c[6] >= '1' && c[6] <= '8' && wd_check_pair(c + 7) <= 95 &&
	       wd_check_date(wd_check_pair(c), wd_check_pair(c + 2), wd_check_pair(c + 4));
}

/* Since October 2020 the last digits are by chance. A number with a date that could be of South
 * Africa has a check digit, and a wrong one; one digit all over is nobody's. */
static gboolean
is_lone_kr_person(const char *c)
{
	return is_kr_person(c) && strspn(c, (char[]){c[0], '\0'}) < 13 &&
	       !(c[10] <= '2' && (c[11] == '8' || c[11] == '9'));
}

static gboolean
is_tr_person(const char *c)
{
	guint odd = 0;
	guint even = 0;

	for (guint i = 0; i < 9; i++)
		*(i % 2 == 0 ? &odd : &even) += WD_DIGIT(c[i]);
	return c[0] != '0' && (odd * 7 + 10 * 4 - even) % 10 == WD_DIGIT(c[9]) &&
	       (odd + even + WD_DIGIT(c[9])) % 10 == WD_DIGIT(c[10]);
}

static gboolean
is_sg_person(const char *c)
{
	static const guint8 weights[] = {2, 7, 6, 5, 4, 3, 2};
	static const struct {
		char prefix;
		guint add;
		const char *letters;
	} series[] = {
		{'S', 0, "JZIHGFEDCBA"},
		{'T', 4, "JZIHGFEDCBA"},
		{'F', 0, "XWUTRQPNMLK"},
		{'G', 4, "XWUTRQPNMLK"},
		{'M', 3, "XWUTRQPNJLK"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(series); i++) {
		if (series[i].prefix == c[0])
			return series[i].letters[(series[i].add +
						  wd_check_weighted(c + 1, weights, 7)) %
						 11] == c[8];
	}
	return FALSE;
}

/* By its first letter alone, for where nothing else is said. */
static gboolean
is_sg_shape(const char *c)
{
	return strchr("STFGM", c[0]) != NULL;
}

static gboolean
is_sg_business(const char *c)
{
	static const guint8 weights[] = {10, 4, 9, 3, 8, 2, 7, 1};

	return "XMKECAWLJDB"[wd_check_weighted(c, weights, 8) % 11] == c[8];
}

static gboolean
is_sg_company(const char *c)
{
	static const guint8 weights[] = {10, 8, 6, 4, 9, 7, 5, 3, 1};
	guint year = wd_check_remainder(c, 4, 10000);

	return year >= 1800 && year < 2100 &&
	       "ZKCMDNERGWH"[wd_check_weighted(c, weights, 9) % 11] == c[9];
}

static gboolean
is_sg_entity(const char *c)
{
	static const char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
	static const guint8 weights[] = {4, 3, 5, 3, 10, 2, 2, 5, 7};
	guint sum = 0;

	if (strchr("RST", c[0]) == NULL)
		return FALSE;
	for (guint i = 0; i < 9; i++) {
		const char *letter = strchr(alphabet, c[i]);

		if (letter == NULL)
			return FALSE;
		sum += (guint)(letter - alphabet) * weights[i];
	}
	return alphabet[(sum + 11 * 8 - 5) % 11] == c[9];
}

static gboolean
is_th_person(const char *c)
{
	/* The last digit of a province's code goes up to this; codes begin with the region. */
	static const guint8 provinces[] = {0, 9, 7, 9, 9, 8, 7, 7, 6, 6};
	guint sum = 0;

	for (guint i = 0; i < 12; i++)
		sum += WD_DIGIT(c[i]) * (13 - i);
	return c[0] >= '1' && c[1] >= '1' && WD_DIGIT(c[2]) <= provinces[WD_DIGIT(c[1])] &&
	       strspn(c, (char[]){c[0], '\0'}) < 13 && (11 - sum % 11) % 10 == WD_DIGIT(c[12]);
}

static gboolean
is_tw_person(const char *c)
{
	static const guint8 regions[] = {10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21,
					 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33};
	static const guint8 weights[] = {8, 7, 6, 5, 4, 3, 2, 1, 1};
	guint region = regions[c[0] - 'A'];

	return (c[1] == '1' || c[1] == '2' || c[1] == '8' || c[1] == '9') &&
	       (region / 10 + region % 10 * 9 + wd_check_weighted(c + 1, weights, 9)) % 10 == 0;
}

static gboolean
is_hk_person(const char *c)
{
	guint n_letters = g_ascii_isalpha(c[1]) ? 2 : 1;
	guint sum = n_letters == 2 ? wd_check_letter_value(c[0]) * 9 : 36 * 9;
	const char *last = c + n_letters + 6;

	sum += wd_check_letter_value(c[n_letters - 1]) * 8;
	for (guint i = 0; i < 6; i++)
		sum += WD_DIGIT(c[n_letters + i]) * (7 - i);
	if (*last != 'A' && !g_ascii_isdigit(*last))
		return FALSE;
	return (sum + (*last == 'A' ? 10 : WD_DIGIT(*last))) % 11 == 0;
}

static gboolean
is_il_person(const char *c)
{
	return strspn(c, "0") < 5 && wd_check_luhn(c, 9);
}

static gboolean
is_ng_person(const char *c)
{
	return wd_check_verhoeff(c, 11);
}

static gboolean
is_za_person(const char *c)
{
	return wd_check_date(wd_check_pair(c), wd_check_pair(c + 2), wd_check_pair(c + 4)) &&
	       c[10] <= '2' && (c[11] == '8' || c[11] == '9') && wd_check_luhn(c, 13);
}

static gboolean
is_au_tfn(const char *c)
{
	static const guint8 weights[] = {1, 4, 3, 7, 5, 8, 6, 9, 10};

	return c[0] != '0' && wd_check_weighted(c, weights, 9) % 11 == 0;
}

static gboolean
is_au_abn(const char *c)
{
	static const guint8 weights[] = {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19};

	return c[0] != '0' && (wd_check_weighted(c, weights, 11) - 10) % 89 == 0;
}

static gboolean
is_au_acn(const char *c)
{
	static const guint8 weights[] = {8, 7, 6, 5, 4, 3, 2, 1};

	return (10 - wd_check_weighted(c, weights, 8) % 10) % 10 == WD_DIGIT(c[8]) &&
	       strspn(c, "0") < 9;
}

/* Companies are numbered in their order; the first hundred millions begin with a zero. */
static gboolean
is_old_au_acn(const char *c)
{
	return c[0] == '0' && is_au_acn(c);
}

static gboolean
is_au_medicare(const char *c)
{
	static const guint8 weights[] = {1, 3, 7, 9, 1, 3, 7, 9};

	return c[0] >= '2' && c[0] <= '6' && c[9] != '0' &&
	       wd_check_weighted(c, weights, 8) % 10 == WD_DIGIT(c[8]);
}

static gboolean
is_nz_ird(const char *c)
{
	static const guint8 first[] = {3, 2, 7, 6, 5, 4, 3, 2};
	static const guint8 second[] = {7, 4, 3, 2, 5, 2, 7, 6};
	guint n = (guint)strlen(c) - 1; /* 8, or 7 in the older ones */
	guint rest = wd_check_weighted(c, first + 8 - n, n) % 11;

	if (rest == 1)
		rest = wd_check_weighted(c, second + 8 - n, n) % 11;
	return rest != 1 && WD_DIGIT(c[n]) == (11 - rest) % 11;
}

const WdNumberKind wd_numbers_world[] = {
	{"cn-resident", "99999999999999999#", WD_NUMBER_ANYWHERE, is_cn_resident, NULL, 0},
	{"in-aadhaar", "9999_9999_9999", WD_NUMBER_ALONE, is_in_aadhaar, "aadhaar|aadhar|uidai", 0},
	{"in-pan", "AAAAA9999A", WD_NUMBER_ALONE, is_in_pan, "pan|permanent account", 0},
	{"in-pan", "AAAAA9999A", WD_NUMBER_NAMED, is_named_in_pan, "pan|permanent account", 0},
	{"in-gstin", "99AAAAA9999A#A#", WD_NUMBER_ANYWHERE, is_in_gstin, NULL, WD_NUMBER_CAPITALS},
	{"jp-my-number",
	 "9999_9999_9999",
	 WD_NUMBER_NAMED,
	 is_jp_my_number,
	 "my number|mynumber|マイナンバー|個人番号",
	 0},
	{"kr-person", "999999-9999999", WD_NUMBER_ANYWHERE, is_kr_person, NULL, WD_NUMBER_HYPHEN},
	{"kr-person", "9999999999999", WD_NUMBER_ALONE, is_lone_kr_person, NULL, 0},
	{"kr-person",
	 "9999999999999",
	 WD_NUMBER_NAMED,
	 is_kr_person,
	 "rrn|frn|주민등록번호|주민번호|외국인등록번호|외국인번호|korean|registration number",
	 0},
	{"tr-person", "99999999999", WD_NUMBER_ANYWHERE, is_tr_person, "tckn|kimlik", 0},
	{"sg-person",
	 "A9999999A",
	 WD_NUMBER_ANYWHERE,
	 is_sg_person,
	 "nric|fin",
	 WD_NUMBER_CAPITALS},
	{"sg-person", "A9999999A", WD_NUMBER_ALONE, is_sg_shape, "nric|fin", 0},
	{"sg-uen", "99999999A", WD_NUMBER_ALONE, is_sg_business, "uen", 0},
	{"sg-uen", "999999999A", WD_NUMBER_ALONE, is_sg_company, "uen", 0},
	{"sg-uen", "A99AA9999A", WD_NUMBER_ALONE, is_sg_entity, "uen", 0},
	{"th-person",
	 "9_9999_99999_99_9",
	 WD_NUMBER_ALONE,
	 is_th_person,
	 "thai|tnin|ประชาชน|เลขประจำตัว|pin|tin",
	 0},
	{"tw-person", "A999999999", WD_NUMBER_ALONE, is_tw_person, "身分證|身份證|taiwan id", 0},
	{"hk-person",
	 "A999999(#)|AA999999(#)",
	 WD_NUMBER_ANYWHERE,
	 is_hk_person,
	 "hkid|身份證",
	 WD_NUMBER_CAPITALS},
	{"il-person",
	 "999999999|99999999-9",
	 WD_NUMBER_NAMED,
	 is_il_person,
	 "teudat zehut|zehut|israeli id|תעודת זהות|ת.ז|מספר זהות",
	 0},
	{"ng-person",
	 "99999999999",
	 WD_NUMBER_ALONE,
	 is_ng_person,
	 "nin|nimc|national identity|national identification|nigeria id|nigerian",
	 0},
	{"za-person", "9999999999999", WD_NUMBER_ANYWHERE, is_za_person, NULL, 0},
	{"za-person",
	 "999999_9999_999|999999_9999_99_9",
	 WD_NUMBER_ALONE,
	 is_za_person,
	 "south african id|rsa id|id",
	 0},
	{"au-tfn", "999_999_999", WD_NUMBER_ALONE, is_au_tfn, "tfn|tax file", 0},
	{"au-abn", "99_999_999_999", WD_NUMBER_ALONE, is_au_abn, "abn|business number", 0},
	{"au-acn", "999_999_999", WD_NUMBER_ALONE, is_old_au_acn, "acn|company number", 0},
	{"au-acn", "999_999_999", WD_NUMBER_NAMED, is_au_acn, "acn|company number", 0},
	{"au-medicare", "9999_99999_9", WD_NUMBER_ALONE, is_au_medicare, "medicare", 0},
	{"nz-ird", "999_999_999|99_999_999", WD_NUMBER_NAMED, is_nz_ird, "ird", 0},
};

const guint wd_n_numbers_world = G_N_ELEMENTS(wd_numbers_world);
