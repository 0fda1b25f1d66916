/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/wd-clock.h"

#define HOUR_MS (G_GINT64_CONSTANT(60) * 60 * 1000)
#define DAY_MS  (24 * HOUR_MS)
#define NOW_MS  (20000 * DAY_MS)
#define FAR_MS  (NOW_MS + 5000 * DAY_MS)

/* A time and whether it is believed; one row is a client's history. */
typedef struct {
	const char *name;
	struct {
		gint64 now_ms; /* 0: no more */
		gboolean is_steady;
	} asked[6];
} ClockCase;

static const ClockCase clock_cases[] = {
	{"first", {{NOW_MS, TRUE}}},
	{"day-by-day", {{NOW_MS, TRUE}, {NOW_MS + DAY_MS, TRUE}, {NOW_MS + 2 * DAY_MS, TRUE}}},
	{"away-for-a-year", {{NOW_MS, TRUE}, {NOW_MS + 366 * DAY_MS, TRUE}}},
	{"leap", {{NOW_MS, TRUE}, {NOW_MS + 366 * DAY_MS + 1, FALSE}}},
	{"leap-and-started-again", {{NOW_MS, TRUE}, {FAR_MS, FALSE}, {FAR_MS + HOUR_MS, FALSE}}},
	{"leap-and-back",
	 {{NOW_MS, TRUE}, {FAR_MS, FALSE}, {NOW_MS + DAY_MS, TRUE}, {NOW_MS + 2 * DAY_MS, TRUE}}},
	{"leap-back-and-again",
	 {{NOW_MS, TRUE}, {FAR_MS, FALSE}, {NOW_MS + DAY_MS, TRUE}, {FAR_MS + DAY_MS, FALSE}}},
	{"leap-that-was-right",
	 {{NOW_MS, TRUE},
	  {FAR_MS, FALSE},
	  {FAR_MS + DAY_MS - 1, FALSE},
	  {FAR_MS + DAY_MS, TRUE},
	  {FAR_MS + 2 * DAY_MS, TRUE}}},
	{"flat-battery", {{NOW_MS, TRUE}, {1, TRUE}, {HOUR_MS, TRUE}, {NOW_MS + DAY_MS, TRUE}}},
	{"before-1970", {{NOW_MS, TRUE}, {-DAY_MS, TRUE}, {DAY_MS, TRUE}}},
	{"end-of-time", {{NOW_MS, TRUE}, {G_MAXINT64, FALSE}, {NOW_MS, TRUE}}},
};

static void
test_clock(StoreFixture *fixture, gconstpointer data)
{
	const ClockCase *row = data;

	for (gsize i = 0; i < G_N_ELEMENTS(row->asked) && row->asked[i].now_ms != 0; i++)
		g_assert_cmpint(wd_clock_is_steady(fixture->base, row->asked[i].now_ms),
				==,
				row->asked[i].is_steady);
}

/* What is no answer is as if nobody had asked. */
static void
test_foreign_file(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "clock");
	GStatBuf status;

	g_assert_true(g_file_set_contents(path, data, -1, NULL));
	g_assert_true(wd_clock_is_steady(fixture->base, NOW_MS));
	g_assert_false(wd_clock_is_steady(fixture->base, FAR_MS));
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_size, >=, 42);
}

static void
test_link(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "clock");
	g_autofree char *target = store_fixture_path(fixture, "target");
	g_autofree char *content = NULL;

	g_assert_true(g_file_set_contents(target, "as it was", -1, NULL));
	g_assert_cmpint(symlink(target, path), ==, 0);
	g_assert_true(wd_clock_is_steady(fixture->base, NOW_MS));
	g_assert_true(g_file_get_contents(target, &content, NULL, NULL));
	g_assert_cmpstr(content, ==, "as it was");
}

static void
test_pipe(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "clock");

	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
	g_assert_true(wd_clock_is_steady(fixture->base, NOW_MS));
}

static void
test_no_folder(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *base = store_fixture_path(fixture, "nowhere");

	g_assert_true(wd_clock_is_steady(base, NOW_MS));
	g_assert_true(wd_clock_is_steady(base, FAR_MS));
}

static void
test_private(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "clock");
	GStatBuf status;

	g_assert_true(wd_clock_is_steady(fixture->base, NOW_MS));
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 07777, ==, 0600);
	g_assert_cmpint(status.st_size, ==, 42);
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(clock_cases); i++) {
		g_autofree char *path = g_strconcat("/clock/", clock_cases[i].name, NULL);

		ADD(path, &clock_cases[i], test_clock);
	}
	ADD("/clock/foreign/empty", "", test_foreign_file);
	ADD("/clock/foreign/short", "123", test_foreign_file);
	ADD("/clock/foreign/text",
	    "this is no answer to what was asked for, it is text\n",
	    test_foreign_file);
	ADD("/clock/foreign/negative",
	    "-0000000000000000001 -0000000000000000001\n",
	    test_foreign_file);
	ADD("/clock/foreign/beyond",
	    "99999999999999999999 99999999999999999999\n",
	    test_foreign_file);
	ADD("/clock/foreign/link", NULL, test_link);
	ADD("/clock/foreign/pipe", NULL, test_pipe);
	ADD("/clock/no-folder", NULL, test_no_folder);
	ADD("/clock/private", NULL, test_private);
	return g_test_run();
}
