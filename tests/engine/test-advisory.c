/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-advisory.h"
#include "engine/wd-error.h"
#include "engine/wd-version.h"

static const struct {
	const char *name;
	const char *a;
	const char *b;
	int order;
} versions[] = {
	{"same", "2.14.12", "2.14.12", 0},
	{"numbers-and-not-letters", "2.14.9", "2.14.12", -1},
	{"longer", "2.14.1", "2.14", 1},
	{"zero-is-missing", "2.14.0", "2.14", 0},
	{"first-counts-most", "3.0", "2.99.99", 1},
	{"letters-behind", "2.14.12devel", "2.14.12", 0},
	{"nothing", "", "0.1", -1},
};

static void
test_version(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);

	g_assert_cmpint(wd_version_compare(versions[i].a, versions[i].b), ==, versions[i].order);
	g_assert_cmpint(wd_version_compare(versions[i].b, versions[i].a), ==, -versions[i].order);
}

static const struct {
	const char *name;
	const char *line;
	const char *subject;
	const char *version;
	gboolean is_match;
} matches[] = {
	{"below", "libpurple <2.14.9 https://a.example/ x", "libpurple", "2.14.8", TRUE},
	{"not-below", "libpurple <2.14.9 https://a.example/ x", "libpurple", "2.14.9", FALSE},
	{"up-to", "libpurple <=2.14.9 - x", "libpurple", "2.14.9", TRUE},
	{"above", "libpurple <=2.14.9 - x", "libpurple", "2.14.10", FALSE},
	{"exact", "libpurple =2.14.3 - x", "libpurple", "2.14.3", TRUE},
	{"not-exact", "libpurple =2.14.3 - x", "libpurple", "2.14.4", FALSE},
	{"in-a-range", "prpl-x 0.9-0.9.4 - x", "prpl-x", "0.9.4", TRUE},
	{"before-a-range", "prpl-x 0.9-0.9.4 - x", "prpl-x", "0.8.9", FALSE},
	{"behind-a-range", "prpl-x 0.9-0.9.4 - x", "prpl-x", "0.9.5", FALSE},
	{"all", "prpl-x * - x", "prpl-x", "whatever", TRUE},
	{"unknown-version", "prpl-x <9 - x", "prpl-x", NULL, FALSE},
	{"version-in-words", "prpl-x <9 - x", "prpl-x", "trunk", FALSE},
	{"other-subject", "prpl-x * - x", "prpl-xy", "1", FALSE},
	{"tabs-and-the-end-of-dos", "libpurple\t<3\t-\tx y\r", "libpurple", "2.14", TRUE},
};

static void
test_match(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	g_autoptr(WdAdvisory) advisory = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(
		wd_advisory_parse(matches[i].line, strlen(matches[i].line), &advisory, &error));
	g_assert_no_error(error);
	g_assert_nonnull(advisory);
	g_assert_cmpint(wd_advisory_matches(advisory, matches[i].subject, matches[i].version),
			==,
			matches[i].is_match);
}

static const struct {
	const char *name;
	const char *line;
	gboolean is_good;
} lines[] = {
	{"remark", "# libpurple", TRUE},
	{"empty", "", TRUE},
	{"spaces", " \t \r", TRUE},
	{"no-reason", "libpurple <2 https://a.example/", FALSE},
	{"no-address", "libpurple <2 it is old", FALSE},
	{"script", "libpurple <2 javascript:x it is old", FALSE},
	{"bare-version", "libpurple 2.14 - it is old", FALSE},
	{"range-backwards", "libpurple 2.4-2.1 - it is old", FALSE},
	{"three-ends", "libpurple 2.1-2.2-2.3 - it is old", FALSE},
	{"upper-subject", "LibPurple <2 - it is old", FALSE},
	{"above", "libpurple >2 - it is new", FALSE},
	{"versions-of-dots", "libpurple <.. - it is old", FALSE},
	{"bell", "libpurple <2 - it is \a", FALSE},
	{"no-utf8", "libpurple <2 - it is \xff", FALSE},
};

static void
test_line(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	g_autoptr(WdAdvisory) advisory = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(wd_advisory_parse(lines[i].line, strlen(lines[i].line), &advisory, &error),
			==,
			lines[i].is_good);
	g_assert_null(advisory);
	if (!lines[i].is_good)
		g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static void
test_long_line(void)
{
	g_autofree char *line = g_strnfill(3000, 'x');
	g_autoptr(WdAdvisory) advisory = NULL;

	memcpy(line, "libpurple <2 - ", 15);
	g_assert_false(wd_advisory_parse(line, strlen(line), &advisory, NULL));
	g_assert_true(wd_advisory_parse(line, 1000, &advisory, NULL));
	g_assert_cmpuint(strlen(advisory->reason), ==, 985);
}

static void
test_nul(void)
{
	g_autoptr(WdAdvisory) advisory = NULL;

	g_assert_false(wd_advisory_parse("libpurple <2 - a\0b", 18, &advisory, NULL));
}

/* What is shipped can be read, and says nothing bad of the version that Debian ships. */
static void
test_shipped(void)
{
	g_auto(GStrv) all = g_strsplit(wd_advisories_get_shipped(), "\n", -1);
	guint n = 0;

	for (guint i = 0; all[i] != NULL; i++) {
		g_autoptr(WdAdvisory) advisory = NULL;
		g_autoptr(GError) error = NULL;

		g_assert_true(wd_advisory_parse(all[i], strlen(all[i]), &advisory, &error));
		g_assert_no_error(error);
		if (advisory == NULL)
			continue;
		n++;
		g_assert_nonnull(advisory->url);
		g_assert_false(wd_advisory_matches(advisory, "libpurple", "2.14.12"));
	}
	g_assert_cmpuint(n, >, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(versions); i++) {
		g_autofree char *path = g_strconcat("/advisory/version/", versions[i].name, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_version);
	}
	for (guint i = 0; i < G_N_ELEMENTS(matches); i++) {
		g_autofree char *path = g_strconcat("/advisory/match/", matches[i].name, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_match);
	}
	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *path = g_strconcat("/advisory/line/", lines[i].name, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_line);
	}
	g_test_add_func("/advisory/long-line", test_long_line);
	g_test_add_func("/advisory/nul", test_nul);
	g_test_add_func("/advisory/shipped", test_shipped);
	return g_test_run();
}
