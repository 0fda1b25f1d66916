/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/challenge/wd-challenge-question.h"
#include "engine/challenge/wd-challenge-signs.h"
#include "wd-rows.h"

#define SKY  "What colour is the sky on a clear day?=blue|light blue"
#define SUM  "How much is 12 x 12?=144|one hundred and forty-four"
#define WHO  "Are you a robot or a human?=human|a human being"
#define TEA  "Was trinkt man aus einer Kanne?=Tee"
#define CJK  "\u5929\u7a7a\u662f\u4ec0\u4e48\u989c\u8272?=\u84dd\u8272"
#define NONE WD_CHALLENGE_NO_ANSWER

typedef struct {
	const char *name;
	const char *item;
	const char *text;
	int n_extra;
} AnswerCase;

static const AnswerCase answers[] = {
	{"whole", SKY, "blue", 0},
	{"case-and-stop", SKY, "  BLUE!\n", 0},
	{"in-a-sentence", SKY, "The sky is blue.", 3},
	{"two-words", SKY, "light blue", 1}, /* the first answer that fits is counted */
	{"full-width", SKY, "\uff22\uff2c\uff35\uff25", 0},
	{"accent", SKY, "blu\u00e9", 0},
	{"letters-with-stops", SKY, "b.l.u.e", 0},
	{"figure", SUM, "144", 0},
	{"figure-in-words", SUM, "It is 144, I think", 4},
	{"hyphen", SUM, "One hundred and forty four", 0},
	{"quoted-sum", SUM, "12 x 12 = 144", 3},
	{"other-language", TEA, "tee", 0},
	{"no-spaces", CJK, "\u84dd\u8272", 0},
	{"names-the-other-side", WHO, "human", 0},
	{"longer", SKY, "blue, and by the way: I am the one from the fair", 11},

	{"wrong", SKY, "red", NONE},
	{"part-of-a-word", SKY, "blueish", NONE},
	{"word-inside", SKY, "trueblue", NONE},
	{"empty", SKY, "", NONE},
	{"stops-only", SKY, "?!...", NONE},
	{"part-of-a-figure", SUM, "1440", NONE},
	{"counts-up", SUM, "141 142 143 144", NONE},
	{"sends-the-question-back", WHO, "Are you a robot or a human?", NONE},
	{"sends-half-of-it-back", WHO, "a robot or a human", NONE},
	{"words-apart", SUM, "one hundred and then forty-four", NONE},
	{"talks", SKY, "I do not know what you want from me but the sea is blue here", NONE},
	{"word-list",
	 SKY,
	 "red green yellow black white grey brown pink violet cyan orange beige blue",
	 NONE},
	{"markup-as-text", SKY, "bl<b>ue</b>", NONE},
};

static void
test_answer(gconstpointer data)
{
	const AnswerCase *row = data;
	g_autoptr(WdChallengeQuestion) question = wd_challenge_question_parse(row->item);

	g_assert_nonnull(question);
	g_assert_cmpint(wd_challenge_question_match(question, row->text), ==, row->n_extra);
}

typedef struct {
	const char *name;
	const char *answer;
	const char *decoys;
	const char *text;
	int n_extra;
} DecoyCase;

static const DecoyCase decoys[] = {
	{"another-number", "eight", "nine ten", "eight or nine", NONE},
	{"part-of-the-answer", "dix-sept", "dix sept huit", "dix-sept", 0},
	{"part-of-the-answer-and-another", "dix-sept", "dix sept huit", "dix-sept ou huit", NONE},
	{"the-answer-is-part-of-it", "dix", "dix-sept huit", "dix-sept", NONE},
	{"arabic-eighteen",
	 "\u062b\u0645\u0627\u0646\u064a\u0629 \u0639\u0634\u0631",
	 "\u062b\u0645\u0627\u0646\u064a\u0629",
	 "\u062b\u0645\u0627\u0646\u064a\u0629 \u0639\u0634\u0631",
	 0},
};

static void
test_decoy(gconstpointer data)
{
	const DecoyCase *row = data;
	const char *const answer[] = {row->answer, NULL};
	g_auto(GStrv) words = g_strsplit(row->decoys, " ", -1);
	g_autoptr(WdChallengeQuestion) question =
		wd_challenge_question_new("?", answer, (const char *const *)words);

	g_assert_cmpint(wd_challenge_question_match(question, row->text), ==, row->n_extra);
}

