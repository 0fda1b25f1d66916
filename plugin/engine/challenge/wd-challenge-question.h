/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A question that a stranger is asked, and what counts as its answer. Apart from who may be asked
 * when: the words come from policy or from ui/wd-riddles.h, and are compared here and nowhere else,
 * never as bytes and never as markup.
 */
typedef struct {
	char *text;     /* what the stranger reads */
	char **answers; /* each in normal form; any of them is right */
	char **decoys;  /* words in normal form that a right answer does not name */
} WdChallengeQuestion;

WdChallengeQuestion *
wd_challenge_question_new(const char *text, const char *const *answers, const char *const *decoys);
WdChallengeQuestion *wd_challenge_question_parse(const char *item); /* "Question?=one|two" */
void wd_challenge_question_free(WdChallengeQuestion *question);

#define WD_CHALLENGE_NO_ANSWER (-1)
/* How many words @text has besides the answer, or WD_CHALLENGE_NO_ANSWER. */
int wd_challenge_question_match(const WdChallengeQuestion *question, const char *text);

/* The words of a text as they are compared: in normal form, without punctuation. */
char **wd_challenge_words(const char *text);
gboolean wd_challenge_words_contain(const char *const *words, const char *const *phrase);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdChallengeQuestion, wd_challenge_question_free)
