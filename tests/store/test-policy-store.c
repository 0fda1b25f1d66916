/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-merge.h"
#include "store/wd-paths.h"
#include "store/wd-policy-fixture.h"
#include "store/wd-policy-store.h"

#define GOOD   "[Meta]\nRevision=7\n[Links]\nAction=block\n"
#define BROKEN "[Links]\nAction=warn\n; a comment that is none\n"

static void
put(PolicyFixture *fixture, const char *path, const char *text)
{
	g_free(wd_policy_fixture_write(fixture, path, text));
}

static WdPolicyStore *
open_store(PolicyFixture *fixture)
{
	return wd_policy_store_open_at(fixture->base, &fixture->places);
}

static WdLinkAction
link_action(WdPolicyStore *store)
{
	return (WdLinkAction)wd_policy_get_choice(wd_policy_store_get(store), WD_KEY_LINKS_ACTION);
}

static gboolean
has_message(WdPolicyStore *store, const char *message)
{
	const GPtrArray *problems = wd_policy_store_get_problems(store);

	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);

		if (strstr(problem->message, message) != NULL)
			return TRUE;
	}
	return FALSE;
}

static void
test_unmanaged(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = open_store(fixture);
	g_autofree char *last = wd_path_get(fixture->base, WD_PATH_LAST_POLICY);

	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_UNMANAGED);
	g_assert_false(wd_policy_store_is_managed(store));
	g_assert_cmpuint(wd_policy_store_get_problems(store)->len, ==, 0);
	g_clear_pointer(&store, wd_policy_store_free);
	g_assert_false(g_file_test(last, G_FILE_TEST_EXISTS));
}

static void
test_levels(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;
	const WdPolicy *policy;

	put(fixture,
	    "vendor/recommended.d/1.conf",
	    "[Spim]\nThreshold=0.6\n[Links]\nAction=hold\n");
	put(fixture, "etc/recommended.d/2.conf", "[Spim]\nThreshold=0.7\n[Leaks]\nAction=hold\n");
	put(fixture, "base/settings.conf", "[Spim]\nThreshold=0.8\n[Files]\nContacts=hold\n");
	put(fixture, "vendor/managed.d/3.conf", "[Files]\nStrangers=block\nContacts=block\n");
	put(fixture, "etc/managed.d/4.conf", "[Files]\nContacts=allow\n");
	store = open_store(fixture);
	policy = wd_policy_store_get(store);
	g_assert_cmpuint(
		wd_policy_get_level(policy, WD_KEY_LINKS_ACTION), ==, WD_LEVEL_VENDOR_RECOMMENDED);
	g_assert_cmpuint(
		wd_policy_get_level(policy, WD_KEY_LEAKS_ACTION), ==, WD_LEVEL_IT_RECOMMENDED);
	g_assert_cmpuint(wd_policy_get_level(policy, WD_KEY_SPIM_THRESHOLD), ==, WD_LEVEL_USER);
	g_assert_cmpfloat(wd_policy_get_number(policy, WD_KEY_SPIM_THRESHOLD), ==, 0.8);
	g_assert_cmpuint(
		wd_policy_get_level(policy, WD_KEY_FILES_STRANGERS), ==, WD_LEVEL_VENDOR_MANAGED);
	g_assert_cmpuint(
		wd_policy_get_level(policy, WD_KEY_FILES_CONTACTS), ==, WD_LEVEL_IT_MANAGED);
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_FILES_CONTACTS), ==, WD_ACTION_ALLOW);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_MANAGED);
}

static void
test_falls_back_to_last_good(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;

	put(fixture, "base/settings.conf", "[Links]\nAction=warn\n");
	put(fixture, "etc/managed.d/50.conf", GOOD);
	store = open_store(fixture);
	g_assert_cmpuint(link_action(store), ==, WD_LINK_BLOCK);
	g_clear_pointer(&store, wd_policy_store_free); /* the snapshot is on disk now */

	put(fixture, "etc/managed.d/50.conf", BROKEN);
	store = open_store(fixture);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_LAST_GOOD);
	g_assert_true(wd_policy_store_is_managed(store));
	g_assert_cmpuint(link_action(store), ==, WD_LINK_BLOCK);
	g_assert_true(wd_policy_is_locked(wd_policy_store_get(store), WD_KEY_LINKS_ACTION));
	g_assert_true(has_message(store, "a comment starts with “#”"));

	/* A second start with the same mistake finds the same snapshot. */
	g_clear_pointer(&store, wd_policy_store_free);
	store = open_store(fixture);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_LAST_GOOD);
	g_assert_cmpuint(link_action(store), ==, WD_LINK_BLOCK);
}

