/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Retention and hold, both without a key; and other recipients for the same records. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-log-fixture.h"
#include "store/wd-log-prune.h"
#include "store/wd-log-rewrap.h"

#define DAY_MS   (G_GINT64_CONSTANT(86400) * 1000)
#define HOLD_KEY "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static const char *const bodies[] = {"hello", NULL};

/* The fixture's log is of November 2026, which ends at this time. */
#define END_MS (G_GINT64_CONSTANT(1796083200) * 1000)

typedef struct {
	const char *name;
	gint64 keep_ms;
	gint64 now_ms;
	const char *holds; /* separated by ";" */
	gboolean has_key;  /* when the log was written, and in policy now */
	gboolean is_left;
	int told; /* a WdLogPruned, -1: nothing was due */
} PruneCase;

static const PruneCase prunes[] = {
	{"for-ever", 0, END_MS + 9999 * DAY_MS, "", TRUE, TRUE, -1},
	{"month-not-over", DAY_MS, END_MS - 1, "", TRUE, TRUE, -1},
	{"not-yet", 30 * DAY_MS, END_MS + 30 * DAY_MS - 1, "", TRUE, TRUE, -1},
	{"due", 30 * DAY_MS, END_MS + 30 * DAY_MS, "", TRUE, FALSE, WD_LOG_PRUNED},
	{"profile-held", DAY_MS, END_MS + 9 * DAY_MS, "*", TRUE, TRUE, WD_LOG_PRUNE_HELD},
	{"month-held", DAY_MS, END_MS + 9 * DAY_MS, "2026-11", TRUE, TRUE, WD_LOG_PRUNE_HELD},
	{"other-month", DAY_MS, END_MS + 9 * DAY_MS, "2026-10", TRUE, FALSE, WD_LOG_PRUNED},
	{"peer-held",
	 DAY_MS,
	 END_MS + 9 * DAY_MS,
	 "Colleague@corp.example",
	 TRUE,
	 TRUE,
	 WD_LOG_PRUNE_HELD},
	{"peer-held-with-resource",
	 DAY_MS,
	 END_MS + 9 * DAY_MS,
	 "colleague@corp.example/desk",
	 TRUE,
	 TRUE,
	 WD_LOG_PRUNE_HELD},
	{"other-peer", DAY_MS, END_MS + 9 * DAY_MS, "eve@x.example", TRUE, FALSE, WD_LOG_PRUNED},
	{"name-without-a-key",
	 DAY_MS,
	 END_MS + 9 * DAY_MS,
	 "eve@x.example",
	 FALSE,
	 TRUE,
	 WD_LOG_PRUNE_HELD},
	{"pattern-cannot-be-told",
	 DAY_MS,
	 END_MS + 9 * DAY_MS,
	 "*@x.example",
	 TRUE,
	 TRUE,
	 WD_LOG_PRUNE_HELD},
	{"other-hash",
	 DAY_MS,
	 END_MS + 9 * DAY_MS,
	 "hash:00000000000000000000000000000000000000000000000000000000000000ff",
	 TRUE,
	 FALSE,
	 WD_LOG_PRUNED},
};

static void
note_result(const char *path, WdLogPruned result, gpointer told)
{
	*(int *)told = (int)result;
}

static void
test_prune(gconstpointer data)
{
	const PruneCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	const char *key = row->has_key ? HOLD_KEY : NULL;
	g_auto(GStrv) holds = g_strsplit(row->holds, ";", -1);
	g_autoptr(WdLogHold) hold = NULL;
	WdLogRetention retention = {{row->keep_ms, 0, 0}};
	g_autofree char *path = NULL;
	g_autofree char *mark = NULL;
	int told = -1;

	fixture->home.hold_key = key;
	path = wd_log_fixture_write(fixture, bodies, TRUE);
	mark = wd_log_hold_get_mark_path(path);
	g_assert_cmpint(g_file_test(mark, G_FILE_TEST_EXISTS), ==, row->has_key);
	if (row->holds[0] == '\0')
		g_clear_pointer(&holds, g_strfreev);
	hold = wd_log_hold_new((const char *const *)holds, key);
	wd_log_prune(fixture->base, &retention, hold, row->now_ms, TRUE, note_result, &told);
	g_assert_cmpint(told, ==, row->told);
	g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS)); /* it was a dry run */
	wd_log_prune(fixture->base, &retention, hold, row->now_ms, FALSE, note_result, &told);
	g_assert_cmpint(g_file_test(path, G_FILE_TEST_EXISTS), ==, row->is_left);
	g_assert_cmpint(g_file_test(mark, G_FILE_TEST_EXISTS), ==, row->is_left && row->has_key);
}

