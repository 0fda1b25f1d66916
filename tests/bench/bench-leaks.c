/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "bench.h"
#include "engine/leak/wd-leak-rules.h"
#include "engine/leak/wd-leak-scan.h"
#include "engine/leak/wd-tokens.h"
#include "engine/wd-pattern.h"

#define N_ROUNDS  200
#define N_COMPANY 221 /* patterns of a company, as many as gitleaks has rules */

/* Talk of about sixty bytes, none of it a leak. */
static const char *const messages[] = {
	"did you get the mail about thursday, or shall I send it again?",
	"I think it is the cable, try another port and tell me what it is",
	"ok, then let us meet at half past ten in front of the old station",
	"the build is green again, I have merged it and will watch the logs",
	"can you look at ticket 837198? it came back after the last update",
	"no idea, ask Ann, she has written the thing and knows what it does",
	"what time is it over there? here it is 23:15 and I am going to bed",
	"my password does not work any more, is the server being moved now?",
	"http://example.org/wiki/index.php has a page about that, have a look",
	"lunch? the usual place, 12:30, and bring the keys of the store room",
};

typedef struct {
	GPtrArray *patterns; /* of WdPattern * */
	WdLeakRules *rules;
} Company;

/* "NAME-[0-9]{4,8}" with names that differ, as numbers of contracts and projects do. */
static char **
make_sources(void)
{
	char **sources = g_new0(char *, N_COMPANY + 1);

	for (guint i = 0; i < N_COMPANY; i++)
		sources[i] = g_strdup_printf(
			"(?i)\\b%c%c%c[_-]?key\\W{0,3}[=:]\\W{0,3}[0-9a-z]{16,40}\\b",
			'a' + (int)(i % 26),
			'a' + (int)(i / 26 % 26),
			'a' + (int)(i * 7 % 26));
	return sources;
}

static int
compare(gconstpointer a, gconstpointer b)
{
	const double *one = a;
	const double *other = b;

	return (*one > *other) - (*one < *other);
}

/* The median over rounds and messages of @look, in microseconds. */
static double
measure(void (*look)(const char *text, const Company *company), const Company *company)
{
	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));

	for (guint round = 0; round < N_ROUNDS; round++) {
		for (guint i = 0; i < G_N_ELEMENTS(messages); i++) {
			double start_us = bench_time_us();
			double took_us;

			/* Eight at a time: a clock is not exact enough for one. */
			for (guint k = 0; k < 8; k++)
				look(messages[i], company);
			took_us = (bench_time_us() - start_us) / 8;
			g_array_append_val(times, took_us);
		}
	}
	g_array_sort(times, compare);
	return g_array_index(times, double, times->len / 2);
}

static void
look_built_in(const char *text, const Company *company)
{
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, text);
	(void)wd_leak_scan(&view, WD_LEAK_BUILT_IN, hits);
}

static void
look_company(const char *text, const Company *company)
{
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, text);
	(void)wd_leak_rules_scan(company->rules, &view, WD_LEAK_ALL_KINDS, hits);
}

static void
look_one_by_one(const char *text, const Company *company)
{
	gsize len = strlen(text);
	gsize start;
	gsize end;

	for (guint i = 0; i < company->patterns->len; i++)
		(void)wd_pattern_find(
			g_ptr_array_index(company->patterns, i), text, len, 0, &start, &end);
}

static GPtrArray *
compile_all(char **sources)
{
	GPtrArray *patterns = g_ptr_array_new_with_free_func((GDestroyNotify)wd_pattern_free);

	for (; *sources != NULL; sources++)
		g_ptr_array_add(patterns, wd_pattern_new(*sources, NULL, NULL));
	return patterns;
}

static void
measure_start(void)
{
	double start_us = bench_time_us();
	GPtrArray *patterns = g_ptr_array_new_with_free_func((GDestroyNotify)wd_pattern_free);

	look_built_in(messages[0], NULL);
	bench_print(
		"leaks.first-look", (bench_time_us() - start_us) / 1000, "ms, makes the automaton");
	start_us = bench_time_us();
	for (guint i = 0; i < wd_n_tokens; i++)
		g_ptr_array_add(patterns, wd_pattern_new(wd_tokens[i].pattern, NULL, NULL));
	bench_print("leaks.compile-built-in",
		    (bench_time_us() - start_us) / 1000,
		    "ms for every token's pattern, were all needed at once (bar 20)");
	g_ptr_array_unref(patterns);
}

/* bench-leaks: what it costs to look for leaks in a message, beside trying every pattern. */
int
main(void)
{
	static const char *const none[] = {NULL};
	g_auto(GStrv) sources = make_sources();
	Company company = {0};
	double start_us;
	double by_words;
	double one_by_one;

	measure_start();
	start_us = bench_time_us();
	company.rules = wd_leak_rules_new(none, (const char *const *)sources, none);
	bench_print("leaks.make-company",
		    (bench_time_us() - start_us) / 1000,
		    "ms to make 221 patterns ready; they are compiled when first tried (bar 20)");
	company.patterns = compile_all(sources);
	bench_print(
		"leaks.built-in", measure(look_built_in, &company), "us a message, median (bar 1)");
	by_words = measure(look_company, &company);
	one_by_one = measure(look_one_by_one, &company);
	bench_print("leaks.company", by_words, "us a message for 221 patterns, median (bar 1)");
	bench_print("leaks.one-by-one", one_by_one, "us a message for the same 221 patterns");
	bench_print("leaks.gain", one_by_one / by_words, "times faster");
	g_ptr_array_unref(company.patterns);
	wd_leak_rules_free(company.rules);
	return 0;
}
