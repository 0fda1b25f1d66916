/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Further numbers of people and companies in Europe: taxes, registers, professions. Rules: INSEE
 * (SIREN, SIRET), Direction générale des finances publiques (SPI), HMRC (UTR), Bundesministerium
 * für Finanzen (Abgabenkontonummer), Länderfinanzverwaltungen (Steuernummer), KBV (LANR),
 * Erhvervsstyrelsen (CVR), Brønnøysundregistrene, Þjóðskrá (kennitala), GUS (REGON), AMA (cartão de
 * cidadão), ДПС (РНОКПП), МНС (УНП), IDNP of Moldova, ФНС (ОГРН), Gelir İdaresi (VKN), НАП (ЛНЧ),
 * AFM of Greece, Porezna uprava, Управа за јавни приходи (ЕДБ), Banco de España (CCC).
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

static gboolean
is_same_digit(const char *c)
{
	return strspn(c, (char[]){c[0], '\0'}) == strlen(c);
}

static gboolean
is_fr_siren(const char *c)
{
	return wd_check_luhn(c, 9) && !is_same_digit(c);
}

/* The post office's branches, which are more than there are numbers, have another sum. */
static gboolean
is_fr_siret(const char *c)
{
	guint sum = 0;

	for (guint i = 0; i < 14; i++)
		sum += WD_DIGIT(c[i]);
	return (wd_check_luhn(c, 9) && wd_check_luhn(c, 14) && !is_same_digit(c)) ||
	       (memcmp(c, "356000000", 9) == 0 && sum % 5 == 0);
}

static gboolean
is_fr_tax(const char *c)
{
	return c[0] <= '3' && wd_check_remainder(c, 10, 511) == wd_check_remainder(c + 10, 3, 1000);
}

static gboolean
is_uk_utr(const char *c)
{
	static const guint8 weights[] = {6, 7, 8, 9, 10, 5, 4, 3, 2};

	return c[0] == "21987654321"[wd_check_weighted(c + 1, weights, 9) % 11];
}

static gboolean
is_at_tax(const char *c)
{
	return wd_check_luhn(c, 9) && !is_same_digit(c);
}

/* Its sum differs from one Land to the next; the shape and its name must do. */
static gboolean
is_de_tax_number(const char *c)
{
	return !is_same_digit(c);
}

static gboolean
is_de_doctor(const char *c)
{
	static const guint8 weights[] = {4, 9, 4, 9, 4, 9};

	return (10 - wd_check_weighted(c, weights, 6) % 10) % 10 == WD_DIGIT(c[6]);
}

static gboolean
is_dk_company(const char *c)
{
	static const guint8 weights[] = {2, 7, 6, 5, 4, 3, 2, 1};

	return c[0] != '0' && wd_check_weighted(c, weights, 8) % 11 == 0;
}

static gboolean
is_no_company(const char *c)
{
	static const guint8 weights[] = {3, 2, 7, 6, 5, 4, 3, 2, 1};

	return (c[0] == '8' || c[0] == '9') && wd_check_weighted(c, weights, 9) % 11 == 0;
}

static gboolean
is_fi_company(const char *c)
{
	static const guint8 weights[] = {7, 9, 10, 5, 8, 4, 2, 1};

	return wd_check_weighted(c, weights, 8) % 11 == 0;
}

/* Companies add 40 to the day; the last digit is the century. */
static gboolean
is_is_kennitala(const char *c)
{
	static const guint8 weights[] = {3, 2, 7, 6, 5, 4, 3, 2, 1};

	return (c[9] == '9' || c[9] == '0') &&
	       wd_check_date(wd_check_pair(c + 4), wd_check_pair(c + 2), wd_check_pair(c) % 40) &&
	       wd_check_weighted(c, weights, 9) % 11 == 0;
}

static gboolean
is_pl_regon(const char *c)
{
	static const guint8 nine[] = {8, 9, 2, 3, 4, 5, 6, 7};
	static const guint8 fourteen[] = {2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8};

	return wd_check_weighted(c, nine, 8) % 11 % 10 == WD_DIGIT(c[8]) && !is_same_digit(c) &&
	       (c[9] == '\0' || wd_check_weighted(c, fourteen, 13) % 11 % 10 == WD_DIGIT(c[13]));
}

/* Luhn's sum over digits and letters. */
static gboolean
is_pt_card(const char *c)
{
	guint sum = 0;

	for (guint i = 0; i < 12; i++) {
		guint value = wd_check_letter_value(c[i]) * (i % 2 == 0 ? 2 : 1);

		sum += value > 9 && i % 2 == 0 ? value - 9 : value;
	}
	return sum % 10 == 0;
}

