/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define BASE_PREFIX "wd-bench-"

static gint64
now_ns(void)
{
	struct timespec now;

	g_assert(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
	return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

double
bench_time_us(void)
{
	return (double)now_ns() / 1000;
}

void
bench_timer_begin(BenchTimer *timer)
{
	if (timer->times_us == NULL)
		timer->times_us = g_array_new(FALSE, FALSE, sizeof(double));
	timer->start_ns = now_ns();
}

void
bench_timer_end(BenchTimer *timer)
{
	double time_us = (double)(now_ns() - timer->start_ns) / 1000;

	g_array_append_val(timer->times_us, time_us);
}

static int
compare_times(gconstpointer a, gconstpointer b)
{
	double first = *(const double *)a;
	double second = *(const double *)b;

	return (first > second) - (first < second);
}

static double
get_quantile(const GArray *sorted, double quantile)
{
	return g_array_index(sorted, double, (guint)(quantile * (sorted->len - 1)));
}

/* Prints median and tails, and empties the timer. @bar_us is what is promised of the median. */
void
bench_timer_print(BenchTimer *timer, const char *name, double bar_us)
{
	static const struct {
		const char *name;
		double quantile;
	} rows[] = {{"p50", 0.5}, {"p99", 0.99}, {"p99.9", 0.999}, {"max", 1}};

	g_array_sort(timer->times_us, compare_times);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *full = g_strdup_printf("%s.%s", name, rows[i].name);

		(void)printf(
			"%-36s %10.2f us", full, get_quantile(timer->times_us, rows[i].quantile));
		if (i == 0 && bar_us > 0)
			(void)printf("   (bar: %.2f)", bar_us);
		(void)printf("\n");
	}
	g_clear_pointer(&timer->times_us, g_array_unref);
}

void
bench_print(const char *name, double value, const char *unit)
{
	(void)printf("%-36s %10.2f %s\n", name, value, unit);
}

/* A temporary folder, on the disk of the build where /tmp is not one. */
char *
bench_make_base(void)
{
	char *base = g_dir_make_tmp(BASE_PREFIX "XXXXXX", NULL);

	g_assert(base != NULL);
	return base;
}

static void
remove_below(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		if (!g_file_test(child, G_FILE_TEST_IS_SYMLINK) &&
		    g_file_test(child, G_FILE_TEST_IS_DIR))
			remove_below(child);
		else
			(void)g_unlink(child); /* a file left behind in /tmp spoils no figure */
	}
	(void)g_rmdir(path); /* as above */
}

/* Only what bench_make_base() made, or something in it: a slip must not empty a folder of others.
 */
void
bench_remove_tree(const char *path)
{
	if (strstr(path, "/" BASE_PREFIX) == NULL || strstr(path, "..") != NULL)
		g_error("%s is not a folder of this program", path);
	remove_below(path);
}
