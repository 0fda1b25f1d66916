/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-passages.h"
#include "wd-rows.h"

static const WdHashKey key = {1, 2};

static GArray *
hash(const WdHashKey *with, const char *text)
{
	g_auto(WdLeakWords) words = {0};

	wd_leak_words_init(&words, text);
	return wd_passages_hash(with, &words);
}

static gboolean
has(const GArray *passages, guint64 wanted)
{
	for (guint i = 0; i < passages->len; i++) {
		if (g_array_index(passages, WdPassage, i).hash == wanted)
			return TRUE;
	}
	return FALSE;
}

/* How many passages a text has: one for each word from the eighth on. */
static const struct {
	const char *name;
	const char *text;
	guint n_passages;
} counts[] = {
	{"empty", "", 0},
	{"seven-words", "one two three four five six seven", 0},
	{"eight-words", "one two three four five six seven eight", 1},
	{"ten-words", "one two three four five six seven eight nine ten", 3},
	{"signs-are-gaps", "one, two... three;four (five) -- six!seven? eight", 1},
	{"gaps-are-one", "one  two\n\nthree\tfour five six seven eight", 1},
	/* Scripts without gaps: every character is a word. */
	{"seven-characters",
	 "\xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89\xe5\x9b\x9b\xe4\xba\x94\xe5\x85"
	 "\xad\xe4\xb8\x83",
	 0},
	{"nine-characters",
	 "\xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89\xe5\x9b\x9b\xe4\xba\x94\xe5\x85"
	 "\xad\xe4\xb8\x83\xe5\x85\xab\xe4\xb9\x9d",
	 2},
	{"mixed", "one two three four \xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89\xe5\x9b\x9b", 1},
};

static void
test_count(gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	g_autoptr(GArray) passages = hash(&key, counts[i].text);

	g_assert_cmpuint(passages->len, ==, counts[i].n_passages);
	for (guint k = 1; k < passages->len; k++)
		g_assert_cmpuint(g_array_index(passages, WdPassage, k).start,
				 >,
				 g_array_index(passages, WdPassage, k - 1).start);
}

/* Two writings of one passage, and two passages. */
static const struct {
	const char *name;
	const char *first;
	const char *second;
	gboolean is_same;
} pairs[] = {
	{"capitals", "a b c d e f g h", "A B C D E F G H", TRUE},
	{"signs", "a b c d e f g h", "a, b; c: d. (e) f -- g h!", TRUE},
	{"another-word", "a b c d e f g h", "a b c d e f g i", FALSE},
	{"another-order", "a b c d e f g h", "b a c d e f g h", FALSE},
	{"words-run-together", "ab c d e f g h i", "a bc d e f g h i", FALSE},
};

static void
test_pair(gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	g_autoptr(GArray) first = hash(&key, pairs[i].first);
	g_autoptr(GArray) second = hash(&key, pairs[i].second);

	g_assert_cmpuint(first->len, ==, 1);
	g_assert_cmpuint(second->len, ==, 1);
	g_assert_cmpint(has(second, g_array_index(first, WdPassage, 0).hash), ==, pairs[i].is_same);
}

/* Who does not know the index's key learns nothing from its hashes. */
static void
test_other_key(void)
{
	static const WdHashKey other = {1, 3};
	g_autoptr(GArray) first = hash(&key, "a b c d e f g h");
	g_autoptr(GArray) second = hash(&other, "a b c d e f g h");

	g_assert_false(has(second, g_array_index(first, WdPassage, 0).hash));
}

static char *
make_text(guint seed, guint n_words)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < n_words; i++)
		g_string_append_printf(text, "w%u ", seed * 100000 + i * 7919 % 10007);
	return g_string_free(text, FALSE);
}

/* What the choice promises: of so many words in a row, one passage was kept, wherever they stand.
 */
static void
test_winnow(void)
{
	g_autofree char *secret = make_text(1, 400);
	g_auto(GStrv) words = g_strsplit(secret, " ", -1);
	g_autoptr(GArray) index = hash(&key, secret);
	guint n_all = index->len;

	wd_passages_winnow(index);
	g_assert_cmpuint(index->len, >, n_all / 12);
	g_assert_cmpuint(index->len, <, n_all / 3);
	for (guint at = 0; at + WD_PASSAGE_SURE <= 400; at += 13) {
		g_autoptr(GString) message = g_string_new("What we talked about: ");
		g_autoptr(GArray) copied = NULL;
		gboolean is_found = FALSE;

		for (guint i = 0; i < WD_PASSAGE_SURE; i++)
			g_string_append_printf(message, "%s ", words[at + i]);
		copied = hash(&key, message->str);
		for (guint i = 0; i < index->len; i++)
			is_found |= has(copied, g_array_index(index, WdPassage, i).hash);
		g_assert_true(is_found);
	}
}

static void
test_winnow_short(void)
{
	g_autoptr(GArray) none = hash(&key, "a b c");
	g_autoptr(GArray) one = hash(&key, "a b c d e f g h");
	g_autoptr(GArray) few = hash(&key, "a b c d e f g h i j");
	guint64 smallest = G_MAXUINT64;

	for (guint i = 0; i < few->len; i++)
		smallest = MIN(smallest, g_array_index(few, WdPassage, i).hash);
	wd_passages_winnow(none);
	wd_passages_winnow(one);
	wd_passages_winnow(few);
	g_assert_cmpuint(none->len, ==, 0);
	g_assert_cmpuint(one->len, ==, 1);
	g_assert_cmpuint(few->len, ==, 1);
	g_assert_cmpuint(g_array_index(few, WdPassage, 0).hash, ==, smallest);
}

/* Equal words over and over: the last of equal hashes counts, so few are kept. */
static void
test_winnow_equal(void)
{
	g_autofree char *text = g_strnfill(2 * 600, 'a');
	g_autoptr(GArray) passages = NULL;

	for (guint i = 1; i < 2 * 600; i += 2)
		text[i] = ' ';
	passages = hash(&key, text);
	g_assert_cmpuint(passages->len, ==, 600 - WD_PASSAGE_WORDS + 1);
	wd_passages_winnow(passages);
	g_assert_cmpuint(passages->len, <=, 600 - WD_PASSAGE_SURE + 1);
	g_assert_cmpuint(passages->len, >=, 600 / WD_PASSAGE_WINDOW - 2);
}

#define ADD_NUMBERED(prefix, rows, function)                                                       \
	for (guint row = 0; row < G_N_ELEMENTS(rows); row++) {                                     \
		g_autofree char *path = g_strconcat(prefix, rows[row].name, NULL);                 \
                                                                                                   \
		g_test_add_data_func(path, GUINT_TO_POINTER(row), function);                       \
	}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD_NUMBERED("/passages/count/", counts, test_count);
	ADD_NUMBERED("/passages/pair/", pairs, test_pair);
	g_test_add_func("/passages/other-key", test_other_key);
	g_test_add_func("/passages/winnow", test_winnow);
	g_test_add_func("/passages/winnow-short", test_winnow_short);
	g_test_add_func("/passages/winnow-equal", test_winnow_equal);
	return g_test_run();
}