/* A mark says nothing to who has no key, and the same of the same peer. */
static void
test_mark(void)
{
	g_autofree char *one = wd_log_hold_hash(HOLD_KEY, "Eve@X.example/desk");
	g_autofree char *same = wd_log_hold_hash(HOLD_KEY, "eve@x.example");
	g_autofree char *other = wd_log_hold_hash(HOLD_KEY, "bob@x.example");
	g_autofree char *no_key = wd_log_hold_hash("abc", "eve@x.example");

	g_assert_cmpstr(one, ==, same);
	g_assert_cmpstr(one, !=, other);
	g_assert_null(no_key);
	/* Computed with Python's hmac from the page that describes the format. */
	g_assert_cmpstr(
		same, ==, "14b503c5eb5dc47ef97408afd636e1486655a3a9991a9faa05d929bdee01bca0");
}

/* A mark that somebody changed holds the log. */
static void
test_changed_mark(void)
{
	static const char *const entries[] = {"eve@x.example", NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdLogHold) hold = wd_log_hold_new(entries, HOLD_KEY);
	g_autofree char *path = NULL;
	g_autofree char *mark = NULL;

	fixture->home.hold_key = HOLD_KEY;
	path = wd_log_fixture_write(fixture, bodies, TRUE);
	mark = wd_log_hold_get_mark_path(path);
	g_assert_false(wd_log_hold_covers(hold, path));
	g_assert_true(g_file_set_contents(mark, "short", -1, NULL));
	g_assert_true(wd_log_hold_covers(hold, path));
	g_assert_cmpint(g_remove(mark), ==, 0);
	g_assert_true(wd_log_hold_covers(hold, path));
}

