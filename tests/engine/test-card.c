/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-card.h"
#include "wd-rows.h"

/* Numbers that issuers publish for tests, and the like with a wrong digit. */
typedef struct {
	const char *name;
	const char *text;
	const char *found; /* NULL: no card */
} Case;

static const Case cases[] = {
	{"visa", "4111111111111111", "4111111111111111"},
	{"visa-13", "4222222222222", "4222222222222"},
	{"mastercard", "pay 5555555555554444 now", "5555555555554444"},
	{"mastercard-2-series", "2223003122003222", "2223003122003222"},
	{"amex-grouped", "3782 822463 10005", "3782 822463 10005"},
	{"diners-grouped", "3056-930902-5904", "3056-930902-5904"},
	{"discover", "6011111111111117", "6011111111111117"},
	{"jcb", "3530111333300000", "3530111333300000"},
	{"maestro-12", "501812058672", "501812058672"},
	{"maestro-12-wrong", "501812058673", NULL},
	{"maestro-19", "6763121921162241002", "6763121921162241002"},
	{"maestro-19-wrong", "6763121921162241003", NULL},
	{"rupay", "6074126326069813", "6074126326069813"},
	{"rupay-wrong", "6074126326069814", NULL},
	{"rupay-8", "8172129149087746", "8172129149087746"},
	{"rupay-8-wrong", "8172129149087747", NULL},
	{"elo", "6363687323075442", "6363687323075442"},
	{"elo-wrong", "6363687323075443", NULL},
	{"hipercard", "6062820079857937", "6062820079857937"},
	{"hipercard-wrong", "6062820079857938", NULL},
	{"verve-19", "5061128092023928352", "5061128092023928352"},
	{"verve-19-wrong", "5061128092023928353", NULL},
	{"troy", "9792127042025647", "9792127042025647"},
	{"troy-wrong", "9792127042025648", NULL},
	{"humo", "9860129283839014", "9860129283839014"},
	{"humo-wrong", "9860129283839015", NULL},
	{"uzcard", "8600124819037990", "8600124819037990"},
	{"uzcard-wrong", "8600124819037991", NULL},
	{"mir", "2200120234286177", "2200120234286177"},
	{"mir-wrong", "2200120234286178", NULL},
	{"unionpay-19", "6212343491124996002", "6212343491124996002"},
	{"unionpay-19-wrong", "6212343491124996003", NULL},
	{"instapayment", "6370123355929869", "6370123355929869"},
	{"instapayment-wrong", "6370123355929860", NULL},
	{"uatp", "112345226434730", "112345226434730"},
	{"uatp-wrong", "112345226434731", NULL},
	{"visa-19", "4123458727740071338", "4123458727740071338"},
	{"visa-19-wrong", "4123458727740071339", NULL},
	{"switch", "5641822911199033", "5641822911199033"},
	{"switch-wrong", "5641822911199034", NULL},
	{"laser", "6706122513505681", "6706122513505681"},
	{"laser-wrong", "6706122513505682", NULL},
	{"jcb-19", "3530126167827709915", "3530126167827709915"},
	{"jcb-19-wrong", "3530126167827709916", NULL},
	{"discover-19", "6011120020761784895", "6011120020761784895"},
	{"discover-19-wrong", "6011120020761784896", NULL},
	{"unionpay-grouped", "621234 1234567890122", "621234 1234567890122"},
	{"two-halves", "41111111 11111111", "41111111 11111111"},
	{"twelve-digits-of-nobody", "411111111111", NULL},
	{"grouped-by-spaces", "my card: 4111 1111 1111 1111.", "4111 1111 1111 1111"},
	{"grouped-by-hyphens", "(4111-1111-1111-1111)", "4111-1111-1111-1111"},
	{"second-number", "1234567890123456 4111111111111111", "4111111111111111"},
	{"two-in-a-row", "4111-1111-1111-1111 5555 5555 5555 4444", "4111-1111-1111-1111"},
	{"wrong-check-digit", "4111111111111112", NULL},
	{"no-issuer", "1111111111111117", NULL},
	{"too-long", "41111111111111111111", NULL},
	{"wrong-length-for-visa", "411111111111116", NULL},
	{"amex-with-16-digits", "3782822463100050", NULL},
	{"mixed-gaps", "4111 1111-1111 1111", NULL},
	{"other-grouping", "41 1111 1111 1111 11", NULL},
	{"inside-a-word", "x4111111111111111", NULL},
	{"inside-a-path", "/4111111111111111", NULL},
	{"decimal-places", "0.4111111111111111", NULL},
	{"part-of-a-uuid", "4111-1111-1111-1111-deadbeef", NULL},
	{"phone-number", "+49 30 901820 1234", NULL},
	{"time-stamp", "1748503543012", NULL},
	{"empty", "", NULL},
	{"gap-at-the-end", "4111 ", NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	gsize start = 0;
	gsize end = 0;
	gboolean has_card = wd_card_find(row->text, 0, &start, &end);
	g_autofree char *found = g_strndup(row->text + start, end - start);

	g_assert_cmpint(has_card, ==, row->found != NULL);
	if (row->found != NULL)
		g_assert_cmpstr(found, ==, row->found);
}

static void
test_goes_on_behind(void)
{
	const char *text = "4111 1111 1111 1111 and 5555555555554444";
	gsize start;
	gsize end;

	g_assert_true(wd_card_find(text, 0, &start, &end));
	g_assert_cmpuint(start, ==, 0);
	g_assert_true(wd_card_find(text, end, &start, &end));
	g_assert_cmpuint(start, ==, 24);
	g_assert_false(wd_card_find(text, end, &start, &end));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/card/case/", cases, test_case);
	g_test_add_func("/card/goes-on-behind", test_goes_on_behind);
	return g_test_run();
}
