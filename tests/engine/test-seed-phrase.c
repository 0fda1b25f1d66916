/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-seed-phrase.h"
#include "engine/leak/wd-seed-words.h"
#include "wd-rows.h"

#define ABANDON "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
/* None of its words begins one of twenty-four or of twenty-one by accident. */
#define FIVE                                                                                       \
	"joy super crawl tunnel very baby clinic raw bunker miss cash race\n"                      \
	"custom cricket drop arch renew prevent kid oak coach great panther repair\n"              \
	"leave nerve slice craft deer soul monster kitchen need transfer stand upon\n"             \
	"orient camera medal cool similar web rule erode carpet open wear brain\n"                 \
	"gadget report trouble slender farm moral stomach song dirt enlist pioneer stove"

/* Backups of BIP 39's own test vectors, or drawn for this test: nobody's. */
typedef struct {
	const char *name;
	const char *text;
	const char *found; /* NULL: nothing */
} Case;

static const Case cases[] = {
	{"twelve", ABANDON "abandon about", ABANDON "abandon about"},
	{"in-a-sentence",
	 "my words are: legal winner thank year wave sausage worth useful legal winner thank "
	 "yellow "
	 "ok?",
	 "legal winner thank year wave sausage worth useful legal winner thank yellow"},
	{"behind-words-of-the-list",
	 "please write this: legal winner thank year wave sausage worth useful legal winner thank "
	 "yellow",
	 "please write this: legal winner thank year wave sausage worth useful legal winner thank "
	 "yellow"},
	{"eighteen",
	 "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount "
	 "doctor acoustic avoid letter always",
	 "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount "
	 "doctor acoustic avoid letter always"},
	{"twenty-four",
	 "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo "
	 "zoo vote",
	 "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo "
	 "zoo vote"},
	{"numbered",
	 "1. legal 2. winner 3. thank 4. year 5. wave 6. sausage\n7. worth 8. useful 9. legal 10. "
	 "winner 11. thank 12. yellow",
	 "legal 2. winner 3. thank 4. year 5. wave 6. sausage\n7. worth 8. useful 9. legal 10. "
	 "winner 11. thank 12. yellow"},
	{"one-a-line",
	 "legal\nwinner\nthank\nyear\nwave\nsausage\nworth\nuseful\nlegal\nwinner\nthank\nyellow",
	 "legal\nwinner\nthank\nyear\nwave\nsausage\nworth\nuseful\nlegal\nwinner\nthank\nyellow"},
	{"capitals",
	 "Legal Winner Thank Year Wave Sausage Worth Useful Legal Winner Thank Yellow",
	 "Legal Winner Thank Year Wave Sausage Worth Useful Legal Winner Thank Yellow"},
	{"five-of-them", "all of mine:\n" FIVE, FIVE},
	{"wrong-sum-alone", ABANDON "abandon abandon", ABANDON "abandon abandon"},
	{"wrong-sum-in-a-sentence", "he said " ABANDON "abandon abandon to me", NULL},
	{"one-word-of-another-list",
	 "legal winner thank year wave sausage worth tidy legal winner thank yellow",
	 NULL},
	{"eleven", "legal winner thank year wave sausage worth useful legal winner thank", NULL},
	{"talk",
	 "did you get the mail about thursday, or shall I send it again tomorrow morning before "
	 "noon?",
	 NULL},
	{"long-words-only",
	 "today nobody really wanted another meeting about server room cable colour choice again",
	 NULL},
	{"empty", "", NULL},
};

static void
test_find(gconstpointer data)
{
	const Case *row = data;
	gsize start = 0;
	gsize end = 0;
	gboolean is_found = wd_seed_phrase_find(row->text, strlen(row->text), 0, &start, &end);
	g_autofree char *found = is_found ? g_strndup(row->text + start, end - start) : NULL;

	g_assert_cmpstr(found, ==, row->found);
}

static void
test_list_is_sorted(void)
{
	for (guint i = 1; i < WD_SEED_N_WORDS; i++)
		g_assert_cmpstr(wd_seed_words[i - 1], <, wd_seed_words[i]);
	g_assert_cmpstr(wd_seed_words[0], ==, "abandon");
	g_assert_cmpstr(wd_seed_words[WD_SEED_N_WORDS - 1], ==, "zoo");
}

/* A paste that is nothing but words of the list, with sums that are wrong as often as can be. */
static void
test_is_linear(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	gint64 began_us = g_get_monotonic_time();
	gsize start = 0;
	gsize end = 0;
	guint n = 0;

	while (text->len < 256 * 1024)
		g_string_append(text, "the zoo was abandon about able nobodyatall zoo zebra or ");
	while (wd_seed_phrase_find(text->str, text->len, end, &start, &end))
		n++;
	g_assert_cmpuint(n, <, 10000);
	g_assert_cmpint(g_get_monotonic_time() - began_us, <, 5 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/seed-phrase/", cases, test_find);
	g_test_add_func("/seed-phrase/list-is-sorted", test_list_is_sorted);
	g_test_add_func("/seed-phrase/is-linear", test_is_linear);
	return g_test_run();
}
