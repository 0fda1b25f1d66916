/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "engine/leak/wd-leak-text.h"
#include "store/wd-document-store.h"

#define N_DOCUMENTS 10000
#define N_WORDS     2000 /* of one: some six pages */
#define N_LOOKUPS   20000
#define VOCABULARY  20000 /* different words, as a company uses them */

/* Made-up prose: the lower a word's number, the oftener it comes. */
static char *
make_text(guint32 *state, guint n_words)
{
	GString *text = g_string_sized_new(n_words * 8);

	for (guint i = 0; i < n_words; i++) {
		guint one;
		guint other;

		*state = *state * 1664525u + 1013904223u;
		one = (*state >> 8) % VOCABULARY;
		*state = *state * 1664525u + 1013904223u;
		other = (*state >> 8) % VOCABULARY;
		g_string_append_printf(text, "%sword%u", i > 0 ? " " : "", MIN(one, other));
	}
	return g_string_free(text, FALSE);
}

static void
compile(const char *path)
{
	static const WdHashKey key = {0x0123456789abcdef, 0xfedcba9876543210};
	g_autoptr(WdDocumentBuilder) builder = wd_document_builder_new(&key, 28u * 1024 * 1024);
	g_autoptr(GByteArray) bytes = NULL;
	double start_us = bench_time_us();
	guint32 state = 1;

	for (guint i = 0; i < N_DOCUMENTS; i++) {
		g_autofree char *text = make_text(&state, N_WORDS);

		(void)wd_document_builder_add(builder, text);
	}
	bytes = wd_document_builder_end(builder);
	bench_print("documents.compile",
		    (bench_time_us() - start_us) / 1e6,
		    "s for 10,000 documents of 2,000 words");
	g_assert(g_file_set_contents(path, (const char *)bytes->data, bytes->len, NULL));
	bench_print("documents.size", (double)bytes->len / (1024 * 1024), "MiB (bar 32)");
}

/* Pages of the process that are in memory, in MiB. */
static double
get_resident(void)
{
	g_autofree char *text = NULL;
	unsigned long pages = 0;

	g_assert(g_file_get_contents("/proc/self/statm", &text, NULL, NULL));
	g_assert(sscanf(text, "%*u %lu", &pages) == 1);
	return (double)pages * (double)sysconf(_SC_PAGESIZE) / (1024 * 1024);
}

static void
note(guint document, gsize start, gsize end, gpointer data)
{
	guint *n = data;

	(*n)++;
}

static int
compare(gconstpointer a, gconstpointer b)
{
	const double *one = a;
	const double *other = b;

	return (*one > *other) - (*one < *other);
}

static void
look(const WdDocumentIndex *index)
{
	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
	guint32 state = 99;
	guint n_found = 0;

	for (guint i = 0; i < N_LOOKUPS; i++) {
		g_autofree char *text = make_text(&state, 12);
		g_auto(WdLeakWords) words = {0};
		double start_us = bench_time_us();
		double took_us;

		wd_leak_words_init(&words, text);
		wd_document_index_find(index, &words, note, &n_found);
		took_us = bench_time_us() - start_us;
		g_array_append_val(times, took_us);
	}
	g_array_sort(times, compare);
	bench_print("documents.look-up",
		    g_array_index(times, double, times->len / 2),
		    "us a message of twelve words, median (bar 5)");
	bench_print("documents.look-up-p99",
		    g_array_index(times, double, times->len * 99 / 100),
		    "us a message, p99");
	bench_print("documents.false", n_found, "passages found that were copied from nowhere");
}

/* bench-documents: an index of 10,000 documents, mapped, and what a message costs against it. */
int
main(void)
{
	char *base = bench_make_base();
	g_autofree char *path = g_build_filename(base, "documents.index", NULL);
	g_autoptr(WdDocumentStore) store = NULL;
	g_autoptr(GError) error = NULL;
	double before;
	double start_us;

	compile(path);
	before = get_resident();
	start_us = bench_time_us();
	store = wd_document_store_open(path, FALSE, &error);
	g_assert_no_error(error);
	bench_print("documents.open", (bench_time_us() - start_us) / 1000, "ms");
	look(wd_document_store_get_index(store));
	bench_print("documents.resident",
		    get_resident() - before,
		    "MiB after 20,000 look-ups (bar 32)");
	bench_remove_tree(base);
	g_free(base);
	return 0;
}
