/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/challenge/wd-challenge-question.h"

#include <string.h>

#include "engine/text/wd-normalise.h"

#define MAX_WORDS   12  /* an answer is short; whoever sends more is talking, or lists words */
#define MAX_NUMBERS 3   /* “3 and 9 is 12” */
#define MAX_BYTES   512 /* more is no answer in any language, and not worth reading */

/* The words of what is normal already. */
static char **
split(const char *normal)
{
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();
	g_autoptr(GString) word = g_string_new(NULL);

	for (const char *p = normal;; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c != 0 && (g_unichar_isalnum(c) || g_unichar_ismark(c))) {
			g_string_append_unichar(word, c);
			continue;
		}
		if (word->len > 0)
			g_strv_builder_add(words, word->str);
		g_string_truncate(word, 0);
		if (c == 0)
			return g_strv_builder_end(words);
	}
}

/**
 * wd_challenge_words:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the words of @text in normal form: letters and digits, nothing else
 */
char **
wd_challenge_words(const char *text)
{
	g_autofree char *normal = wd_normalise_text(text);
	g_auto(GStrv) words = split(normal);
	g_autofree char *bare = g_strjoinv(" ", words);
	/* Without its stops "b.l.u.e" is a spaced-out word like any other. */
	g_autofree char *joined = wd_normalise_text(bare);

	return split(joined);
}

static gboolean
begins_with(const char *const *words, const char *const *phrase)
{
	for (; *phrase != NULL; words++, phrase++) {
		if (*words == NULL || !g_str_equal(*words, *phrase))
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_challenge_words_contain:
 * @words: of wd_challenge_words()
 * @phrase: of wd_challenge_words()
 *
 * Returns: whether the words of @phrase stand one after another in @words; an empty phrase nowhere
 */
gboolean
wd_challenge_words_contain(const char *const *words, const char *const *phrase)
{
	for (; *phrase != NULL && *words != NULL; words++) {
		if (begins_with(words, phrase))
			return TRUE;
	}
	return FALSE;
}

static char *
normal_phrase(const char *text)
{
	g_auto(GStrv) words = wd_challenge_words(text);

	return g_strjoinv(" ", words);
}

static char **
normal_phrases(const char *const *texts)
{
	g_autoptr(GStrvBuilder) phrases = g_strv_builder_new();

	for (; texts != NULL && *texts != NULL; texts++) {
		g_autofree char *phrase = normal_phrase(*texts);

		if (*phrase != '\0')
			g_strv_builder_add(phrases, phrase);
	}
	return g_strv_builder_end(phrases);
}

/**
 * wd_challenge_question_new:
 * @text: what the stranger reads
 * @answers: NULL-terminated, as somebody would write them
 * @decoys: (nullable): NULL-terminated words that only somebody names who sends every word there is
 *
 * Returns: (transfer full): a question; nobody can answer one without answers
 */
WdChallengeQuestion *
wd_challenge_question_new(const char *text, const char *const *answers, const char *const *decoys)
{
	WdChallengeQuestion *question = g_new0(WdChallengeQuestion, 1);

	question->text = g_strdup(text);
	question->answers = normal_phrases(answers);
	question->decoys = normal_phrases(decoys);
	return question;
}

/**
 * wd_challenge_question_parse:
 * @item: an item of a policy's list: the question, the last “=” of the item, answers with “|”
 *
 * Returns: (transfer full) (nullable): the question; NULL when there is none, or an answer is empty
 */
WdChallengeQuestion *
wd_challenge_question_parse(const char *item)
{
	const char *equals = strrchr(item, '=');
	g_autofree char *text = NULL;
	g_auto(GStrv) answers = NULL;
	g_autoptr(WdChallengeQuestion) question = NULL;

	if (equals == NULL)
		return NULL;
	text = g_strstrip(g_strndup(item, (gsize)(equals - item)));
	answers = g_strsplit(equals + 1, "|", -1);
	question = wd_challenge_question_new(text, (const char *const *)answers, NULL);
	if (*text == '\0' || question->answers[0] == NULL ||
	    g_strv_length(question->answers) != g_strv_length(answers))
		return NULL;
	return g_steal_pointer(&question);
}

/**
 * wd_challenge_question_free:
 * @question: (nullable) (transfer full): a question
 */
void
wd_challenge_question_free(WdChallengeQuestion *question)
{
	if (question == NULL)
		return;
	g_free(question->text);
	g_strfreev(question->answers);
	g_strfreev(question->decoys);
	g_free(question);
}

static gboolean
is_number(const char *word)
{
	return *word != '\0' && word[strspn(word, "0123456789")] == '\0';
}

/* Who counts up from one names every sum there is. */
static gboolean
lists_numbers(const char *const *words, const char *answer)
{
	guint n_numbers = 0;

	if (!is_number(answer))
		return FALSE;
	for (; *words != NULL; words++)
		n_numbers += is_number(*words);
	return n_numbers > MAX_NUMBERS;
}

/* A part of the answer is none: "dix-sept" has the ten in it, and the seventeen is no ten. */
static gboolean
names_decoy(const WdChallengeQuestion *question,
	    const char *const *words,
	    const char *const *answer)
{
	for (guint i = 0; question->decoys[i] != NULL; i++) {
		g_auto(GStrv) decoy = g_strsplit(question->decoys[i], " ", -1);
		const char *const *phrase = (const char *const *)decoy;

		if (wd_challenge_words_contain(words, phrase) &&
		    !wd_challenge_words_contain(answer, phrase))
			return TRUE;
	}
	return FALSE;
}

/* A robot that sends the question back must not answer one that names its own answer. */
static gboolean
repeats_question(const WdChallengeQuestion *question,
		 const char *const *words,
		 const char *const *answer)
{
	g_auto(GStrv) asked = wd_challenge_words(question->text);
	guint n_asked = g_strv_length(asked);
	guint n_repeated = 0;

	if (!wd_challenge_words_contain((const char *const *)asked, answer))
		return FALSE;
	for (guint i = 0; i < n_asked; i++)
		n_repeated +=
			g_strv_contains(words, asked[i]) && !g_strv_contains(answer, asked[i]);
	return 2 * n_repeated > n_asked;
}

/**
 * wd_challenge_question_match:
 * @question: what was asked
 * @text: valid UTF-8, what came back, without markup
 *
 * The answer has to be all of @text or to stand in it as whole words, in a message that is no
 * longer than an answer and that is neither the question itself nor a list of everything.
 *
 * Returns: how many words @text has besides the answer; %WD_CHALLENGE_NO_ANSWER when it is wrong
 */
int
wd_challenge_question_match(const WdChallengeQuestion *question, const char *text)
{
	g_auto(GStrv) words = strlen(text) <= MAX_BYTES ? wd_challenge_words(text) : NULL;
	const char *const *said = (const char *const *)words;
	guint n_words = words != NULL ? g_strv_length(words) : 0;

	if (n_words == 0 || n_words > MAX_WORDS)
		return WD_CHALLENGE_NO_ANSWER;
	for (guint i = 0; question->answers[i] != NULL; i++) {
		g_auto(GStrv) answer = g_strsplit(question->answers[i], " ", -1);
		const char *const *wanted = (const char *const *)answer;

		if (wd_challenge_words_contain(said, wanted) &&
		    !names_decoy(question, said, wanted) &&
		    !lists_numbers(said, question->answers[i]) &&
		    !repeats_question(question, said, wanted))
			return (int)(n_words - g_strv_length(answer));
	}
	return WD_CHALLENGE_NO_ANSWER;
}
