/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "engine/wd-limits.h"
#include "store/wd-log-fixture.h"
#include "store/wd-log-record.h"
#include "store/wd-log-writer.h"

typedef struct {
	const char *name;
	gsize body_len;
	gsize sender_len;
	guint32 flags;
} MessageCase;

static const MessageCase messages[] = {
	{"empty", 0, 0, 0},
	{"one-byte", 1, 1, 1},
	{"fills-its-padding", 64 - 14 - 8 - 5, 5, 2},
	{"one-over-its-padding", 64 - 14 - 8 - 5 + 1, 5, 2},
	{"typical", 200, 9, 2},
	{"longest-record", WD_LOG_PIECE_BYTES, 1024, 2},
	{"one-over-a-record", WD_LOG_PIECE_BYTES + 1, 1024, 2},
	{"exactly-two-records", 2 * WD_LOG_PIECE_BYTES, 0, 2},
	{"many-records", 1000000, 10, 0xffffffff},
	{"sender-too-long", 10, 5000, 2},
};

typedef struct {
	const MessageCase *row;
	guint n;
} Expected;

static gboolean
check_message(const WdLogMessage *message, gpointer data)
{
	Expected *expected = data;
	const MessageCase *row = expected->row;

	expected->n++;
	g_assert_cmpuint(strlen(message->body), ==, row->body_len);
	g_assert_cmpuint(strspn(message->body, "x"), ==, row->body_len);
	g_assert_cmpuint(message->sender != NULL ? strlen(message->sender) : 0,
			 ==,
			 MIN(row->sender_len, WD_LIMIT_NAME_BYTES));
	g_assert_cmpuint(message->flags, ==, row->flags);
	g_assert_cmpint(message->time_ms, ==, -5);
	g_assert_cmpuint(message->n_lost, ==, 0);
	return TRUE;
}

static void
test_message(gconstpointer data)
{
	const MessageCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	g_autofree char *body = g_strnfill(row->body_len, 'x');
	g_autofree char *sender = g_strnfill(row->sender_len, 's');
	g_autoptr(GError) error = NULL;
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, &error);
	g_autofree char *path = g_strdup(wd_log_writer_get_path(writer));
	WdLogMessage message = {.time_ms = -5, .flags = row->flags, .sender = sender, .body = body};
	Expected expected = {row, 0};
	WdLogReport report;
	struct stat before;
	struct stat after;
	gssize written;

	g_stat(path, &before);
	written = wd_log_writer_append(writer, &message, &error);
	g_assert_no_error(error);
	g_stat(path, &after);
	g_assert_cmpint(written, ==, after.st_size - before.st_size);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
	g_assert_true(wd_log_read(path, fixture->keys, check_message, &expected, &report, &error));
	g_assert_cmpuint(expected.n, ==, 1);
	g_assert_cmpint(report.condition, ==, WD_LOG_COMPLETE);
}

static void
test_place(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	g_autofree char *expected = g_build_filename(fixture->base, "logs/2026-11/im/", NULL);
	g_autofree char *folder = g_build_filename(fixture->base, "logs/2026-11", NULL);
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	const char *path = wd_log_writer_get_path(writer);
	struct stat status;

	g_assert_true(g_str_has_prefix(path, expected));
	g_assert_cmpuint(strspn(path + strlen(expected), "0123456789abcdef"), ==, 32);
	g_assert_cmpstr(path + strlen(expected) + 32, ==, ".wdlog");
	g_stat(path, &status);
	g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
	g_stat(folder, &status);
	g_assert_cmpuint(status.st_mode & 0777, ==, 0700);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
}

/* From outside short messages look alike, and the same message twice does not. */
static void
test_tells_nothing(void)
{
	static const char *const bodies[] = {"yes", "no", "yes", NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	gsize len;
	const guint8 *data = g_bytes_get_data(bytes, &len);
	gsize final_start = len - 100;
	const guint8 *first = data + final_start - 300;

	for (guint i = 0; i < 3; i++) /* each 20 + 64 + 16 bytes */
		g_assert_cmpuint(data[final_start - 300 + 100 * i + 3], ==, 80);
	g_assert_true(memcmp(first + 20, first + 220, 64) != 0);
	g_assert_null(g_strstr_len((const char *)data, (gssize)len, "colleague"));
}

static void
test_gap(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	g_autofree char *path = g_strdup(wd_log_writer_get_path(writer));
	WdLogMessage gap = {.time_ms = LOG_TIME_MS, .body = "disk full", .n_lost = 3};
	g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func(g_free);
	WdLogReport report;

	g_assert_cmpint(wd_log_writer_append(writer, &gap, NULL), >, 0);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
	g_assert_true(
		wd_log_read(path, fixture->keys, wd_log_fixture_collect, bodies, &report, NULL));
	g_assert_cmpuint(bodies->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(bodies, 0), ==, "disk full");
}

static void
test_head(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	WdLogMessage message = {.body = "x"};
	g_autofree char *before = wd_log_writer_get_head(writer);
	g_autofree char *after = NULL;
	g_auto(GStrv) parts = g_strsplit(before, ":", -1);

	g_assert_cmpuint(g_strv_length(parts), ==, 3);
	g_assert_cmpuint(strlen(parts[0]), ==, 32);
	g_assert_cmpstr(parts[1], ==, "1"); /* META */
	g_assert_cmpuint(strlen(parts[2]), ==, 32);
	g_assert_nonnull(strstr(wd_log_writer_get_path(writer), parts[0]));
	g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), >, 0);
	after = wd_log_writer_get_head(writer);
	g_assert_cmpstr(before, !=, after);
	g_assert_cmpuint(wd_log_writer_get_count(writer), ==, 2);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
}

