/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/challenge/wd-challenge-signs.h"

#include <string.h>

#include "engine/challenge/wd-challenge-question.h"

/* What automatic answers and the questions of other programs of this kind have in common. */
static const char *const signs[] = {
	WD_CHALLENGE_SIGN,
	"automatic reply",
	"automatic response",
	"automated message",
	"automated reply",
	"automated response",
	"auto reply",
	"autoreply",
	"auto response",
	"out of office",
	"anti spam",
	"antispam",
	"stopspam",
	"stop spam",
	"spam protection",
	"spam filter",
	"bot sentry",
	"botsentry",
	"captcha",
	"not a bot",
	"not a robot",
	"not a spammer",
	"you are human",
	"you are a human",
	"answer the following",
	"answer this question",
	"answer the question",
	"answer my question",
	"placed on a temporary ignore list",
	"message was blocked",
	"message has been blocked",
	"do not reply",
};

static gboolean
has_sign(const char *text)
{
	g_auto(GStrv) words = wd_challenge_words(text);

	for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
		g_auto(GStrv) sign = g_strsplit(signs[i], " ", -1);

		if (wd_challenge_words_contain((const char *const *)words,
					       (const char *const *)sign))
			return TRUE;
	}
	return FALSE;
}

static const char *
skip_spaces(const char *text)
{
	while (*text == ' ')
		text++;
	return text;
}

/* “12 x 12?”: a figure, a sign, a figure. Dashes and strokes stand between times and dates, too. */
static gboolean
asks_for_sum(const char *text)
{
	static const char *const operators[] = {"+", "*", "x", "X", "\u00d7"};

	if (strpbrk(text, "?=") == NULL)
		return FALSE;
	for (const char *p = text; *p != '\0'; p++) {
		const char *after = skip_spaces(p + 1);

		for (guint i = 0; g_ascii_isdigit(*p) && i < G_N_ELEMENTS(operators); i++) {
			if (g_str_has_prefix(after, operators[i]) &&
			    g_ascii_isdigit(*skip_spaces(after + strlen(operators[i]))))
				return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_challenge_is_automatic:
 * @text: valid UTF-8, without markup
 *
 * Two programs that answer each other never stop. So nothing is asked of a text like this one.
 *
 * Returns: whether @text reads like an automatic answer, or asks for a proof like Warden's own
 */
gboolean
wd_challenge_is_automatic(const char *text)
{
	return has_sign(text) || asks_for_sum(text);
}

/**
 * wd_challenge_is_ours:
 * @text: (nullable): any bytes, also with markup
 *
 * Returns: whether @text has the sentence in it by which Warden marks what it sends by itself
 */
gboolean
wd_challenge_is_ours(const char *text)
{
	return text != NULL && strstr(text, WD_CHALLENGE_SENTENCE) != NULL;
}
