/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "fuzz-target.h"

/*
 * Drives a target without libFuzzer: each file of the corpus, its beginnings, and mutations of it
 * that are the same in every run. Finds no new paths; keeps the old ones walked.
 */
#define N_MUTATIONS  2000 /* of each file; a second for all targets together */
#define MAX_PREFIXES 512
#define SEED         0x9e3779b97f4a7c15u

static guint64
next_random(guint64 *state)
{
	/* xorshift64, Marsaglia 2003 */
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Pieces of text that readers of messages trip over. */
static const char *const pieces[] = {
	"://",
	"<a href=",
	"<!--",
	"&#x",
	"%2",
	"xn--",
	"@",
	"\u202e",
	"\u200b",
	"\u0430",
	"\uff0e",
	"\u3002",
	"4111111111111111",
	"-----BEGIN PRIVATE KEY-----",
	"www.",
	". .",
};

static void
overwrite(guint8 *bytes, gsize len, const char *piece)
{
	memcpy(bytes, piece, MIN(len, strlen(piece)));
}

static void
mutate(guint8 *bytes, gsize *len, guint64 *state)
{
	static const char tokens[] = "\"\\{}[],:/'\n\0\xff\x80-9eE.%<>&;@";
	gsize at = (gsize)(next_random(state) % *len);

	switch (next_random(state) % 5) {
	case 0:
		bytes[at] ^= (guint8)(1u << (next_random(state) % 8));
		break;
	case 1:
		bytes[at] = (guint8)tokens[next_random(state) % (sizeof tokens - 1)];
		break;
	case 2:
		*len = at + 1;
		break;
	case 3:
		overwrite(bytes + at, *len - at, pieces[next_random(state) % G_N_ELEMENTS(pieces)]);
		break;
	default:
		memmove(bytes + at, bytes + *len / 2, *len - MAX(at, *len / 2));
		break;
	}
}

/* In a buffer of exactly its length, so that a sanitizer sees a byte too many being read. */
static void
run(const guint8 *bytes, gsize len)
{
	g_autofree guint8 *exact = g_malloc(MAX(len, 1));

	memcpy(exact, bytes, len);
	(void)LLVMFuzzerTestOneInput(exact, len); /* always 0 */
}

static void
play(const guint8 *bytes, gsize len)
{
	g_autofree guint8 *mutant = g_malloc(MAX(len, 1));
	guint64 state = SEED;

	run(bytes, len);
	for (gsize i = 0; i < MIN(len, MAX_PREFIXES); i++)
		run(bytes, i);
	for (guint i = 0; i < N_MUTATIONS && len > 0; i++) {
		gsize mutant_len = len;
		guint n_changes = 1 + (guint)(next_random(&state) % 4);

		memcpy(mutant, bytes, len);
		for (guint j = 0; j < n_changes; j++)
			mutate(mutant, &mutant_len, &state);
		run(mutant, mutant_len);
	}
}

int
main(int argc, char **argv)
{
	g_autoptr(GDir) dir = NULL;
	const char *name;
	guint n_files = 0;

	if (argc != 2 || (dir = g_dir_open(argv[1], 0, NULL)) == NULL) {
		(void)fprintf(stderr, "usage: %s CORPUS_FOLDER\n", argv[0]);
		return 2;
	}
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(argv[1], name, NULL);
		g_autofree char *bytes = NULL;
		gsize len;

		if (!g_file_get_contents(path, &bytes, &len, NULL))
			return 2;
		play((const guint8 *)bytes, len);
		n_files++;
	}
	(void)printf("%u files\n", n_files);
	return n_files == 0 ? 2 : 0;
}
