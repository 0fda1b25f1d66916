/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "store/wd-policy-fixture.h"
#include "store/wd-policy-watch.h"

static void
count(gpointer data)
{
	(*(guint *)data)++;
}

static gboolean
give_up(gpointer data)
{
	g_error("the change was not seen");
	return G_SOURCE_REMOVE;
}

static void
put(PolicyFixture *fixture, const char *path)
{
	g_free(wd_policy_fixture_write(fixture, path, "[Links]\nAction=plain\n"));
}

static WdPolicyWatch *
watch(PolicyFixture *fixture, guint *n_notices)
{
	const char *const folders[] = {fixture->it, NULL, fixture->vendor};

	return wd_policy_watch_new(folders, G_N_ELEMENTS(folders), count, n_notices);
}

static void
wait_for_notice(const guint *n_notices)
{
	guint guard = g_timeout_add_seconds(20, give_up, NULL);

	while (*n_notices == 0)
		g_main_context_iteration(NULL, TRUE);
	g_source_remove(guard);
}

typedef struct {
	const char *name;
	const char *before; /* (nullable) is there when the watch begins */
	const char *change; /* is written then */
} WatchCase;

static const WatchCase cases[] = {
	{"new-file", "etc/managed.d/1.conf", "etc/managed.d/2.conf"},
	{"replaced-file", "etc/managed.d/1.conf", "etc/managed.d/1.conf"},
	{"recommendation", "vendor/recommended.d/1.conf", "vendor/recommended.d/1.conf"},
	{"first-policy-of-all", NULL, "etc/managed.d/1.conf"},
};

static void
test_notices(gconstpointer data)
{
	const WatchCase *row = data;
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	WdPolicyWatch *the_watch = NULL;
	guint n_notices = 0;

	if (row->before != NULL)
		put(fixture, row->before);
	the_watch = watch(fixture, &n_notices);
	for (guint i = 0; i < 3; i++)
		put(fixture, row->change);
	wait_for_notice(&n_notices);
	g_assert_cmpuint(n_notices, ==, 1);
	wd_policy_watch_free(the_watch);
}

/* What is due when the watch ends must not be told to somebody who is gone. */
static void
test_is_silent_afterwards(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	guint n_notices = 0;
	guint n_others = 0;
	WdPolicyWatch *first = NULL;
	WdPolicyWatch *second = NULL;

	put(fixture, "etc/managed.d/1.conf");
	first = watch(fixture, &n_notices);
	second = watch(fixture, &n_others);
	put(fixture, "etc/managed.d/1.conf");
	wd_policy_watch_free(first);
	wait_for_notice(&n_others);
	g_assert_cmpuint(n_notices, ==, 0);
	wd_policy_watch_free(second);
	wd_policy_watch_free(NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	umask(022);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/policy-watch/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_notices);
	}
	g_test_add_func("/policy-watch/is-silent-afterwards", test_is_silent_afterwards);
	return g_test_run();
}
