/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Further numbers of Latin America and Canada. Rules: SAT (RFC), BCRA (CBU), Receita Federal (CNPJ
 * with letters, instrução normativa 2229), JCE and DGII (cédula, RNC), SRI (RUC of Ecuador), SENIAT
 * (RIF), SAT of Guatemala (NIT), DGII of El Salvador (NIT), DNIT of Paraguay, DGI of Uruguay,
 * RENIEC, British Columbia's Ministry of Health (PHN), Canada Revenue Agency (BN).
 */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-number-kind.h"

/* Name, birth or foundation, three characters of which the last is a sum. */
static gboolean
is_mx_rfc(const char *c)
{
	static const char alphabet[] = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ ";
	guint n = (guint)strlen(c);
	const char *date = c + n - 9;
	guint sum = n == 12 ? 37u * 13 : 0; /* a company has a blank in front */
	guint rest;

	if (!wd_check_date(wd_check_pair(date), wd_check_pair(date + 2), wd_check_pair(date + 4)))
		return FALSE;
	for (guint i = 0; i < n - 1; i++)
		sum += (guint)(strchr(alphabet, c[i]) - alphabet) * (n - i);
	rest = (11 - sum % 11) % 11;
	return c[n - 1] == (rest == 10 ? 'A' : (char)('0' + rest));
}

static gboolean
has_cbu_digit(const char *c, guint n)
{
	static const guint8 weights[] = {3, 1, 7, 9};
	guint sum = 0;

	for (guint i = 0; i < n; i++)
		sum += WD_DIGIT(c[n - 1 - i]) * weights[i % 4];
	return (10 - sum % 10) % 10 == WD_DIGIT(c[n]);
}

static gboolean
is_ar_cbu(const char *c)
{
	return has_cbu_digit(c, 7) && has_cbu_digit(c + 8, 13) && strspn(c, "0") < 8;
}

/* Since July 2026 letters may stand among the first twelve; they count as in ASCII, less 48. */
static gboolean
is_br_company(const char *c)
{
	static const guint8 weights[] = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
	guint first = 0;
	guint second = 0;

	for (guint i = 0; i < 13; i++) {
		first += i < 12 ? (guint)(c[i] - '0') * weights[i + 1] : 0;
		second += (guint)(c[i] - '0') * weights[i];
	}
	first %= 11;
	second %= 11;
	return strspn(c, (char[]){c[0], '\0'}) < 14 &&
	       WD_DIGIT(c[12]) == (first < 2 ? 0 : 11 - first) &&
	       WD_DIGIT(c[13]) == (second < 2 ? 0 : 11 - second);
}

static gboolean
is_do_person(const char *c)
{
	return wd_check_luhn(c, 11) && strspn(c, "0") < 8;
}

static gboolean
is_do_company(const char *c)
{
	static const guint8 weights[] = {7, 9, 8, 6, 5, 4, 3, 2};

	return (10 + 11 - wd_check_weighted(c, weights, 8) % 11) % 11 % 9 + 1 == WD_DIGIT(c[8]) ||
	       (10 - wd_check_weighted(c, weights, 8) % 11) % 9 + 1 == WD_DIGIT(c[8]);
}

static gboolean
is_ec_ruc(const char *c)
{
	static const guint8 natural[] = {2, 1, 2, 1, 2, 1, 2, 1, 2};
	static const guint8 state[] = {3, 2, 7, 6, 5, 4, 3, 2, 1};
	static const guint8 company[] = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
	guint province = wd_check_pair(c);
	guint sum = 0;

	for (guint i = 0; i < 9; i++) {
		guint value = WD_DIGIT(c[i]) * natural[i];

		sum += value > 9 ? value - 9 : value;
	}
	if (((province < 1 || province > 24) && province != 30 && province != 50) ||
	    memcmp(c + 10, "000", 3) == 0)
		return FALSE;
	if (c[2] < '6' || (c[2] == '6' && (sum + WD_DIGIT(c[9])) % 10 == 0))
		return (sum + WD_DIGIT(c[9])) % 10 == 0;
	return wd_check_weighted(c, state, 9) % 11 == 0 ||
	       (c[2] == '9' && wd_check_weighted(c, company, 10) % 11 == 0);
}

static gboolean
is_ve_rif(const char *c)
{
	static const guint8 weights[] = {3, 2, 7, 6, 5, 4, 3, 2};
	static const char kinds[] = "VEJPG";
	const char *kind = strchr(kinds, c[0]);
	guint sum;

	if (kind == NULL)
		return FALSE;
	sum = (guint)(kind - kinds + 1) * 4 + wd_check_weighted(c + 1, weights, 8);
	return c[9] == "00987654321"[sum % 11];
}

/* Weights from the right, 2 and up; "K" is ten. */
static gboolean
has_rising_digit(const char *c, char ten)
{
	guint n = (guint)strlen(c) - 1;
	guint sum = 0;
	guint rest;

	for (guint i = 0; i < n; i++)
		sum += WD_DIGIT(c[n - 1 - i]) * (2 + i);
	rest = (11 - sum % 11) % 11;
	return c[n] == (rest == 10 ? ten : (char)('0' + rest));
}

static gboolean
is_gt_nit(const char *c)
{
	return has_rising_digit(c, 'K');
}

static gboolean
is_py_ruc(const char *c)
{
	return has_rising_digit(c, '0');
}