/* One wrong file takes the whole managed layer with it: half a policy is another policy. */
static void
test_floor(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;

	put(fixture, "base/settings.conf", "[Contacts]\nStrangers=allow\n");
	put(fixture, "etc/managed.d/10.conf", "[Contacts]\nStrangers=allow\n");
	put(fixture, "etc/managed.d/50.conf", BROKEN);
	store = open_store(fixture);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_FLOOR);
	g_assert_cmpuint(
		wd_policy_get_choice(wd_policy_store_get(store), WD_KEY_CONTACTS_STRANGERS),
		==,
		WD_STRANGERS_HOLD);
	g_assert_cmpstr(wd_policy_get_source(wd_policy_store_get(store), WD_KEY_CONTACTS_STRANGERS),
			==,
			WD_POLICY_FLOOR_SOURCE);
}

static void
test_broken_recommendation_is_left_out(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;

	put(fixture, "etc/recommended.d/50.conf", BROKEN);
	put(fixture, "etc/managed.d/50.conf", GOOD);
	store = open_store(fixture);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_MANAGED);
	g_assert_cmpuint(link_action(store), ==, WD_LINK_BLOCK);
	g_assert_true(has_message(store, "a comment starts with “#”"));
}

/* After a company took its policy away, its snapshot must not come back. */
static void
test_forgets_when_unmanaged(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = wd_policy_fixture_write(fixture, "etc/managed.d/50.conf", GOOD);
	g_autoptr(WdPolicyStore) store = open_store(fixture);

	g_clear_pointer(&store, wd_policy_store_free);
	g_assert_cmpint(g_remove(path), ==, 0);
	store = open_store(fixture);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_UNMANAGED);
	g_clear_pointer(&store, wd_policy_store_free);
	put(fixture, "etc/managed.d/50.conf", BROKEN);
	store = open_store(fixture);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_FLOOR);
}

static void
test_rollback(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;

	put(fixture, "etc/managed.d/50.conf", GOOD);
	store = open_store(fixture);
	g_assert_cmpuint(wd_policy_store_get_problems(store)->len, ==, 0);
	g_clear_pointer(&store, wd_policy_store_free);
	put(fixture, "etc/managed.d/50.conf", "[Meta]\nRevision=6\n[Links]\nAction=hold\n");
	store = open_store(fixture);
	g_assert_true(has_message(store, "revision 6 is older than revision 7"));
	g_assert_true(wd_policy_store_is_rolled_back(store));
	/* The file that comes next may be as new as the first one, but not in between. */
	put(fixture, "etc/managed.d/50.conf", "[Meta]\nRevision=9\n");
	g_assert_true(wd_policy_store_reload(store));
	g_assert_false(wd_policy_store_is_rolled_back(store));
	put(fixture, "etc/managed.d/50.conf", "[Meta]\nRevision=8\n[Links]\nAction=hold\n");
	g_assert_true(wd_policy_store_reload(store));
	g_assert_true(has_message(store, "revision 8 is older than revision 9"));
	g_assert_true(wd_policy_store_is_rolled_back(store));
	g_assert_cmpuint(link_action(store), ==, WD_LINK_HOLD);
}

static void
test_expiry(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;

	put(fixture, "etc/managed.d/50.conf", "[Meta]\nExpires=2001-01-31\n[Links]\nAction=hold\n");
	store = open_store(fixture);
	g_assert_true(has_message(store, "by 2001-01-31; it stays in force"));
	g_assert_cmpuint(link_action(store), ==, WD_LINK_HOLD);
	put(fixture, "etc/managed.d/50.conf", "[Meta]\nExpires=9999-12-31\n");
	g_assert_true(wd_policy_store_reload(store));
	g_assert_cmpuint(wd_policy_store_get_problems(store)->len, ==, 0);
}

static void
count(WdPolicyStore *store, gpointer data)
{
	(*(guint *)data)++;
}

static void
test_user_settings(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = wd_policy_fixture_write(
		fixture, "base/settings.conf", "# mine\n[Spim]\nAction=warn\n");
	g_autoptr(WdPolicyStore) store = open_store(fixture);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	guint n_changes = 0;

	wd_policy_store_watch(store, count, &n_changes);
	g_assert_true(wd_policy_store_set_user(store, WD_KEY_LINKS_ACTION, "plain", &error));
	g_assert_no_error(error);
	g_assert_cmpuint(link_action(store), ==, WD_LINK_PLAIN);
	g_assert_cmpuint(wd_policy_get_level(wd_policy_store_get(store), WD_KEY_LINKS_ACTION),
			 ==,
			 WD_LEVEL_USER);
	g_assert_true(wd_policy_store_set_user(store, WD_KEY_SPIM_ACTION, NULL, &error));
	g_assert_cmpuint(n_changes, ==, 2);
	g_clear_pointer(&store, wd_policy_store_free);
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, "# mine\n[Spim]\n\n[Links]\nAction=plain\n");
	store = open_store(fixture);
	g_assert_cmpuint(link_action(store), ==, WD_LINK_PLAIN);
}