static gboolean
is_tr_tax(const char *c)
{
	guint sum = 0;

	for (guint i = 1; i <= 9; i++) {
		guint one = (WD_DIGIT(c[9 - i]) + i) % 10;

		if (one != 0)
			sum += (one << i) % 9 == 0 ? 9 : (one << i) % 9;
	}
	return (10 - sum % 10) % 10 == WD_DIGIT(c[9]);
}

static gboolean
is_ua_tax(const char *c)
{
	static const guint8 weights[] = {10, 5, 7, 9, 4, 6, 10, 5, 7}; /* the first is -1 */

	return wd_check_weighted(c, weights, 9) % 11 % 10 == WD_DIGIT(c[9]);
}

static gboolean
is_by_tax(const char *c)
{
	static const guint8 weights[] = {29, 23, 19, 17, 13, 7, 5, 3};

	return c[0] >= '1' && c[0] <= '7' &&
	       wd_check_weighted(c, weights, 8) % 11 == WD_DIGIT(c[8]);
}

static gboolean
is_md_person(const char *c)
{
	static const guint8 weights[] = {7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1};

	return wd_check_weighted(c, weights, 12) % 10 == WD_DIGIT(c[12]);
}

static gboolean
is_ru_ogrn(const char *c)
{
	if (strlen(c) == 15)
		return (c[0] == '3' || c[0] == '4') &&
		       wd_check_remainder(c, 14, 13) % 10 == WD_DIGIT(c[14]);
	return c[0] != '0' && wd_check_remainder(c, 12, 11) % 10 == WD_DIGIT(c[12]);
}

/* A company's, of ten digits. */
static gboolean
is_ru_inn_company(const char *c)
{
	static const guint8 weights[] = {2, 4, 10, 3, 5, 9, 4, 6, 8};

	return wd_check_weighted(c, weights, 9) % 11 % 10 == WD_DIGIT(c[9]);
}

static gboolean
is_bg_foreigner(const char *c)
{
	static const guint8 weights[] = {21, 19, 17, 13, 11, 9, 7, 3, 1};

	return wd_check_weighted(c, weights, 9) % 10 == WD_DIGIT(c[9]);
}

static gboolean
is_gr_tax(const char *c)
{
	guint sum = 0;

	for (guint i = 0; i < 8; i++)
		sum += WD_DIGIT(c[i]) << (8 - i);
	return sum > 0 && sum % 11 % 10 == WD_DIGIT(c[8]);
}

static gboolean
is_mod11_10(const char *c)
{
	return wd_check_mod11_10(c, (guint)strlen(c));
}

