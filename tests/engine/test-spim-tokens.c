/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/spim/wd-spim-tokens.h"
#include "wd-rows.h"

/* Tokens with a blank between; what is no letter stands as in the list below. */
typedef struct {
	const char *name;
	const char *text;
	const char *tokens;
} Case;

#define LINK   "\001"
#define SUFFIX "\002"
#define HANDLE "\003"
#define PHONE  "\004"

static const Case cases[] = {
	{"empty", "", ""},
	{"only-marks", " ... - !? ", ""},
	{"words", "Win a Prize", "win a prize"},
	{"numbers-by-length", "in 4 or 250 days", "in 9 or 999 days"},
	{"long-word-is-cut", "abcdefghijklmnopqrstuvwxyz0", "abcdefghijklmnopqrstuvwx"},
	{"apostrophe", "you've don\u2019t", "youve dont"},
	{"sum", "\u00a3900", "\u00a3 999"},
	{"price", "150p 18+", "999p 99+"},
	{"phone", "09061701461", "99999999999 " PHONE "09"},
	{"link", "http://Shop.Example/x?y=1", LINK " " SUFFIX ".example"},
	{"bare-link", "see dbuk.net/win now", "see " LINK " " SUFFIX ".net now"},
	{"missing-blank-is-no-link", "over.Then", "over then"},
	{"mail-is-no-link", "ann@corp.com", "annacorp com"},
	{"handle", "@casino_bot", HANDLE " casino bot"},
	{"emoji", "\U0001f4b8win", "\U0001f4b8 win"},
	{"leet", "fr33ly c@ll y0u w1+h", "freely call you with"},
	{"two-vowels-at-the-end", "fr33 t00", "free too"},
	{"digits-at-the-end-stay", "kl34 x3", "kl99 x9"},
	{"leet-at-the-start", "0ff3r +x+", "offer txt"},
	{"digits-outside-a-word", "mp3 2nite", "mp9 9nite"},
	{"homoglyphs", "Fr\u0435\u0435 \u0441as\u0456no", "free casino"},
	{"full-width", "\uff26\uff32\uff25\uff25", "free"},
	{"zero-width", "t\u200bick\u00adets", "tickets"},
	{"accents", "pr\u00efz\u00e9 p\u0300r\u0301", "prize pr"},
	{"disguised-cyrillic-is-cyrillic",
	 "\u043fpuBe\u0442 \u043f\u0440\u0438\u0432\u0435\u0442",
	 "npubet np\u0438bet"},
	{"spaced", "F r e e tickets", "free tickets"},
	{"spaced-words-in-a-row", "F R E E T e x t", "free text"},
	{"spaced-with-marks", "S-u-m-m-e-r s.a.l.e w*i*n", "summer sale win"},
	{"two-letters-are-words", "plan a b now", "plan a b now"},
	{"no-blanks-in-the-east",
	 "\u6211\u4eec\u4eca\u5929\u665a\u4e0a\u53bb\u5403\u996d\u597d\u5417",
	 "\u6211\u4eec\u4eca\u5929\u665a\u4e0a\u53bb\u5403 \u996d\u597d\u5417"},
	{"marks-around-a-word", "(\"hello\"), it's -- 'so'!", "hello its so"},
	{"marks-inside-a-word", "one.two,three-four a/b", "one two three four a b"},
	{"a-word-of-just-the-limit",
	 "abcdefghijklmnopqrstuvwx now",
	 "abcdefghijklmnopqrstuvwx now"},
	{"no-break-space", "one\u00a0two", "one two"},
	{"a-scheme-alone", "http:// x", LINK " x"},
	{"hostile-bytes-are-repaired-before", "\ufffd\ufffd", "\ufffd \ufffd"},
};

static char *
join(const WdSpimTokens *tokens)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tokens->n_tokens; i++) {
		const WdSpimToken *token = &tokens->tokens[i];

		if (i > 0)
			g_string_append_c(out, ' ');
		g_string_append_len(out, tokens->letters + token->offset, token->len);
	}
	return g_string_free(out, FALSE);
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_auto(WdSpimTokens) tokens;
	g_autofree char *joined = NULL;
	guint len = (guint)strlen(row->text);

	wd_spim_tokens_init(&tokens, row->text);
	joined = join(&tokens);
	g_assert_cmpstr(joined, ==, row->tokens);
	for (guint i = 0; i < tokens.n_tokens; i++) {
		const WdSpimToken *token = &tokens.tokens[i];

		g_assert_cmpuint(token->start, <, token->end);
		g_assert_cmpuint(token->end, <=, len);
	}
}

static void
test_counts(void)
{
	g_auto(WdSpimTokens) tokens;
	static const guint expected[WD_SPIM_N_COUNTS] = {
		[WD_SPIM_COUNT_DIGITS] = 13,
		[WD_SPIM_COUNT_LINKS] = 1,
		[WD_SPIM_COUNT_SUMS] = 1,
		[WD_SPIM_COUNT_PHONES] = 1,
		[WD_SPIM_COUNT_EXCLAMATIONS] = 2,
		[WD_SPIM_COUNT_HANDLES] = 1,
		[WD_SPIM_COUNT_EMOJI] = 1,
		[WD_SPIM_COUNT_MIXED] = 1,
		[WD_SPIM_COUNT_LETTERS] = 25,
		[WD_SPIM_COUNT_CAPITALS] = 3,
	};

	wd_spim_tokens_init(&tokens,
			    "WIN!! $50 at www.x.com call 02079460112 @bot \U0001f381 \u0441asino");
	for (guint i = 0; i < WD_SPIM_N_COUNTS; i++)
		g_assert_cmpuint(tokens.counts[i], ==, expected[i]);
}

/* Whoever hides a point behind a long story says it at the beginning or at the end. */
static void
test_long_text(void)
{
	g_autoptr(GString) text = g_string_new("first ");
	g_auto(WdSpimTokens) tokens;
	g_autofree char *joined = NULL;

	for (guint i = 0; i < 20000; i++)
		g_string_append(text, "\u0436\u0443 ");
	g_string_append(text, "last");
	wd_spim_tokens_init(&tokens, text->str);
	joined = join(&tokens);
	g_assert_true(g_str_has_prefix(joined, "first "));
	g_assert_true(g_str_has_suffix(joined, " last"));
	g_assert_cmpuint(strlen(joined), <, 10000);
	g_assert_true(g_utf8_validate(joined, -1, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-tokens/", cases, test_case);
	g_test_add_func("/spim-tokens/counts", test_counts);
	g_test_add_func("/spim-tokens/long-text", test_long_text);
	return g_test_run();
}
