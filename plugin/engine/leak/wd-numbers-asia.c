/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Further numbers of Asia, Africa and Oceania. Rules: GB 32100-2015 (unified social credit code),
 * Ministry of Finance of Taiwan (unified business number), National Tax Agency of Japan (corporate
 * number), NTS of Korea (business registration), Direktorat Jenderal Pajak (NPWP) and Dukcapil
 * (NIK), BIR of the Philippines (TIN), General Department of Taxation of Vietnam (MST), Department
 * for Registration of Persons of Sri Lanka (NIC), NADRA (CNIC), UIDAI (virtual id), Emirates'
 * Federal Authority for Identity, Ministry of Interior of Saudi Arabia, PACI (Kuwait), Iran's
 * کد ملی, Egypt's national number, KRA, GRA, SARS, Mauritius' NIC, Maroc's ICE, AT of Mozambique.
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

static gboolean
is_number(const char *c)
{
	return strspn(c, (char[]){c[0], '\0'}) < strlen(c);
}

static gboolean
is_cn_company(const char *c)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const guint8 weights[] = {
		1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
	guint sum = 0;

	for (guint i = 0; i < 18; i++) {
		const char *letter = strchr(alphabet, c[i]);

		if (letter == NULL)
			return FALSE;
		sum += (guint)(letter - alphabet) * (i < 17 ? weights[i] : 1);
	}
	return sum % 31 == 0 && is_number(c);
}

static gboolean
is_tw_company(const char *c)
{
	static const guint8 weights[] = {1, 2, 1, 2, 1, 2, 4, 1};
	guint sum = 0;

	for (guint i = 0; i < 8; i++) {
		guint product = WD_DIGIT(c[i]) * weights[i];

		sum += product / 10 + product % 10;
	}
	return is_number(c) && (sum % 5 == 0 || (c[6] == '7' && sum % 5 == 4));
}

static gboolean
is_jp_company(const char *c)
{
	guint sum = 0;

	for (guint i = 0; i < 12; i++)
		sum += WD_DIGIT(c[12 - i]) * (i % 2 == 0 ? 1 : 2);
	return 9 - sum % 9 == WD_DIGIT(c[0]);
}

static gboolean
is_kr_company(const char *c)
{
	static const guint8 weights[] = {1, 3, 7, 1, 3, 7, 1, 3, 5};
	guint sum = wd_check_weighted(c, weights, 9) + WD_DIGIT(c[8]) * 5 / 10;

	return wd_check_remainder(c, 3, 1000) >= 101 && (10 - sum % 10) % 10 == WD_DIGIT(c[9]);
}

static gboolean
is_id_tax(const char *c)
{
	return wd_check_luhn(c, 9) && strspn(c, "0") < 8;
}

/* Place and date of birth; women add 40 to the day. */
static gboolean
is_id_person(const char *c)
{
	return wd_check_pair(c) >= 11 && wd_check_pair(c) <= 96 &&
	       wd_check_date(
		       wd_check_pair(c + 10), wd_check_pair(c + 8), wd_check_pair(c + 6) % 40) &&
	       memcmp(c + 12, "0000", 4) != 0;
}

static gboolean
is_ph_tax(const char *c)
{
	static const guint8 weights[] = {9, 8, 7, 6, 5, 4, 3, 2};

	return wd_check_weighted(c, weights, 8) % 11 % 10 == WD_DIGIT(c[8]);
}

static gboolean
is_vn_tax(const char *c)
{
	static const guint8 weights[] = {31, 29, 23, 19, 17, 13, 7, 5, 3};

	return memcmp(c + 2, "0000000", 7) != 0 &&
	       10 - wd_check_weighted(c, weights, 9) % 11 == WD_DIGIT(c[9]);
}

/* Year, day of the year (women add 500), number, and whether the person may vote. */
static gboolean
is_lk_person(const char *c)
{
	guint day = wd_check_remainder(c + 2, 3, 1000) % 500;

	return (c[9] == 'V' || c[9] == 'X') && day >= 1 && day <= 366 && c[2] <= '8';
}

