/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/spim/wd-spim-lexicon.h"
#include "engine/spim/wd-spim-quotes.h"
#include "engine/spim/wd-spim-spellings.h"
#include "wd-rows.h"

/* What is found in a text, as it stands there: the heaviest first, then in the order of the text.
 */
typedef struct {
	const char *name;
	const char *text;
	const char *quotes; /* (nullable) NULL: nothing */
} Case;

static const Case cases[] = {
	{"nothing", "", NULL},
	{"talk", "bis gleich am Bahnhof", NULL},
	{"a-word", "mein Sofortkredit!", "Sofortkredit"},
	{"any-end-of-a-word", "drei Sofortkrediten ähnlich", "Sofortkrediten"},
	{"not-the-middle-of-a-word", "der Unsofortkredit", NULL},
	{"three-words", "Da haben Geld für dich arbeiten lassen wir", "Geld für dich arbeiten"},
	{"words-apart", "für dich arbeiten wir, Geld", NULL},
	{"umlaut-written-out", "Zollgebuehren faellig", "Zollgebuehren"},
	{"umlaut", "Zollgebühren fällig", "Zollgebühren"},
	{"sharp-s", "heisse Frauen", "heisse Frauen"},
	{"accents-left-out", "creditos inmediatos", "creditos inmediatos"},
	{"apostrophe", "gagner de l\u2019argent facilement", "gagner de l\u2019argent"},
	{"any-number", "graag binnen 24 uur", "binnen 24 uur"},
	{"another-number", "binnen 7 uur", "binnen 7 uur"},
	{"no-number", "binnen een uur", NULL},
	{"polish-without-its-l", "latwe pieniadze", "latwe pieniadze"},
	{"turkish-dotless-i", "hediye kartı var", "hediye kartı"},
	{"turkish-dotted-i", "HEDİYE KARTI VAR", "HEDİYE KARTI"},
	{"cyrillic", "ищу микрозаймы", "микрозаймы"},
	{"letters-of-two-scripts", "ищу микpoзaймы", "микpoзaймы"},
	{"chinese", "想用手机做兼职吗", "兼职"},
	{"chinese-across-the-cut-of-eight", "今天天气真的很无抵押吗", "无抵押"},
	{"chinese-in-old-letters", "有兼職嗎", "兼職"},
	{"chinese-with-latin", "请加vx吧", "加vx"},
	{"chinese-pulled-apart", "做 兼.职 吗", "兼.职"},
	{"japanese", "今日は副業の話", "副業"},
	{"japanese-with-marks", "これはデリヘルです", "デリヘル"},
	{"korean", "오늘 카지노에서", "카지노에서"},
	{"arabic", "هذا كازينو كبير", "كازينو"},
	{"arabic-behind-the-article", "في الكازينو", "الكازينو"},
	{"arabic-behind-and", "وكازينو", "وكازينو"},
	{"arabic-inside-a-word", "مسكازينو", NULL},
	{"arabic-with-vowels", "كَازِينُو", "كَازِينُو"},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_auto(WdSpimTokens) tokens;
	g_autofree char *quotes = NULL;

	wd_spim_tokens_init(&tokens, row->text);
	quotes = wd_spim_quotes_find(&tokens, row->text);
	g_assert_cmpstr(quotes, ==, row->quotes);
}

static double
weigh(const char *text)
{
	g_auto(WdSpimTokens) tokens;

	wd_spim_tokens_init(&tokens, text);
	return wd_spim_lexicon_score(&tokens);
}

/* However much is said about one subject, it stays below what an accusation takes. */
static void
test_one_subject_accuses_nobody(void)
{
	const WdSpimWords *const *words = wd_spim_words_get();

	for (; *words != NULL; words++) {
		for (gsize i = 0; i < (*words)->n_groups; i++) {
			const WdSpimGroup *group = &(*words)->groups[i];

			g_test_message("%s, group %" G_GSIZE_FORMAT, (*words)->name, i);
			g_assert_cmpfloat(group->weight, <, 4.5);
			g_assert_cmpfloat(group->weight, >, 0);
			g_assert_cmpfloat(
				group->weight, <=, wd_spim_words_get_most(group->subject) + 1e-9);
		}
	}
	for (guint i = 1; i < WD_SPIM_N_SUBJECTS; i++)
		g_assert_cmpfloat(wd_spim_words_get_most((WdSpimSubject)i), <, 6);
}

