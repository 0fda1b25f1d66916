/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-seed-phrase.h"

#include <stdlib.h>
#include <string.h>

#include "engine/leak/wd-seed-words.h"

#define MIN_WORDS  12
#define MAX_WORDS  24
#define STEP_WORDS 3
#define MIN_BYTES  47 /* twelve words of three letters and what is between them */
#define MIN_LETTER 3
#define MAX_LETTER 8
#define BITS_WORD  11
#define MAX_BYTES  33 /* 24 words of 11 bits */
#define MAX_RUN    64 /* words of the list in a row that are kept; more are no backup */
#define MAX_TRIES  64 /* check sums in one run, wherever they begin */

/* Words of the list that follow each other. */
typedef struct {
	guint n;
	guint16 numbers[MAX_RUN];
	gsize starts[MAX_RUN];
	gsize ends[MAX_RUN];
} Run;

static int
compare_word(const void *key, const void *entry)
{
	return strcmp(key, entry);
}

/* Returns the word's number, or -1. */
static int
look_up(const char *at, gsize len)
{
	char word[WD_SEED_WORD_BYTES];
	const char *found;

	if (len < MIN_LETTER || len > MAX_LETTER)
		return -1;
	for (gsize i = 0; i < len; i++)
		word[i] = g_ascii_tolower(at[i]);
	word[len] = '\0';
	found = bsearch(word, wd_seed_words, WD_SEED_N_WORDS, WD_SEED_WORD_BYTES, compare_word);
	return found != NULL ? (int)((found - wd_seed_words[0]) / WD_SEED_WORD_BYTES) : -1;
}

static gsize
count_letters(const char *at)
{
	gsize n = 0;

	while (g_ascii_isalpha(at[n]))
		n++;
	return n;
}

/* What stands between two words of a backup: blanks, commas, the words' own numbers. */
static gsize
count_between(const char *at)
{
	/* Nearly always a single blank. */
	return at[0] == ' ' && g_ascii_isalpha(at[1]) ? 1 : strspn(at, " \t\r\n,;:.)-|0123456789");
}

/* The first bits are the secret, the last ones the beginning of its hash: one for every three
 * words. */
static gboolean
has_check_sum(const guint16 *numbers, guint n)
{
	guint8 bytes[MAX_BYTES + 1] = {0};
	guint8 digest[32];
	gsize n_digest = sizeof digest;
	guint n_secret = n / STEP_WORDS * 4;
	guint n_check = n / STEP_WORDS;
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

	for (guint bit = 0; bit < n * BITS_WORD; bit++) {
		guint is_set = numbers[bit / BITS_WORD] >> (BITS_WORD - 1 - bit % BITS_WORD) & 1;

		bytes[bit / 8] |= (guint8)(is_set << (7 - bit % 8));
	}
	g_checksum_update(checksum, bytes, n_secret);
	g_checksum_get_digest(checksum, digest, &n_digest);
	return (bytes[n_secret] ^ digest[0]) >> (8 - n_check) == 0;
}

static gboolean
holds_sum(const Run *run, guint n, guint step, guint max_tries)
{
	for (guint i = 0; i + n <= run->n && max_tries > 0; i += step, max_tries--) {
		if (has_check_sum(run->numbers + i, n))
			return TRUE;
	}
	return FALSE;
}

/* One behind the other, as who has several writes them down; then anywhere. */
static gboolean
holds_backup(const Run *run)
{
	guint n_left = MAX_TRIES;

	for (guint n = MAX_WORDS; n >= MIN_WORDS; n -= STEP_WORDS) {
		if (holds_sum(run, n, n, MAX_TRIES))
			return TRUE;
	}
	for (guint n = MAX_WORDS; n >= MIN_WORDS; n -= STEP_WORDS) {
		if (holds_sum(run, n, 1, n_left))
			return TRUE;
		n_left -= MIN(n_left, run->n >= n ? run->n - n + 1 : 0);
	}
	return FALSE;
}

/* Some wallets count otherwise: nothing but such words, as many as a backup has, is one as well. */
static gboolean
is_all_there_is(const char *text, const Run *run)
{
	gsize last = run->n > 0 ? run->ends[run->n - 1] : 0;

	return run->n >= MIN_WORDS && run->n <= MAX_WORDS && run->n % STEP_WORDS == 0 &&
	       count_between(text) == run->starts[0] &&
	       text[last + count_between(text + last)] == '\0';
}

/* Reads words of the list from @at on; returns where the first other thing begins. */
static gsize
read_run(const char *text, gsize at, Run *run)
{
	run->n = 0;
	while (run->n < MAX_RUN) {
		gsize len = count_letters(text + at);
		int number = look_up(text + at, len);

		if (number < 0 || (guchar)text[at + len] >= 0x80)
			return at;
		run->numbers[run->n] = (guint16)number;
		run->starts[run->n] = at;
		run->ends[run->n++] = at + len;
		at += len;
		at += count_between(text + at);
	}
	return at;
}

/* A look without the list, since nearly all talk has a word of one or two letters among twelve:
 * returns where twelve longer ones in a row begin, or the end of the text. */
static gsize
skip_talk(const char *text, gsize len_text, gsize at)
{
	gsize start = at;
	guint n = 0;

	while ((n > 0 ? start : at) + MIN_BYTES <= len_text) {
		gsize len = count_letters(text + at);

		if (len >= MIN_LETTER && len <= MAX_LETTER) {
			start = n == 0 ? at : start;
			if (++n == MIN_WORDS)
				return start;
			at += len;
			at += count_between(text + at);
			continue;
		}
		n = 0;
		at += len > 0 ? len : 1;
	}
	return len_text;
}

/**
 * wd_seed_phrase_find:
 * @text: nul-terminated text
 * @len: its length in bytes
 * @from: byte of @text to begin at
 * @start: (out): first byte of the first word
 * @end: (out): byte behind the last one
 *
 * Finds the next backup of a wallet. Linear in @text.
 *
 * Returns: whether there is one; the out parameters are set only then
 */
gboolean
wd_seed_phrase_find(const char *text, gsize len, gsize from, gsize *start, gsize *end)
{
	gsize at = from;
	Run run;

	while ((at = skip_talk(text, len, at)) < len) {
		gsize behind = read_run(text, at, &run);

		/* All of the run, since twelve of its words may have a right sum by accident. */
		if (holds_backup(&run) || (from == 0 && is_all_there_is(text, &run))) {
			*start = run.starts[0];
			*end = run.ends[run.n - 1];
			return TRUE;
		}
		/* What is no word of the list is not begun with again. */
		at = behind + MAX(count_letters(text + behind), behind == at ? 1u : 0u);
	}
	return FALSE;
}
