/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers of people in the Americas. Rules: Social Security Administration (randomization of 2011),
 * IRS publication 1915 (ITIN), American Bankers Association (routing numbers), 45 CFR 162.408
 * (NPI), CMS (format of the Medicare Beneficiary Identifier), Service Canada (SIN), Receita Federal
 * (CPF, CNPJ), RENAPO (CURP), AFIP (CUIT), Registro Civil (RUT).
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

/* Printed in a million wallets in 1938, and in an advertisement. */
static gboolean
is_us_sample(const char *c)
{
	static const char *const samples[] = {"078051120", "219099999", "123456789"};

	for (guint i = 0; i < G_N_ELEMENTS(samples); i++) {
		if (g_str_equal(c, samples[i]))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_us_ssn(const char *c)
{
	guint area = wd_check_remainder(c, 3, 1000);

	return !is_us_sample(c) && area != 0 && area != 666 && area < 900 &&
	       wd_check_pair(c + 3) != 0 && !g_str_equal(c + 5, "0000") &&
	       strspn(c, (char[]){c[0], '\0'}) < 9;
}

static gboolean
is_us_itin(const char *c)
{
	guint group = wd_check_pair(c + 3);

	return c[0] == '9' && ((group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
			       (group >= 90 && group != 93));
}

static gboolean
is_us_routing(const char *c)
{
	static const guint8 weights[] = {3, 7, 1, 3, 7, 1, 3, 7, 1};
	guint prefix = wd_check_pair(c);

	return (prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) ||
		prefix == 80) &&
	       wd_check_weighted(c, weights, 9) % 10 == 0 && strspn(c, "0") < 5 && !is_us_sample(c);
}

/* Luhn's digit over 80840, which stands for health care in the United States, and the number. */
static gboolean
is_us_npi(const char *c)
{
	char whole[16] = "80840";

	memcpy(whole + 5, c, 11);
	return (c[0] == '1' || c[0] == '2') && strspn(c, "1") < 6 && wd_check_luhn(whole, 15);
}

/* Letters that cannot be misread: no S, L, O, I, B, Z. */
static gboolean
is_us_mbi(const char *c)
{
	static const char shape[] = "1ax9ax9aa99";

	for (guint i = 0; i < 11; i++) {
		gboolean is_digit = g_ascii_isdigit(c[i]);

		if (!is_digit && strchr("SLOIBZ", c[i]) != NULL)
			return FALSE;
		if ((shape[i] == 'a' && is_digit) || (shape[i] == '9' && !is_digit) ||
		    (shape[i] == '1' && (!is_digit || c[i] == '0')))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_ca_sin(const char *c)
{
	return c[0] != '0' && c[0] != '8' && strspn(c, (char[]){c[0], '\0'}) < 9 &&
	       wd_check_luhn(c, 9);
}

static guint
cpf_digit(const char *c, guint n)
{
	guint sum = 0;

	for (guint i = 0; i < n; i++)
		sum += WD_DIGIT(c[i]) * (n + 1 - i);
	return sum * 10 % 11 % 10;
}

static gboolean
is_br_cpf(const char *c)
{
	return strspn(c, (char[]){c[0], '\0'}) < 11 && cpf_digit(c, 9) == WD_DIGIT(c[9]) &&
	       cpf_digit(c, 10) == WD_DIGIT(c[10]);
}

static gboolean
is_br_cnpj(const char *c)
{
	static const guint8 weights[] = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
	guint first = wd_check_weighted(c, weights + 1, 12) % 11;
	guint second = wd_check_weighted(c, weights, 13) % 11;

	return strspn(c, (char[]){c[0], '\0'}) < 14 &&
	       WD_DIGIT(c[12]) == (first < 2 ? 0 : 11 - first) &&
	       WD_DIGIT(c[13]) == (second < 2 ? 0 : 11 - second);
}

static gboolean
is_mx_curp(const char *c)
{
	guint sum = 0;

	if (!wd_check_date(wd_check_pair(c + 4), wd_check_pair(c + 6), wd_check_pair(c + 8)) ||
	    strchr("HMX", c[10]) == NULL)
		return FALSE;
	for (guint i = 0; i < 17; i++) {
		guint value = wd_check_letter_value(c[i]);

		/* Spanish has one letter more, between N and O. */
		sum += (value > 23 ? value + 1 : value) * (18 - i);
	}
	return WD_DIGIT(c[17]) == (10 - sum % 10) % 10;
}

static gboolean
is_ar_cuit(const char *c)
{
	static const guint8 weights[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
	static const guint8 kinds[] = {20, 23, 24, 25, 26, 27, 30, 33, 34};
	guint rest = 11 - wd_check_weighted(c, weights, 10) % 11;

	return memchr(kinds, (int)wd_check_pair(c), sizeof kinds) != NULL && rest != 10 &&
	       WD_DIGIT(c[10]) == rest % 11;
}

static gboolean
is_cl_rut(const char *c)
{
	guint n = (guint)strlen(c) - 1;
	guint sum = 0;
	guint rest;

	for (guint i = 0; i < n; i++) {
		if (!g_ascii_isdigit(c[i]))
			return FALSE;
		sum += WD_DIGIT(c[n - 1 - i]) * (2 + i % 6);
	}
	rest = 11 - sum % 11;
	return c[n] == (rest == 11 ? '0' : rest == 10 ? 'K' : (char)('0' + rest));
}

static gboolean
is_co_nit(const char *c)
{
	static const guint8 weights[] = {41, 37, 29, 23, 19, 17, 13, 7, 3};
	guint rest = wd_check_weighted(c, weights, 9) % 11;

	return WD_DIGIT(c[9]) == (rest < 2 ? rest : 11 - rest);
}

static gboolean
is_pe_ruc(const char *c)
{
	static const guint8 weights[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
	static const guint8 kinds[] = {10, 15, 17, 20};

	return memchr(kinds, (int)wd_check_pair(c), sizeof kinds) != NULL &&
	       WD_DIGIT(c[10]) == (11 - wd_check_weighted(c, weights, 10) % 11) % 10;
}

static gboolean
is_ec_cedula(const char *c)
{
	guint province = wd_check_pair(c);

	return ((province >= 1 && province <= 24) || province == 30) && c[2] < '6' &&
	       wd_check_luhn(c, 10);
}

static gboolean
is_uy_cedula(const char *c)
{
	static const guint8 weights[] = {2, 9, 8, 7, 6, 3, 4};

	return WD_DIGIT(c[7]) == (10 - wd_check_weighted(c, weights, 7) % 10) % 10;
}

#define SSN "ssn|social security|social|sozialversicherung usa|soc sec"

const WdNumberKind wd_numbers_americas[] = {
	{"us-ssn", "999-99-9999", WD_NUMBER_ANYWHERE, is_us_ssn, SSN, 0},
	{"us-ssn", "999_99_9999", WD_NUMBER_NAMED, is_us_ssn, SSN, 0},
	{"us-itin", "999_99_9999", WD_NUMBER_ALONE, is_us_itin, "itin|taxpayer|tax id", 0},
	{"us-routing",
	 "999999999|9999-9999-9",
	 WD_NUMBER_ALONE,
	 is_us_routing,
	 "routing|aba|rtn|bank transit|wire to",
	 0},
	{"us-npi",
	 "9999999999|9999-999-999",
	 WD_NUMBER_ALONE,
	 is_us_npi,
	 "npi|national provider|provider|provider identifier",
	 0},
	{"us-mbi", "####-###-####", WD_NUMBER_ANYWHERE, is_us_mbi, NULL, WD_NUMBER_CAPITALS},
	{"us-mbi", "###########", WD_NUMBER_ALONE, is_us_mbi, "mbi|medicare|beneficiary", 0},
	{"ca-sin", "999-999-999", WD_NUMBER_ALONE, is_ca_sin, "sin|nas|social insurance", 0},
	{"ca-sin",
	 "999_999_999",
	 WD_NUMBER_NAMED,
	 is_ca_sin,
	 "sin|nas|social insurance|assurance sociale",
	 0},
	{"br-cpf", "999.999.999-99", WD_NUMBER_ANYWHERE, is_br_cpf, NULL, WD_NUMBER_MIXED},
	{"br-cpf", "999_999_999_99", WD_NUMBER_ALONE, is_br_cpf, "cpf|contribuinte", 0},
	{"br-cnpj", "99.999.999/9999-99", WD_NUMBER_ANYWHERE, is_br_cnpj, NULL, WD_NUMBER_MIXED},
	{"br-cnpj", "99999999999999", WD_NUMBER_ALONE, is_br_cnpj, "cnpj", 0},
	{"mx-curp", "AAAA999999AAAAAA#9", WD_NUMBER_ANYWHERE, is_mx_curp, NULL, 0},
	{"ar-cuit", "99-99999999-9", WD_NUMBER_ANYWHERE, is_ar_cuit, NULL, 0},
	{"ar-cuit", "99999999999", WD_NUMBER_NAMED, is_ar_cuit, "cuit|cuil", 0},
	{"cl-rut",
	 "99.999.999-#|9.999.999-#",
	 WD_NUMBER_ANYWHERE,
	 is_cl_rut,
	 NULL,
	 WD_NUMBER_MIXED},
	{"cl-rut", "99999999-#|9999999-#", WD_NUMBER_ALONE, is_cl_rut, "rut|run", 0},
	{"co-nit", "999_999_999-9", WD_NUMBER_NAMED, is_co_nit, "nit", WD_NUMBER_MIXED},
	{"pe-ruc", "99999999999", WD_NUMBER_ALONE, is_pe_ruc, "ruc", 0},
	{"ec-cedula", "9999999999|999999999-9", WD_NUMBER_NAMED, is_ec_cedula, "cedula|cédula", 0},
	{"uy-cedula",
	 "9.999.999-9|9999999-9",
	 WD_NUMBER_NAMED,
	 is_uy_cedula,
	 "cedula|cédula|c.i.",
	 WD_NUMBER_MIXED},
};

const guint wd_n_numbers_americas = G_N_ELEMENTS(wd_numbers_americas);
