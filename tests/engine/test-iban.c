/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-iban.h"
#include "wd-rows.h"

/* Examples of SWIFT's registry. */
typedef struct {
	const char *name;
	const char *text;
	const char *number; /* NULL: none */
} Case;

static const Case cases[] = {
	{"one-row", "IBAN: DE89370400440532013000, thanks", "DE89370400440532013000"},
	{"groups", "pay DE89 3704 0044 0532 0130 00 now", "DE89 3704 0044 0532 0130 00"},
	{"hyphens", "DE89-3704-0044-0532-0130-00", "DE89-3704-0044-0532-0130-00"},
	{"letters", "GB29 NWBK 6016 1331 9268 19", "GB29 NWBK 6016 1331 9268 19"},
	{"shortest", "NO9386011117947", "NO9386011117947"},
	{"longest", "MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"},
	{"small-letters", "de89370400440532013000", "de89370400440532013000"},
	{"capital-of-a-sentence", "De89370400440532013000", "De89370400440532013000"},
	{"after-a-word", "konto FR1420041010050500013M02606 danke", "FR1420041010050500013M02606"},
	{"letter-among-digits", "DE0537040044053201300A", NULL},
	{"digit-among-letters", "GB321WBK60161331926819", NULL},
	{"letters-of-a-bank", "NL91ABNA0417164300", "NL91ABNA0417164300"},
	{"honduras", "HN88CABF00000000000250005469", "HN88CABF00000000000250005469"},
	{"wrong-digits", "DE88370400440532013000", NULL},
	{"mixed-letters", "GB29 NWbK 6016 1331 9268 19", NULL},
	{"country-without", "US89370400440532013000", NULL},
	{"too-short", "DE8937040044053201300", NULL},
	{"inside-a-word", "XDE89370400440532013000", NULL},
	{"goes-on", "DE893704004405320130001", NULL},
	{"talk", "is your iban from germany?", NULL},
	{"empty", "", NULL},
	{"hostile", "DE89 \xf0\x9f\x98\x80 3704", NULL},
};

static void
test_find(gconstpointer data)
{
	const Case *row = data;
	gsize start = 0;
	gsize end = 0;

	g_assert_cmpint(wd_iban_find(row->text, 0, &start, &end), ==, row->number != NULL);
	if (row->number != NULL) {
		g_autofree char *number = g_strndup(row->text + start, end - start);

		g_assert_cmpstr(number, ==, row->number);
	}
}

static void
test_two(void)
{
	static const char text[] = "DE89370400440532013000 GB29NWBK60161331926819";
	gsize start = 0;
	gsize end = 0;

	g_assert_true(wd_iban_find(text, 0, &start, &end));
	g_assert_true(wd_iban_find(text, end, &start, &end));
	g_assert_cmpuint(end, ==, strlen(text));
	g_assert_false(wd_iban_find(text, end, &start, &end));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/iban/", cases, test_find);
	g_test_add_func("/iban/two", test_two);
	return g_test_run();
}