static gboolean
is_pk_person(const char *c)
{
	return c[0] >= '1' && c[0] <= '8' && c[12] != '0';
}

static gboolean
is_in_virtual(const char *c)
{
	return c[0] >= '2' && wd_check_verhoeff(c, 16);
}

static gboolean
is_ae_person(const char *c)
{
	return memcmp(c, "784", 3) == 0 && wd_check_luhn(c, 15);
}

static gboolean
is_sa_person(const char *c)
{
	return (c[0] == '1' || c[0] == '2') && wd_check_luhn(c, 10) && is_number(c);
}

static gboolean
is_kw_person(const char *c)
{
	static const guint8 weights[] = {2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

	return (c[0] == '2' || c[0] == '3') &&
	       wd_check_date(wd_check_pair(c + 1), wd_check_pair(c + 3), wd_check_pair(c + 5)) &&
	       11 - wd_check_weighted(c, weights, 11) % 11 == WD_DIGIT(c[11]);
}

static gboolean
is_ir_person(const char *c)
{
	static const guint8 weights[] = {10, 9, 8, 7, 6, 5, 4, 3, 2};
	guint rest = wd_check_weighted(c, weights, 9) % 11;

	return is_number(c) && WD_DIGIT(c[9]) == (rest < 2 ? rest : 11 - rest);
}

static gboolean
is_eg_person(const char *c)
{
	guint place = wd_check_pair(c + 7);

	return (c[0] == '2' || c[0] == '3') && place >= 1 && (place <= 35 || place == 88) &&
	       wd_check_date(wd_check_pair(c + 1), wd_check_pair(c + 3), wd_check_pair(c + 5));
}

static gboolean
is_ke_tax(const char *c)
{
	return (c[0] == 'A' || c[0] == 'P') && c[1] == '0';
}

static gboolean
is_gh_tax(const char *c)
{
	static const guint8 weights[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
	guint rest = wd_check_weighted(c + 1, weights, 9) % 11;

	return strchr("PCGQV", c[0]) != NULL && c[10] == (rest == 10 ? 'X' : (char)('0' + rest));
}

static gboolean
is_za_tax(const char *c)
{
	return strchr("01239", c[0]) != NULL && wd_check_luhn(c, 10) && is_number(c);
}

static gboolean
is_mu_person(const char *c)
{
	guint sum = 0;

	for (guint i = 0; i < 13; i++)
		sum += (14 - i) * wd_check_letter_value(c[i]);
	return wd_check_date(wd_check_pair(c + 5), wd_check_pair(c + 3), wd_check_pair(c + 1)) &&
	       (17 - sum % 17) % 17 == wd_check_letter_value(c[13]);
}

static gboolean
is_ma_company(const char *c)
{
	return wd_check_remainder(c, 15, 97) == 0 && is_number(c);
}

static gboolean
is_mz_tax(const char *c)
{
	static const guint8 weights[] = {8, 9, 4, 5, 6, 7, 8, 9};

	return c[8] == "01234567891"[wd_check_weighted(c, weights, 8) % 11] && is_number(c);
}

/* The place of birth has codes 01 to 59, 60 to 68 and 71 to 99 for abroad. */
static gboolean
is_my_person(const char *c)
{
	guint place = wd_check_pair(c + 6);

	return place != 0 && (place < 17 || place > 20) && place != 69 && place != 70 &&
	       wd_check_date(wd_check_pair(c), wd_check_pair(c + 2), wd_check_pair(c + 4));
}

const WdNumberKind wd_numbers_asia[] = {
	{"cn-company",
	 "99999999#########A|99999999#########9",
	 WD_NUMBER_ALONE,
	 is_cn_company,
	 "统一社会信用代码|uscc|credit code",
	 0},
	{"tw-company", "99999999", WD_NUMBER_NAMED, is_tw_company, "統編|統一編號|ubn", 0},
	{"jp-company",
	 "9999999999999|9-9999-9999-9999",
	 WD_NUMBER_NAMED,
	 is_jp_company,
	 "法人番号|corporate number",
	 0},
	{"kr-company",
	 "999-99-99999",
	 WD_NUMBER_ALONE,
	 is_kr_company,
	 "사업자등록번호|사업자번호|사업자|brn|business registration",
	 0},
	{"kr-company",
	 "9999999999",
	 WD_NUMBER_NAMED,
	 is_kr_company,
	 "사업자등록번호|사업자번호|사업자|brn|business registration",
	 0},
	{"id-tax", "99.999.999.9-999.999", WD_NUMBER_ANYWHERE, is_id_tax, NULL, WD_NUMBER_MIXED},
	{"id-tax", "999999999999999", WD_NUMBER_NAMED, is_id_tax, "npwp", 0},
	{"id-person", "9999999999999999", WD_NUMBER_NAMED, is_id_person, "nik|ktp|npwp", 0},
	{"ph-tax",
	 "999-999-999-999|999-999-999|999999999|999999999999",
	 WD_NUMBER_NAMED,
	 is_ph_tax,
	 "tin|bir|taxpayer",
	 0},
	{"vn-tax",
	 "9999999999|9999999999-999",
	 WD_NUMBER_NAMED,
	 is_vn_tax,
	 "mst|mã số thuế|ma so thue",
	 0},
	{"lk-person", "999999999A", WD_NUMBER_ALONE, is_lk_person, "nic", 0},
	{"pk-person", "99999-9999999-9", WD_NUMBER_ALONE, is_pk_person, "cnic|nicop", 0},
	{"pk-person", "9999999999999", WD_NUMBER_NAMED, is_pk_person, "cnic|nicop", 0},
	{"in-virtual",
	 "9999_9999_9999_9999",
	 WD_NUMBER_NAMED,
	 is_in_virtual,
	 "vid|virtual id|aadhaar",
	 0},
	{"ae-person",
	 "999-9999-9999999-9|999999999999999",
	 WD_NUMBER_ANYWHERE,
	 is_ae_person,
	 NULL,
	 0},
	{"sa-person",
	 "9999999999",
	 WD_NUMBER_NAMED,
	 is_sa_person,
	 "iqama|saudi id|هوية|الهوية|إقامة",
	 0},
	{"kw-person", "999999999999", WD_NUMBER_ALONE, is_kw_person, "civil id|kuwait|المدني", 0},
	{"ir-person",
	 "9999999999|999-999999-9",
	 WD_NUMBER_NAMED,
	 is_ir_person,
	 "کد ملی|کدملی|code melli|melli",
	 0},
	{"eg-person",
	 "99999999999999",
	 WD_NUMBER_ALONE,
	 is_eg_person,
	 "الرقم القومي|egyptian id|national id",
	 0},
	{"ke-tax", "A999999999A", WD_NUMBER_ALONE, is_ke_tax, "kra|pin", 0},
	{"gh-tax", "A999999999#", WD_NUMBER_ALONE, is_gh_tax, "tin|gra", 0},
	{"za-tax",
	 "9999999999",
	 WD_NUMBER_NAMED,
	 is_za_tax,
	 "sars|tax reference|tax number|income tax",
	 0},
	{"mu-person", "A999999999999#", WD_NUMBER_ALONE, is_mu_person, "nic|nid", 0},
	{"ma-company", "999999999999999", WD_NUMBER_NAMED, is_ma_company, "ice", 0},
	{"mz-tax", "999_999_999", WD_NUMBER_NAMED, is_mz_tax, "nuit", 0},
	{"my-person", "999999-99-9999", WD_NUMBER_ALONE, is_my_person, "mykad|nric|ic", 0},
	{"my-person", "999999999999", WD_NUMBER_NAMED, is_my_person, "mykad|nric", 0},
};

const guint wd_n_numbers_asia = G_N_ELEMENTS(wd_numbers_asia);
