/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

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

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-lexicon/", cases, test_case);
	return g_test_run();
}
