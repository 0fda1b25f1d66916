/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/challenge/wd-challenge-question.h"
#include "engine/challenge/wd-challenge-signs.h"
#include "wd-fuzz.h"

/* The first line is an item of a policy, the rest what somebody answers. Laws: nobody answers with
 * nothing, nobody in more words than an answer has, and answers stay what they are. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	char *newline = strchr(text, '\n');
	const char *said = newline != NULL ? newline + 1 : "";
	g_autoptr(WdChallengeQuestion) question = NULL;
	int n_extra;

	if (newline != NULL)
		*newline = '\0';
	(void)wd_challenge_is_automatic(said);
	question = wd_challenge_question_parse(text);
	if (question == NULL)
		return 0;
	n_extra = wd_challenge_question_match(question, said);
	g_assert_cmpint(n_extra, >=, WD_CHALLENGE_NO_ANSWER);
	g_assert_cmpint(n_extra, <, 12);
	g_assert_cmpint(wd_challenge_question_match(question, ""), ==, WD_CHALLENGE_NO_ANSWER);
	/* Normal form has a normal form: an answer is right when it comes as it is compared. */
	for (guint i = 0; question->answers[i] != NULL; i++) {
		g_auto(GStrv) words = wd_challenge_words(question->answers[i]);
		g_autofree char *again = g_strjoinv(" ", words);

		g_assert_cmpstr(again, ==, question->answers[i]);
	}
	return 0;
}