/* The settings file is the person's: what an editor wrote into it since counts. */
static void
test_hand_edits_count(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = g_build_filename(fixture->base, "settings.conf", NULL);
	g_autoptr(WdPolicyStore) store = open_store(fixture);
	gint64 guard_us = g_get_monotonic_time() + 20 * G_USEC_PER_SEC;

	g_assert_true(wd_policy_store_set_user(store, WD_KEY_LINKS_ACTION, "plain", NULL));
	while (!g_file_test(path, G_FILE_TEST_EXISTS)) {
		g_assert_cmpint(g_get_monotonic_time(), <, guard_us);
		g_thread_yield();
	}
	/* The thread that wrote it may still be about to say so. */
	do {
		put(fixture, "base/settings.conf", "[Links]\nAction=hold\n");
		(void)wd_policy_store_reload(store); /* what counts is what is in force */
		g_assert_cmpint(g_get_monotonic_time(), <, guard_us);
	} while (link_action(store) != WD_LINK_HOLD);
}

/* A setting that cannot be saved is told of, and the next try is a try. */
static void
test_unsaved_is_told(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *nowhere = g_build_filename(fixture->root, "missing", "base", NULL);
	g_autoptr(WdPolicyStore) store = wd_policy_store_open_at(nowhere, &fixture->places);
	g_autoptr(GError) error = NULL;
	gint64 guard_us = g_get_monotonic_time() + 20 * G_USEC_PER_SEC;

	while (wd_policy_store_set_user(store, WD_KEY_LINKS_ACTION, "plain", &error)) {
		g_assert_cmpint(g_get_monotonic_time(), <, guard_us);
		g_thread_yield();
	}
	g_assert_nonnull(error);
	g_clear_error(&error);
	g_assert_true(wd_policy_store_set_user(store, WD_KEY_LINKS_ACTION, "hold", &error));
	g_assert_cmpuint(link_action(store), ==, WD_LINK_HOLD);
}