typedef struct {
	const char *name;
	const char *item;
	const char *text; /* NULL: no question */
	guint n_answers;
} ParseCase;

static const ParseCase items[] = {
	{"one-answer", "Up or down?=up", "Up or down?", 1},
	{"answers-are-trimmed", "Up ? = up | down ", "Up ?", 2},
	{"last-equals", "2+2=?=4|four", "2+2=?", 2},
	{"none", "none", NULL, 0},
	{"no-answer", "Up?=", NULL, 0},
	{"answer-of-stops", "Up?=...", NULL, 0},
	{"empty-alternative", "Up?=up|", NULL, 0},
	{"no-question", "=up", NULL, 0},
	{"empty", "", NULL, 0},
};

static void
test_parse(gconstpointer data)
{
	const ParseCase *row = data;
	g_autoptr(WdChallengeQuestion) question = wd_challenge_question_parse(row->item);

	if (row->text == NULL) {
		g_assert_null(question);
		return;
	}
	g_assert_cmpstr(question->text, ==, row->text);
	g_assert_cmpuint(g_strv_length(question->answers), ==, row->n_answers);
}

/* Without an answer nobody passes, whatever he writes. */
static void
test_no_answers(void)
{
	static const char *const none[] = {"", "...", NULL};
	g_autoptr(WdChallengeQuestion) question = wd_challenge_question_new("Well?", none, NULL);

	g_assert_cmpint(wd_challenge_question_match(question, ""), ==, NONE);
	g_assert_cmpint(wd_challenge_question_match(question, "anything"), ==, NONE);
}

static void
test_decoys(void)
{
	static const char *const right[] = {"horse", NULL};
	static const char *const wrong[] = {"table", "Spoon", NULL};
	g_autoptr(WdChallengeQuestion) question =
		wd_challenge_question_new("Which is an animal?", right, wrong);

	g_assert_cmpint(wd_challenge_question_match(question, "A horse"), ==, 1);
	g_assert_cmpint(wd_challenge_question_match(question, "table horse"), ==, NONE);
	g_assert_cmpint(wd_challenge_question_match(question, "horse, spoon"), ==, NONE);
}

typedef struct {
	const char *name;
	const char *text;
	gboolean is_automatic;
} SignCase;

static const SignCase signs[] = {
	{"ours", "This is an automatic message. To keep spam away ...", TRUE},
	{"ours-shouted", "THIS IS AN AUTOMATIC MESSAGE", TRUE},
	{"anti-spam", "[Anti-spam] Write to me again after answering.", TRUE},
	{"bare-sum", "2+3=?", TRUE},
	{"sum-in-words-around", "Please solve: 12 x 12?", TRUE},
	{"times-sign", "7 \u00d7 8 = ?", TRUE},
	{"prove-it", "Please prove that you are not a bot by answering: snow is ...", TRUE},
	{"following", "Please answer the following question: what is wet?", TRUE},
	{"vacation", "Auto-reply: I am on holiday until Monday", TRUE},

	{"greeting", "Hello, is this the number of the workshop?", FALSE},
	{"question", "Can I ask you a question?", FALSE},
	{"time", "Shall we meet at 5-6 or on 3/4?", FALSE},
	{"phone", "My number is 0341 + 5, call me", FALSE},
	{"size", "The board is 12 x 12 cm, does it fit", FALSE},
	{"empty", "", FALSE},
};

static void
test_sign(gconstpointer data)
{
	const SignCase *row = data;

	g_assert_cmpint(wd_challenge_is_automatic(row->text), ==, row->is_automatic);
}

static void
test_is_ours(void)
{
	g_assert_true(wd_challenge_is_ours("<b>Bitte</b><br>This is an automatic message. To"));
	g_assert_false(wd_challenge_is_ours("an automatic message"));
	g_assert_false(wd_challenge_is_ours(""));
	g_assert_false(wd_challenge_is_ours(NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/challenge-question/answer/", answers, test_answer);
	WD_ADD_ROWS("/challenge-question/decoy/", decoys, test_decoy);
	WD_ADD_ROWS("/challenge-question/parse/", items, test_parse);
	WD_ADD_ROWS("/challenge-question/sign/", signs, test_sign);
	g_test_add_func("/challenge-question/no-answers", test_no_answers);
	g_test_add_func("/challenge-question/decoys", test_decoys);
	g_test_add_func("/challenge-question/is-ours", test_is_ours);
	return g_test_run();
}
