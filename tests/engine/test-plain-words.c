/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/judge/wd-plain-words.h"
#include "wd-rows.h"

#define ANN "ann.smith@im.example"

/* A text to a peer, the words that are left of it, and whether it was disguised. */
typedef struct {
	const char *name;
	const char *text;
	const char *peer;
	const char *words;
	gboolean is_disguised;
} WordsCase;

static const WordsCase cases[] = {
	{"empty", "", ANN, "", FALSE},
	{"signs-alone", "!? -- ...", ANN, "", FALSE},
	{"plain", "Look at this video", ANN, "look at this video", FALSE},
	{"punctuation", "look,at;this (video)!", ANN, "look at this video", FALSE},
	{"dots-inside", "p.h.o.t.o don't", ANN, "photo dont", FALSE},
	/* What a program fills in for each. */
	{"greeting", "hey look at this", ANN, "look at this", FALSE},
	{"laughter", "haha lol look", ANN, "look", FALSE},
	{"name", "hey Ann look", ANN, "look", FALSE},
	{"second-name", "Smith, look", ANN, "look", FALSE},
	{"short-form", "hi Ben look", "benjamin@im.example", "look", FALSE},
	{"long-form", "hi Annabel look", "anna@im.example", "look", FALSE},
	{"somebody-else", "look at Bob", ANN, "look at bob", FALSE},
	{"host-is-no-name", "look at example", ANN, "look at example", FALSE},
	{"two-letters-are-no-prefix", "an egg", ANN, "an egg", FALSE},
	{"spoken-to", "Hi Bob, look", ANN, "look", FALSE},
	{"spoken-to-without-a-comma", "Hi Bob look", ANN, "bob look", FALSE},
	{"comma-without-a-greeting", "Bob, look", ANN, "bob look", FALSE},
	{"greeting-in-other-letters",
	 "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82 look",
	 ANN,
	 "look",
	 FALSE},
	/* What is written another way each time. */
	{"number", "only 4711 left", ANN, "only 9 left", FALSE},
	{"another-number", "only 7 left", ANN, "only 9 left", FALSE},
	{"made-up-token", "look x7f93k21", ANN, "look", FALSE},
	{"digits-for-letters", "fr33 vide0", ANN, "free video", FALSE},
	{"drawn-out", "loooook sooo good", ANN, "look soo good", FALSE},
	{"capitals", "LOOK At THIS", ANN, "look at this", FALSE},
	/* Disguises. */
	{"invisible-inside", "lo\xe2\x80\x8bok", ANN, "look", TRUE},
	{"invisible-between", "look \xe2\x80\x8b at", ANN, "look at", FALSE},
	{"mixed-scripts", "l\xd0\xbe\xd0\xbek", ANN, "look", TRUE}, /* Cyrillic о */
	{"two-scripts-in-two-words",
	 "look \xd1\x81\xd1\x8e\xd0\xb4\xd0\xb0",
	 ANN,
	 "look \xd1\x81\xd1\x8e\xd0\xb4\xd0\xb0",
	 FALSE},
	{"spaced-out", "f r e e video", ANN, "free video", TRUE},
	{"three-single-letters", "a b c video", ANN, "abc video", FALSE},
	{"mathematical-letters", "\xf0\x9d\x90\xa5ook", ANN, "look", TRUE},
	{"wide-letters", "\xef\xbd\x8c\xef\xbd\x8f\xef\xbd\x8f\xef\xbd\x8b", ANN, "look", FALSE},
	{"one-wide-letter", "l\xef\xbd\x8fok", ANN, "look", TRUE},
};

static void
test_words(gconstpointer data)
{
	const WordsCase *row = data;
	WdPlainWords plain;
	g_autofree char *joined = NULL;
	guint n_letters = 0;

	wd_plain_words_split(&plain, row->text, row->peer);
	for (guint i = 0; i < plain.words->len; i++)
		n_letters += (guint)g_utf8_strlen(plain.words->pdata[i], -1);
	g_assert_cmpuint(plain.n_letters, ==, n_letters);
	g_ptr_array_add(plain.words, NULL);
	joined = g_strjoinv(" ", (char **)plain.words->pdata);
	g_assert_cmpstr(joined, ==, row->words);
	g_assert_cmpint(plain.is_disguised, ==, row->is_disguised);
	wd_plain_words_clear(&plain);
}

/* However long a word is, what is kept of it is not. */
static void
test_long_word(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	WdPlainWords plain;

	for (guint i = 0; i < 20000; i++)
		g_string_append(text, "\xc3\xa4\xc3\xb6");
	wd_plain_words_split(&plain, text->str, ANN);
	g_assert_cmpuint(plain.words->len, ==, 1);
	g_assert_cmpuint(strlen(plain.words->pdata[0]), <=, 66);
	g_assert_true(g_utf8_validate(plain.words->pdata[0], -1, NULL));
	wd_plain_words_clear(&plain);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/plain-words/", cases, test_words);
	g_test_add_func("/plain-words/long-word", test_long_word);
	return g_test_run();
}