static gboolean
is_sv_nit(const char *c)
{
	static const guint8 old[] = {14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2};
	static const guint8 later[] = {2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

	if (c[0] != '0' && c[0] != '1' && c[0] != '9')
		return FALSE;
	if (wd_check_remainder(c + 10, 3, 1000) <= 100)
		return wd_check_weighted(c, old, 13) % 11 % 10 == WD_DIGIT(c[13]);
	return (11 - wd_check_weighted(c, later, 13) % 11) % 11 % 10 == WD_DIGIT(c[13]);
}

static gboolean
is_uy_rut(const char *c)
{
	static const guint8 weights[] = {4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
	guint office = wd_check_pair(c);

	return office >= 1 && office <= 22 && memcmp(c + 8, "001", 3) == 0 &&
	       (11 - wd_check_weighted(c, weights, 11) % 11) % 11 == WD_DIGIT(c[11]);
}

static gboolean
is_pe_dni(const char *c)
{
	static const guint8 weights[] = {3, 2, 7, 6, 5, 4, 3, 2};
	guint rest = wd_check_weighted(c, weights, 8) % 11;

	return c[8] == "65432110987"[rest] || c[8] == "KJIHGFEDCBA"[rest];
}

static gboolean
is_ca_health(const char *c)
{
	static const guint8 weights[] = {2, 4, 8, 5, 10, 9, 7, 3};
	guint sum = 0;

	for (guint i = 0; i < 8; i++)
		sum += WD_DIGIT(c[1 + i]) * weights[i] % 11;
	return c[0] == '9' && (11 - sum % 11) % 11 == WD_DIGIT(c[9]);
}

static gboolean
is_ca_business(const char *c)
{
	return wd_check_luhn(c, 9) && c[9] == 'R' && strchr("CMPTZ", c[10]) != NULL;
}

static gboolean
is_number(const char *c)
{
	return strspn(c, (char[]){c[0], '\0'}) < strlen(c);
}

static gboolean
is_cu_person(const char *c)
{
	return wd_check_date(wd_check_pair(c), wd_check_pair(c + 2), wd_check_pair(c + 4));
}

static gboolean
is_cl_rut(const char *c)
{
	guint n = (guint)strlen(c) - 1;
	guint sum = 0;
	guint rest;

	for (guint i = 0; i < n; i++)
		sum += WD_DIGIT(c[n - 1 - i]) * (2 + i % 6);
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

const WdNumberKind wd_numbers_latin[] = {
	{"mx-rfc",
	 "AAAA_999999_##9|AAAA_999999_##A|AAA_999999_##9|AAA_999999_##A",
	 WD_NUMBER_ALONE,
	 is_mx_rfc,
	 "rfc|contribuyentes",
	 0},
	{"ar-cbu", "99999999_99999999999999", WD_NUMBER_ALONE, is_ar_cbu, "cbu|cvu", 0},
	{"ar-dni", "99.999.999|99999999", WD_NUMBER_NAMED, is_number, "dni", 0},
	{"br-cnpj", "##.###.###/####-99", WD_NUMBER_ANYWHERE, is_br_company, NULL, WD_NUMBER_MIXED},
	{"br-cnpj", "############99", WD_NUMBER_NAMED, is_br_company, "cnpj", 0},
	{"do-person", "999-9999999-9", WD_NUMBER_ALONE, is_do_person, "cédula|cedula", 0},
	{"do-person", "99999999999", WD_NUMBER_NAMED, is_do_person, "cédula|cedula", 0},
	{"do-company", "9-99-99999-9|999999999", WD_NUMBER_NAMED, is_do_company, "rnc", 0},
	{"ec-ruc", "9999999999999", WD_NUMBER_NAMED, is_ec_ruc, "ruc", 0},
	{"ve-rif", "A-99999999-9|A999999999|A-999999999", WD_NUMBER_ALONE, is_ve_rif, "rif", 0},
	{"gt-nit",
	 "9999999-#|999999-#|99999999-#|99999999#|9999999#",
	 WD_NUMBER_NAMED,
	 is_gt_nit,
	 "nit",
	 0},
	{"py-ruc", "99999999-9|9999999-9|999999-9", WD_NUMBER_NAMED, is_py_ruc, "ruc", 0},
	{"sv-nit", "9999-999999-999-9", WD_NUMBER_ALONE, is_sv_nit, "nit", 0},
	{"sv-nit", "99999999999999", WD_NUMBER_NAMED, is_sv_nit, "nit", 0},
	{"uy-rut", "999999999999|99-999999-999-9", WD_NUMBER_NAMED, is_uy_rut, "rut", 0},
	{"pe-dni", "99999999-#", WD_NUMBER_NAMED, is_pe_dni, "dni|cui", 0},
	{"cl-rut", "99999999#|9999999#", WD_NUMBER_NAMED, is_cl_rut, "rut|run", 0},
	{"co-nit", "9999999999", WD_NUMBER_NAMED, is_co_nit, "nit", 0},
	{"cr-cedula",
	 "99-9999-9999|9-9999-9999|9-999-999999",
	 WD_NUMBER_NAMED,
	 is_number,
	 "cédula|cedula",
	 0},
	{"cu-person", "99999999999", WD_NUMBER_NAMED, is_cu_person, "carnet|carné|ci|identidad", 0},
	{"ca-health", "9999_999_999", WD_NUMBER_NAMED, is_ca_health, "phn|health number", 0},
	{"ca-business",
	 "999999999AA9999",
	 WD_NUMBER_ALONE,
	 is_ca_business,
	 "bn|business number",
	 0},
};

const guint wd_n_numbers_latin = G_N_ELEMENTS(wd_numbers_latin);
