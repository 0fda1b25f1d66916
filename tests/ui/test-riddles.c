/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "engine/challenge/wd-challenge-signs.h"
#include "engine/wd-policy-item.h"
#include "ui/wd-riddles.h"

#define N_SEEDS 5000

static gboolean
is_right(const WdChallengeQuestion *question, const char *text)
{
	return wd_challenge_question_match(question, text) != WD_CHALLENGE_NO_ANSWER;
}

/* Whoever understands the question can answer it, and nobody answers it by sending it back. */
static void
test_each_has_an_answer(void)
{
	for (guint64 seed = 0; seed < N_SEEDS; seed++) {
		g_autoptr(WdChallengeQuestion) question = wd_riddle_new(seed);
		g_autofree char *message = wd_riddle_ask(question);
		g_autofree char *decoys = g_strjoinv(" ", question->decoys);

		g_assert_nonnull(question->answers[0]);
		g_assert_null(strchr(question->text, '{'));
		for (guint i = 0; question->answers[i] != NULL; i++) {
			g_autofree char *sentence =
				g_strdup_printf("It is %s!", question->answers[i]);

			g_assert_true(is_right(question, question->answers[i]));
			g_assert_true(is_right(question, sentence));
		}
		g_assert_false(is_right(question, question->text));
		g_assert_false(is_right(question, message));
		g_assert_false(is_right(question, decoys));
		g_assert_false(is_right(question, ""));
		g_assert_nonnull(strstr(message, question->text));
		g_assert_true(wd_challenge_is_automatic(message));
		g_assert_true(wd_challenge_is_ours(message));
	}
}

static void
test_same_seed(void)
{
	for (guint64 seed = 0; seed < 100; seed++) {
		g_autoptr(WdChallengeQuestion) one = wd_riddle_new(seed);
		g_autoptr(WdChallengeQuestion) other = wd_riddle_new(seed);

		g_assert_cmpstr(one->text, ==, other->text);
		g_assert_cmpstrv(one->answers, other->answers);
	}
}

/* A robot that was taught one answer, or that names whatever it can, hardly ever passes. */
static void
test_fixed_answers(void)
{
	static const char *const fixed[] = {
		"144",
		"12",
		"blue",
		"yes",
		"human",
		"Monday",
		"one two three four five six seven eight nine ten",
		"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
	};

	for (guint i = 0; i < G_N_ELEMENTS(fixed); i++) {
		guint n_passed = 0;

		for (guint64 seed = 0; seed < N_SEEDS; seed++) {
			g_autoptr(WdChallengeQuestion) question = wd_riddle_new(seed);

			n_passed += is_right(question, fixed[i]);
		}
		g_assert_cmpuint(n_passed, <, N_SEEDS / 20);
	}
}

static void
test_varied(void)
{
	g_autoptr(GHashTable) texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint64 seed = 0; seed < N_SEEDS; seed++) {
		g_autoptr(WdChallengeQuestion) question = wd_riddle_new(seed);

		g_hash_table_add(texts, g_strdup(question->text));
	}
	g_assert_cmpuint(g_hash_table_size(texts), >, 1000);
}

static void
test_thanks(void)
{
	g_autofree char *thanks = wd_riddle_thank();

	g_assert_true(wd_challenge_is_automatic(thanks));
	g_assert_true(wd_challenge_is_ours(thanks));
}

/* What lint accepts can be asked and answered. */
static void
test_items_of_policy(void)
{
	static const char *const items[] = {
		"Up or down?=up",
		"2+2=?=4|four",
		"Farbe des Himmels?=blau",
		"\u7a7a?=\u84dd",
		"?=up",
		"Up?=up|",
		"Up?=!",
		"Up",
		"=",
		"",
	};

	for (guint i = 0; i < G_N_ELEMENTS(items); i++) {
		g_autoptr(WdChallengeQuestion) question = wd_challenge_question_parse(items[i]);

		if (wd_policy_item_check(WD_ITEM_QUESTION, items[i], NULL))
			g_assert_true(is_right(question, question->answers[0]));
	}
	g_assert_true(wd_policy_item_check(WD_ITEM_QUESTION, items[3], NULL));
	g_assert_false(wd_policy_item_check(WD_ITEM_QUESTION, items[4], NULL));
}

int
main(int argc, char **argv)
{
	const char *catalogues = g_getenv("WARDEN_TEST_CATALOGUES"); /* the build's, for LANGUAGE */

	if (catalogues != NULL) {
		setlocale(LC_ALL, "");
		bindtextdomain(GETTEXT_PACKAGE, catalogues);
		bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
		g_assert_cmpstr(_("Monday"), !=, "Monday");
	}
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/riddles/each-has-an-answer", test_each_has_an_answer);
	g_test_add_func("/riddles/same-seed", test_same_seed);
	g_test_add_func("/riddles/fixed-answers", test_fixed_answers);
	g_test_add_func("/riddles/varied", test_varied);
	g_test_add_func("/riddles/thanks", test_thanks);
	g_test_add_func("/riddles/items-of-policy", test_items_of_policy);
	return g_test_run();
}