static gboolean
is_mk_tax(const char *c)
{
	static const guint8 weights[] = {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

	return (11 - wd_check_weighted(c, weights, 12) % 11) % 11 % 10 == WD_DIGIT(c[12]);
}

/* Two digits: one over bank and branch, one over the account. */
static gboolean
is_es_account(const char *c)
{
	static const guint8 weights[] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
	guint bank = wd_check_weighted(c, weights + 2, 8) % 11;
	guint account = wd_check_weighted(c + 10, weights, 10) % 11;

	return WD_DIGIT(c[8]) == (bank < 2 ? bank : 11 - bank) &&
	       WD_DIGIT(c[9]) == (account < 2 ? account : 11 - account) && !is_same_digit(c);
}

static gboolean
is_be_card(const char *c)
{
	guint check = wd_check_remainder(c, 10, 97);

	return wd_check_pair(c + 10) == (check == 0 ? 97 : check) && !is_same_digit(c);
}

static gboolean
is_hu_tax(const char *c)
{
	static const guint8 weights[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};

	return c[0] == '8' && wd_check_weighted(c, weights, 9) % 11 == WD_DIGIT(c[9]);
}

static gboolean
is_cz_company(const char *c)
{
	static const guint8 weights[] = {8, 7, 6, 5, 4, 3, 2};

	return WD_DIGIT(c[7]) == (11 - wd_check_weighted(c, weights, 7) % 11) % 10 &&
	       !is_same_digit(c);
}

#define DE_TAX "steuernummer|steuer-nr|steuernr|st.-nr|st-nr|stnr|finanzamt"

const WdNumberKind wd_numbers_tax[] = {
	{"fr-siren", "999_999_999", WD_NUMBER_NAMED, is_fr_siren, "siren|rcs", 0},
	{"fr-siret", "999_999_999_99999", WD_NUMBER_ALONE, is_fr_siret, "siret", 0},
	{"fr-tax",
	 "99_99_999_999_999",
	 WD_NUMBER_ALONE,
	 is_fr_tax,
	 "spi|nif|numéro fiscal|numero fiscal|fiscal",
	 0},
	{"uk-utr",
	 "99999_99999",
	 WD_NUMBER_NAMED,
	 is_uk_utr,
	 "utr|unique taxpayer|self assessment",
	 0},
	{"at-tax",
	 "99-999/9999|999999999|99_999_9999",
	 WD_NUMBER_NAMED,
	 is_at_tax,
	 "steuernummer|steuernr|abgabenkontonummer|abgabenkonto|fa-nr|stnr|tin",
	 WD_NUMBER_MIXED},
	{"de-tax-number",
	 "99/999/99999|999/999/99999|999/9999/9999|9999999999999|99999999999|9999999999",
	 WD_NUMBER_NAMED,
	 is_de_tax_number,
	 DE_TAX,
	 0},
	{"de-doctor", "999999999", WD_NUMBER_NAMED, is_de_doctor, "lanr|arztnummer|arzt-nr", 0},
	{"dk-company", "99_99_99_99", WD_NUMBER_NAMED, is_dk_company, "cvr|cvr-nr|se-nr", 0},
	{"no-company",
	 "999_999_999",
	 WD_NUMBER_NAMED,
	 is_no_company,
	 "orgnr|org.nr|organisasjonsnummer",
	 0},
	{"fi-company",
	 "9999999-9",
	 WD_NUMBER_ALONE,
	 is_fi_company,
	 "y-tunnus|ytunnus|fo-nummer",
	 0},
	{"is-person",
	 "999999-9999|9999999999",
	 WD_NUMBER_ALONE,
	 is_is_kennitala,
	 "kennitala|kt",
	 0},
	{"pl-regon", "99999999999999|999999999", WD_NUMBER_NAMED, is_pl_regon, "regon", 0},
	{"pt-card",
	 "99999999_9_AA9|99999999_9_A99|99999999_9_9A9",
	 WD_NUMBER_ALONE,
	 is_pt_card,
	 "cartão|cartao|cidadão|cidadao|cc",
	 0},
	{"tr-tax", "9999999999|999_999_9999", WD_NUMBER_NAMED, is_tr_tax, "vergi|vkn", 0},
	{"ua-tax", "9999999999", WD_NUMBER_NAMED, is_ua_tax, "рнокпп|іпн|ипн|rnokpp", 0},
	{"by-tax", "999999999", WD_NUMBER_NAMED, is_by_tax, "унп|unp", 0},
	{"md-person", "9999999999999", WD_NUMBER_NAMED, is_md_person, "idnp|idno", 0},
	{"ru-ogrn",
	 "9999999999999|999999999999999",
	 WD_NUMBER_NAMED,
	 is_ru_ogrn,
	 "огрн|огрнип|ogrn",
	 0},
	{"ru-inn", "9999999999", WD_NUMBER_NAMED, is_ru_inn_company, "инн|inn", 0},
	{"bg-foreigner", "9999999999", WD_NUMBER_NAMED, is_bg_foreigner, "лнч|lnch|pnf", 0},
	{"gr-tax", "999999999", WD_NUMBER_NAMED, is_gr_tax, "αφμ|afm", 0},
	{"rs-tax", "999999999", WD_NUMBER_NAMED, is_mod11_10, "pib|пиб", 0},
	{"mk-tax", "9999999999999", WD_NUMBER_NAMED, is_mk_tax, "едб|edb", 0},
	{"es-account",
	 "9999_9999_99_9999999999|9999_9999_99_99999_99999|9999_9999_9999_9999_9999",
	 WD_NUMBER_ALONE,
	 is_es_account,
	 "ccc|cuenta",
	 0},
	{"be-card",
	 "999-9999999-99",
	 WD_NUMBER_ALONE,
	 is_be_card,
	 "eid|identiteitskaart|carte d'identité",
	 0},
	{"be-card",
	 "999999999999",
	 WD_NUMBER_NAMED,
	 is_be_card,
	 "eid|identiteitskaart|carte d'identité",
	 0},
	{"hu-tax",
	 "9999999999",
	 WD_NUMBER_NAMED,
	 is_hu_tax,
	 "adóazonosító|adoazonosito|adóazonosító jel",
	 0},
	{"cz-company", "99999999|999_99_999", WD_NUMBER_NAMED, is_cz_company, "ičo|ico|ič", 0},
};

const guint wd_n_numbers_tax = G_N_ELEMENTS(wd_numbers_tax);
