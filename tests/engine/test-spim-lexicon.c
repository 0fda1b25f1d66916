/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "engine/data/wd-spim-words.h"
#include "engine/spim/wd-spim-lexicon.h"
#include "wd-rows.h"

static double
weigh(const char *text)
{
	g_auto(WdSpimTokens) tokens;

	wd_spim_tokens_init(&tokens, text);
	return wd_spim_lexicon_score(&tokens);
}

/* What a text weighs more than another one. */
typedef struct {
	const char *name;
	const char *text;
	const char *other;
	double more;
} Case;

static const Case cases[] = {
	{"nothing", "", "", 0},
	{"talk", "see you at the station at six", "", 0},
	{"a-sum", "it is \u00a3900", "it is there", 1.5},
	{"a-currency-without-a-sum", "which \u00a3 is it", "which is it", 0},
	{"short-code", "text it to 87077", "text it to me", 2.0},
	{"five-digits-elsewhere", "my 87077 cards", "my other cards", 0},
	{"premium-number", "ring 09061701461", "ring me", 2.5},
	{"any-number", "ring 02079460112", "ring me", 1.0},
	{"short-code-and-premium", "send to 87077 or 09061701461", "send to me or him", 4.5},
	{"handle", "ask @somebody", "ask somebody", 0.5},
	{"shouting", "SEE YOU AT THE STATION AT SIX", "see you at the station at six", 1.0},
	{"a-short-shout", "SEE YOU", "see you", 0},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;

	g_assert_cmpfloat_with_epsilon(weigh(row->text) - weigh(row->other), row->more, 1e-9);
}

/* Each phrase of the table is found where it stands, and said twice it weighs no more. */
static void
test_every_phrase(void)
{
	gsize n_phrases;
	const WdSpimPhrase *phrases = wd_spim_words_get(&n_phrases);
	double nothing = weigh("");

	for (gsize i = 0; i < n_phrases; i++) {
		g_autofree char *twice =
			g_strdup_printf("%s zzzz qqqq %s", phrases[i].words, phrases[i].words);
		double once = weigh(phrases[i].words);

		g_test_message("%s", phrases[i].words);
		g_assert_cmpfloat(once, >=, nothing + phrases[i].weight - 1e-9);
		g_assert_true(isfinite(once));
		g_assert_cmpfloat_with_epsilon(weigh(twice), once, 1e-9);
	}
}

/* Of a phrase and a longer one that begins with it the heavier one counts. */
static void
test_inside_a_text(void)
{
	gsize n_phrases;
	const WdSpimPhrase *phrases = wd_spim_words_get(&n_phrases);

	for (gsize i = 0; i < n_phrases; i += 7) {
		g_autofree char *inside =
			g_strdup_printf("zzzz qqqq %s zzzz qqqq", phrases[i].words);

		g_assert_cmpfloat(weigh(inside), >=, weigh(phrases[i].words) - 1e-9);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-lexicon/", cases, test_case);
	g_test_add_func("/spim-lexicon/every-phrase", test_every_phrase);
	g_test_add_func("/spim-lexicon/inside-a-text", test_inside_a_text);
	return g_test_run();
}