typedef struct {
	const char *name;
	gsize room; /* bytes behind META that the disk still takes */
} FullCase;

static const FullCase full[] = {
	{"not-a-byte", 0},
	{"half-a-head", 7},
	{"half-a-frame", 60},
	{"one-byte-short", 99},
};

/* A disk that is full: what was acknowledged is there, the rest is refused and stays refused. */
static void
test_full(gconstpointer data)
{
	const FullCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	g_autofree char *path = g_strdup(wd_log_writer_get_path(writer));
	WdLogMessage message = {.time_ms = 1, .body = "short"};
	g_autoptr(GError) error = NULL;
	struct rlimit old_limit;
	struct rlimit limit;
	struct stat status;
	WdLogReport report;

	g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), ==, 100);
	g_stat(path, &status);
	g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &old_limit), ==, 0);
	limit = old_limit;
	limit.rlim_cur = (rlim_t)status.st_size + row->room;
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
	g_assert_cmpint(wd_log_writer_append(writer, &message, &error), ==, -1);
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &old_limit), ==, 0);
	g_clear_error(&error);
	g_assert_cmpint(wd_log_writer_append(writer, &message, &error), ==, -1);
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	wd_log_writer_close(writer, LOG_TIME_MS, "failed");
	g_assert_true(wd_log_read(path, fixture->keys, NULL, NULL, &report, NULL));
	g_assert_cmpuint(report.n_messages, ==, 1);
	g_assert_cmpint(report.condition, ==, row->room == 0 ? WD_LOG_OPEN : WD_LOG_TORN);
}

static int
fail_to_sync(int fd)
{
	return -1;
}

/* The disk took the bytes and lost them: no more are given to that file. */
static void
test_sync_fails(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdLogSync) sync = wd_log_sync_new(0, fail_to_sync);
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogMessage message = {.time_ms = 1, .body = "short"};
	g_autoptr(GError) error = NULL;
	WdLogWriter *writer;

	fixture->home.sync = sync;
	writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	wd_log_sync_flush(sync);
	g_assert_cmpint(wd_log_writer_append(writer, &message, &error), ==, -1);
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	wd_log_writer_close(writer, LOG_TIME_MS, "failed");
}

static void
test_too_long(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	g_autofree char *body = g_strnfill(WD_LOG_BODY_MAX_BYTES + 1, 'x');
	WdLogMessage message = {.body = body};
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(wd_log_writer_append(writer, &message, &error), ==, -1);
	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
	message.body = "short"; /* the log itself is as good as before */
	g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), ==, 100);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
}

typedef struct {
	const char *name;
	const char *escrow[3];
	WdError code;
} RefusedCase;

#define A_RECIPIENT "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

static const RefusedCase refused[] = {
	{"nonsense", {"nonsense", NULL}, WD_ERROR_MALFORMED},
	{"twice", {A_RECIPIENT, A_RECIPIENT, NULL}, WD_ERROR_MALFORMED},
	{"low-order",
	 {"age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z", NULL},
	 WD_ERROR_UNTRUSTED},
};

static void
test_refused(gconstpointer data)
{
	const RefusedCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	g_autofree char *month = g_build_filename(fixture->base, "logs", "2026-11", NULL);
	g_autoptr(GError) error = NULL;

	fixture->home.escrow = row->escrow;
	g_assert_null(wd_log_writer_open(&fixture->home, &meta, &error));
	g_assert_error(error, WD_ERROR, (gint)row->code);
	g_assert_false(g_file_test(month, G_FILE_TEST_EXISTS)); /* nothing was begun */
}

static void
test_refuses_linked_folder(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogMeta meta = wd_log_fixture_meta();
	g_autofree char *month = g_build_filename(fixture->base, "logs", "2026-11", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(symlink(fixture->profile, month), ==, 0);
	g_assert_null(wd_log_writer_open(&fixture->home, &meta, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
}

#define ADD_ROWS(path, rows, test)                                                                 \
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {                                           \
		g_autofree char *name = g_strconcat("/log-writer/" path "/", rows[i].name, NULL);  \
                                                                                                   \
		g_test_add_data_func(name, &rows[i], test);                                        \
	}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	(void)signal(SIGXFSZ, SIG_IGN); /* the limit then shows as a short write or EFBIG */
	ADD_ROWS("message", messages, test_message)
	ADD_ROWS("full", full, test_full)
	ADD_ROWS("refused", refused, test_refused)
	g_test_add_func("/log-writer/place", test_place);
	g_test_add_func("/log-writer/tells-nothing", test_tells_nothing);
	g_test_add_func("/log-writer/gap", test_gap);
	g_test_add_func("/log-writer/head", test_head);
	g_test_add_func("/log-writer/sync-fails", test_sync_fails);
	g_test_add_func("/log-writer/too-long", test_too_long);
	g_test_add_func("/log-writer/refuses-linked-folder", test_refuses_linked_folder);
	return g_test_run();
}