static void
test_phrase(const char *phrase, double weight)
{
	g_auto(GStrv) words = g_strsplit(phrase, " ", -1);
	g_autofree char *text = g_strdelimit(g_strdup(phrase), "#", '7');
	g_autofree char *twice = NULL;

	g_strdelimit(text, "*", '\'');
	twice = g_strdup_printf("%s zzzz qqqq %s", text, text);
	g_test_message("%s", phrase);
	g_assert_cmpuint(g_strv_length(words), <=, WD_SPIM_PHRASE_WORDS);
	g_assert_cmpfloat(weigh(text), >=, weigh("") + weight - 1e-9);
	g_assert_cmpfloat_with_epsilon(weigh(twice), weigh(text), 1e-9);
}

/* Each is found where it stands, weighs no more when said twice, and stands in the table once. */
static void
test_every_phrase(void)
{
	const WdSpimWords *const *words = wd_spim_words_get();
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (; *words != NULL; words++) {
		for (gsize i = 0; i < (*words)->n_groups; i++) {
			const WdSpimGroup *group = &(*words)->groups[i];
			g_auto(GStrv) phrases = g_strsplit(group->phrases, ", ", -1);

			for (guint k = 0; phrases[k] != NULL; k++) {
				test_phrase(phrases[k], group->weight);
				g_assert_true(g_hash_table_add(seen, g_strdup(phrases[k])));
			}
		}
	}
	g_assert_cmpuint(g_hash_table_size(seen), <=, WD_SPIM_MAX_PHRASES);
}

static void
test_spellings(void)
{
	static const char *const habits[] = {"ö=oe ß=ss", "ß=ss", "ä=ae", NULL};
	g_autoptr(GPtrArray) plain = wd_spim_spellings_get("plain = ss", habits);
	g_autoptr(GPtrArray) german = wd_spim_spellings_get("größe", habits);
	g_autoptr(GPtrArray) none = wd_spim_spellings_get("größe", NULL);

	g_assert_cmpuint(plain->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(plain, 0), ==, "plain = ss");
	g_assert_cmpuint(none->len, ==, 1);
	g_assert_cmpuint(german->len, ==, 3);
	g_assert_cmpstr(g_ptr_array_index(german, 0), ==, "größe");
	g_assert_cmpstr(g_ptr_array_index(german, 1), ==, "groesse");
	g_assert_cmpstr(g_ptr_array_index(german, 2), ==, "grösse");
}

/* What others say of the language comes into play only with a phrase of it. */
static void
test_support(void)
{
	g_auto(WdSpimTokens) english;
	g_auto(WdSpimTokens) german;
	g_auto(WdSpimTokens) both;

	wd_spim_tokens_init(&english, "casino bitcoin telegram");
	wd_spim_tokens_init(&german, "Sofortkredit");
	wd_spim_tokens_init(&both, "Sofortkredit bitcoin");
	g_assert_cmpfloat(wd_spim_lexicon_weigh(&english).support, <=, 0);
	g_assert_cmpfloat(wd_spim_lexicon_weigh(&german).support, >, 0.5);
	g_assert_cmpfloat(wd_spim_lexicon_weigh(&both).support,
			  >,
			  wd_spim_lexicon_weigh(&german).support + 0.5);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-phrases/", cases, test_case);
	g_test_add_func("/spim-phrases/one-subject", test_one_subject_accuses_nobody);
	g_test_add_func("/spim-phrases/every-phrase", test_every_phrase);
	g_test_add_func("/spim-phrases/spellings", test_spellings);
	g_test_add_func("/spim-phrases/support", test_support);
	return g_test_run();
}