/* One setting must not cost all the others when the file cannot be read at the moment. */
static void
test_unreadable_is_not_overwritten(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = open_store(fixture);
	g_autofree char *path = wd_path_get(fixture->base, WD_PATH_USER_POLICY);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(symlink(path, path), ==, 0); /* ELOOP, also for root */
	g_assert_false(wd_policy_store_set_user(store, WD_KEY_LINKS_ACTION, "block", &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	g_clear_pointer(&store, wd_policy_store_free);
	g_assert_true(g_file_test(path, G_FILE_TEST_IS_SYMLINK));
	g_assert_cmpint(g_unlink(path), ==, 0);
}

static void
test_refuses_locked_and_wrong(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;
	g_autoptr(GError) error = NULL;

	put(fixture, "etc/managed.d/50.conf", GOOD);
	store = open_store(fixture);
	g_assert_false(wd_policy_store_set_user(store, WD_KEY_LINKS_ACTION, "warn", &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_REFUSED);
	g_assert_nonnull(strstr(error->message, "50.conf:4"));
	g_clear_error(&error);
	g_assert_false(wd_policy_store_set_user(store, WD_KEY_LINKS_ACTION, NULL, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_REFUSED);
	g_clear_error(&error);
	g_assert_false(wd_policy_store_set_user(store, WD_KEY_SPIM_ACTION, "maybe", &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_assert_cmpuint(link_action(store), ==, WD_LINK_BLOCK);
}

/* Editing the file by hand is no way around a lock. */
static void
test_locks_hold_against_the_file(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) strict = g_string_new(NULL);
	g_autoptr(WdPolicyStore) store = NULL;
	g_autoptr(WdPolicyStore) mine = NULL;

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);

		g_string_append_printf(strict, "[%s]\n%s=%s\n", row->group, row->name, row->strict);
		g_string_append_printf(text, "[%s]\n%s=%s\n", row->group, row->name, row->fallback);
	}
	put(fixture, "etc/managed.d/50.conf", strict->str);
	store = open_store(fixture);
	put(fixture, "base/settings.conf", text->str);
	mine = open_store(fixture);
	g_assert_cmpstr(wd_policy_get_digest(wd_policy_store_get(mine)),
			==,
			wd_policy_get_digest(wd_policy_store_get(store)));
}

static void
test_read_only_writes_nothing(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *last = wd_path_get(fixture->base, WD_PATH_LAST_POLICY);
	g_autoptr(WdPolicyStore) store = NULL;
	g_autoptr(GError) error = NULL;

	put(fixture, "etc/managed.d/50.conf", GOOD);
	store = wd_policy_store_open_to_read(fixture->base, &fixture->places);
	g_assert_cmpuint(link_action(store), ==, WD_LINK_BLOCK);
	g_assert_false(wd_policy_store_set_user(store, WD_KEY_SPIM_ACTION, "warn", &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED);
	g_clear_pointer(&store, wd_policy_store_free);
	g_assert_false(g_file_test(last, G_FILE_TEST_EXISTS));
}

static void
test_named_files(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *one = wd_policy_fixture_write(fixture, "z.conf", "[Links]\nAction=hold\n");
	g_autofree char *two =
		wd_policy_fixture_write(fixture, "a.conf", "[Links]\nAction=plain\n");
	const char *const paths[] = {one, two, NULL};
	const char *const none[] = {NULL};
	g_autoptr(WdPolicyStore) store = wd_policy_store_open_files(paths);
	g_autoptr(WdPolicyStore) builtin = wd_policy_store_open_files(none);

	g_assert_cmpuint(link_action(store), ==, WD_LINK_PLAIN); /* as given, not by name */
	g_assert_true(wd_policy_store_is_managed(store));
	g_assert_false(wd_policy_store_is_managed(builtin));
}

static gboolean
give_up(gpointer data)
{
	g_error("the change was not seen");
	return G_SOURCE_REMOVE;
}

static void
test_watch(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;
	guint n_changes = 0;
	guint guard;

	put(fixture, "etc/managed.d/50.conf", GOOD);
	store = open_store(fixture);
	wd_policy_store_watch(store, count, &n_changes);
	guard = g_timeout_add_seconds(20, give_up, NULL);
	put(fixture, "etc/managed.d/50.conf", "[Meta]\nRevision=8\n[Links]\nAction=plain\n");
	while (n_changes == 0)
		g_main_context_iteration(NULL, TRUE);
	g_source_remove(guard);
	g_assert_cmpuint(n_changes, ==, 1); /* the burst of one replacement is one change */
	g_assert_cmpuint(link_action(store), ==, WD_LINK_PLAIN);
}

/* A key that becomes locked at the value it had is a change: the settings window shows a lock. */
static void
test_reload_tells_changes(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = open_store(fixture);

	g_assert_false(wd_policy_store_reload(store));
	put(fixture, "etc/managed.d/50.conf", "[Links]\nAction=warn\n");
	g_assert_true(wd_policy_store_reload(store));
	g_assert_false(wd_policy_store_reload(store));
	put(fixture, "etc/managed.d/50.conf", "[Links]\nAction=warn\nColour=red\n");
	g_assert_true(wd_policy_store_reload(store)); /* something new is wrong */
}

int
main(int argc, char **argv)
{
	const struct {
		const char *path;
		GTestFunc run;
	} tests[] = {
		{"/policy-store/unmanaged", test_unmanaged},
		{"/policy-store/levels", test_levels},
		{"/policy-store/falls-back-to-last-good", test_falls_back_to_last_good},
		{"/policy-store/floor", test_floor},
		{"/policy-store/broken-recommendation", test_broken_recommendation_is_left_out},
		{"/policy-store/forgets-when-unmanaged", test_forgets_when_unmanaged},
		{"/policy-store/rollback", test_rollback},
		{"/policy-store/expiry", test_expiry},
		{"/policy-store/user-settings", test_user_settings},
		{"/policy-store/hand-edits-count", test_hand_edits_count},
		{"/policy-store/unsaved-is-told", test_unsaved_is_told},
		{"/policy-store/unreadable-is-not-overwritten", test_unreadable_is_not_overwritten},
		{"/policy-store/refuses-locked-and-wrong", test_refuses_locked_and_wrong},
		{"/policy-store/locks-hold-against-the-file", test_locks_hold_against_the_file},
		{"/policy-store/read-only-writes-nothing", test_read_only_writes_nothing},
		{"/policy-store/named-files", test_named_files},
		{"/policy-store/watch", test_watch},
		{"/policy-store/reload-tells-changes", test_reload_tells_changes},
	};

	g_test_init(&argc, &argv, NULL);
	umask(022);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
	return g_test_run();
}