/* What a client writes to is neither deleted nor sealed anew. */
static void
test_in_use(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	g_autofree char *path = g_strdup(wd_log_writer_get_path(writer));
	g_autoptr(WdLogHold) hold = wd_log_hold_new(NULL, NULL);
	WdLogRetention retention = {{DAY_MS, DAY_MS, DAY_MS}};
	const char *recipients[] = {wd_keys_get_recipient(fixture->keys), NULL};
	g_autoptr(GError) error = NULL;
	int told = -1;

	g_assert_true(wd_log_is_in_use(path));
	wd_log_prune(
		fixture->base, &retention, hold, END_MS + 9 * DAY_MS, FALSE, note_result, &told);
	g_assert_cmpint(told, ==, WD_LOG_PRUNE_IN_USE);
	g_assert_false(wd_log_rewrap(path, fixture->keys, recipients, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
	g_assert_false(wd_log_is_in_use(path));
	g_clear_error(&error);
	g_assert_true(wd_log_rewrap(path, fixture->keys, recipients, &error));
	g_assert_no_error(error);
}

typedef struct {
	const char *name;
	const char *suffix; /* of a file beside the log */
	gboolean is_locked; /* somebody writes it */
	gboolean is_left;
} CopyCase;

static const CopyCase copies[] = {
	{"left-by-a-crash", ".Xy12Ab", FALSE, FALSE},
	{"being-written", ".Xy12Ab", TRUE, TRUE},
	{"shorter", ".Xy12A", FALSE, TRUE},
	{"longer", ".Xy12Abc", FALSE, TRUE},
	{"another-log", "1.Xy12Ab", FALSE, TRUE},
};

/* A whole copy, under a name that no other function looks at. */
static void
check_copy(const CopyCase *row, gboolean is_rewrap)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *copy = g_strconcat(path, row->suffix, NULL);
	g_autoptr(WdLogHold) hold = wd_log_hold_new(NULL, NULL);
	WdLogRetention retention = {{DAY_MS, DAY_MS, DAY_MS}};
	const char *recipients[] = {wd_keys_get_recipient(fixture->keys), NULL};
	int told = -1;
	int fd;

	g_assert_true(g_file_set_contents(copy, "the same once more", -1, NULL));
	fd = g_open(copy, O_RDWR | O_CLOEXEC);
	if (row->is_locked)
		g_assert_cmpint(flock(fd, LOCK_EX | LOCK_NB), ==, 0);
	if (is_rewrap)
		g_assert_true(wd_log_rewrap(path, fixture->keys, recipients, NULL));
	else
		wd_log_prune(fixture->base,
			     &retention,
			     hold,
			     END_MS + 9 * DAY_MS,
			     FALSE,
			     note_result,
			     &told);
	(void)close(fd);
	g_assert_cmpint(g_file_test(path, G_FILE_TEST_EXISTS), ==, is_rewrap);
	g_assert_cmpint(g_file_test(copy, G_FILE_TEST_EXISTS), ==, row->is_left);
}

static void
test_copy_of_a_crash(gconstpointer data)
{
	check_copy(data, FALSE);
	check_copy(data, TRUE);
}

static WdKeys *
make_reader(const WdLogFixture *fixture, char **recipient)
{
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autofree char *secret = wd_identity_format(identity);
	g_autofree char *path = g_build_filename(fixture->profile, "other", NULL);
	WdKeys *keys;

	*recipient = wd_identity_get_recipient(identity);
	g_assert_true(g_file_set_contents(path, secret, -1, NULL));
	keys = wd_keys_load_identity(path, NULL);
	g_assert_nonnull(keys);
	return keys;
}

/* The records stay as they are, byte for byte; who was left out cannot read any more. */
static void
test_rewrap(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *recipient = NULL;
	g_autoptr(WdKeys) other = make_reader(fixture, &recipient);
	const char *recipients[] = {recipient, NULL};
	g_autoptr(GBytes) before = wd_log_fixture_load(path);
	g_autoptr(GBytes) after = NULL;
	g_autoptr(GError) error = NULL;
	const guint8 *old_bytes = g_bytes_get_data(before, NULL);
	const guint8 *new_bytes;
	gsize old_head = 28 + (gsize)(old_bytes[26] << 8 | old_bytes[27]);
	gsize new_head;
	WdLogReport report;

	g_assert_false(wd_log_read(path, other, NULL, NULL, &report, NULL));
	g_assert_true(wd_log_rewrap(path, fixture->keys, recipients, &error));
	g_assert_no_error(error);
	after = wd_log_fixture_load(path);
	new_bytes = g_bytes_get_data(after, NULL);
	new_head = 28 + (gsize)(new_bytes[26] << 8 | new_bytes[27]);
	g_assert_cmpmem(old_bytes + old_head,
			g_bytes_get_size(before) - old_head,
			new_bytes + new_head,
			g_bytes_get_size(after) - new_head);
	g_assert_true(wd_log_read(path, other, NULL, NULL, &report, NULL));
	g_assert_cmpint(report.condition, ==, WD_LOG_COMPLETE);
	g_assert_false(wd_log_read(path, fixture->keys, NULL, NULL, &report, NULL));
	g_assert_false(wd_log_rewrap(path, fixture->keys, recipients, NULL)); /* no key for it */
}

static const struct {
	const char *name;
	const char *recipient;
} bad_recipients[] = {
	{"not-a-key", "age1xyz"},
	{"low-order", "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpr0ecf"},
	{"empty", ""},
};

/* Then the log is as it was. */
static void
test_bad_recipient(gconstpointer data)
{
	const char *recipients[] = {data, NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(GBytes) before = wd_log_fixture_load(path);
	g_autoptr(GBytes) after = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_log_rewrap(path, fixture->keys, recipients, &error));
	g_assert_nonnull(error);
	after = wd_log_fixture_load(path);
	g_assert_true(g_bytes_equal(before, after));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(prunes); i++) {
		g_autofree char *name = g_strconcat("/log-prune/", prunes[i].name, NULL);

		g_test_add_data_func(name, &prunes[i], test_prune);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(copies); i++) {
		g_autofree char *name = g_strconcat("/log-prune/copy/", copies[i].name, NULL);

		g_test_add_data_func(name, &copies[i], test_copy_of_a_crash);
	}
	g_test_add_func("/log-hold/mark", test_mark);
	g_test_add_func("/log-hold/changed-mark", test_changed_mark);
	g_test_add_func("/log-prune/in-use", test_in_use);
	g_test_add_func("/log-rewrap/records-stay", test_rewrap);
	for (gsize i = 0; i < G_N_ELEMENTS(bad_recipients); i++) {
		g_autofree char *name =
			g_strconcat("/log-rewrap/refuses/", bad_recipients[i].name, NULL);

		g_test_add_data_func(name, bad_recipients[i].recipient, test_bad_recipient);
	}
	return g_test_run();
}
