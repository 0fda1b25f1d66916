/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The audit trail tells a log whose tail was cut from one that a crash ended. */
#include "config.h"

#include <string.h>

#include "store/wd-audit.h"
#include "store/wd-log-anchors.h"
#include "store/wd-log-book.h"
#include "store/wd-log-fixture.h"

typedef struct {
	const char *name;
	const char *head;
	gboolean is_good;
} HeadCase;

#define ID  "0123456789abcdef0123456789abcdef"
#define TAG "00112233445566778899aabbccddeeff"

static const HeadCase heads[] = {
	{"good", ID ":17:" TAG, TRUE},
	{"zero", ID ":0:" TAG, FALSE},
	{"negative", ID ":-1:" TAG, FALSE},
	{"too-large", ID ":4294967296:" TAG, FALSE},
	{"short-id", "0123:17:" TAG, FALSE},
	{"upper-case-id", "0123456789ABCDEF0123456789abcdef:17:" TAG, FALSE},
	{"short-tag", ID ":17:0011", FALSE},
	{"no-hex", ID ":17:zz112233445566778899aabbccddeeff", FALSE},
	{"one-part-more", ID ":17:" TAG ":x", FALSE},
	{"empty", "", FALSE},
};

static void
test_head(gconstpointer data)
{
	const HeadCase *row = data;
	g_autofree char *id = NULL;
	WdLogAnchor anchor = {0};

	g_assert_cmpint(wd_log_head_parse(row->head, &id, &anchor), ==, row->is_good);
	if (!row->is_good) {
		g_assert_null(id);
		return;
	}
	g_assert_cmpstr(id, ==, ID);
	g_assert_cmpuint(anchor.count, ==, 17);
	g_assert_cmpuint(anchor.tag[15], ==, 0xff);
}

static void
note(const char *event, const char *head, gpointer data)
{
	const WdAuditRecord record = {
		.event = event, .detail_key = "head", .detail = head, .time_ms = LOG_TIME_MS};

	g_assert_true(wd_audit_write(data, &record, NULL));
}

/* A log with 150 messages and its trail, as a client leaves them. Returns the log's path. */
static char *
write_log(WdLogFixture *fixture, gboolean is_closed)
{
	const WdAuditOptions options = {.policy_digest = "sha256:0"};
	WdAudit *audit = wd_audit_open(fixture->base, fixture->keys, &options, LOG_TIME_MS, NULL);
	WdLogBookNotes notes = {.note = note, .data = audit};
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogBook *book = wd_log_book_new(&meta, &notes);
	g_autoptr(GBytes) open_bytes = NULL;
	char *path = NULL;

	for (guint i = 0; i < 150; i++) {
		WdLogMessage message = {.time_ms = LOG_TIME_MS, .body = "hello"};

		g_assert_cmpint(
			wd_log_book_append(book, &fixture->home, &message, LOG_TIME_MS, NULL),
			>,
			0);
	}
	path = g_strdup(wd_log_book_get_path(book));
	open_bytes = wd_log_fixture_load(path);
	if (!is_closed) /* the process dies: neither FINAL nor log.close */
		book = NULL;
	wd_log_book_close(book, LOG_TIME_MS);
	wd_audit_flush(audit);
	wd_audit_close(audit, LOG_TIME_MS);
	return path;
}

/* Keeps @n_records records of a log: frames of short messages have 100 bytes. */
static void
cut_after(const char *path, guint n_records)
{
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	const guint8 *data = g_bytes_get_data(bytes, NULL);
	gsize at = 28 + (gsize)(data[26] << 8 | data[27]);

	for (guint i = 0; i < n_records && at < g_bytes_get_size(bytes); i++)
		at += 20 + (gsize)(data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3]);
	g_assert_true(g_file_set_contents(path, (const char *)data, (gssize)at, NULL));
}

typedef struct {
	const char *name;
	gboolean is_closed;
	guint n_kept; /* 0: all */
	gboolean is_met;
	WdLogCondition condition;
} CutCase;

static const CutCase cuts[] = {
	{"whole", TRUE, 0, TRUE, WD_LOG_COMPLETE},
	{"final-cut", TRUE, 151, TRUE, WD_LOG_OPEN}, /* told by log.close: see wardenctl */
	{"one-more-cut", TRUE, 150, FALSE, WD_LOG_OPEN},
	{"crashed", FALSE, 0, TRUE, WD_LOG_OPEN},
	{"crashed-and-lost-a-few",
	 FALSE,
	 120,
	 TRUE,
	 WD_LOG_OPEN}, /* no head was noted down since */
	{"crashed-and-cut", FALSE, 50, FALSE, WD_LOG_OPEN},
};

static void
test_cut(gconstpointer data)
{
	const CutCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_log(fixture, row->is_closed);
	g_autofree char *id = g_path_get_basename(path);
	g_autoptr(WdLogAnchors) anchors = wd_log_anchors_load(fixture->base);
	g_autoptr(WdLogReading) reading = NULL;
	WdLogTraces *traces;
	gboolean is_done = FALSE;

	id[32] = '\0';
	if (row->n_kept > 0)
		cut_after(path, row->n_kept);
	traces = wd_log_anchors_find(anchors, id);
	g_assert_nonnull(traces);
	g_assert_cmpint(traces->is_closed, ==, row->is_closed);
	reading = wd_log_reading_open(path, fixture->keys, NULL, NULL, NULL);
	wd_log_reading_expect(reading, &traces->newest);
	g_assert_true(wd_log_reading_step(reading, G_MAXUINT, &is_done, NULL));
	g_assert_true(is_done);
	g_assert_cmpint(traces->newest.is_met, ==, row->is_met);
	g_assert_cmpint(wd_log_reading_get_report(reading)->condition, ==, row->condition);
}

static void
test_missing(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_log(fixture, TRUE);
	g_autoptr(WdLogAnchors) anchors = wd_log_anchors_load(fixture->base);
	g_autoptr(GHashTable) present = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) missing = wd_log_anchors_list_missing(anchors, present);

	g_assert_cmpuint(missing->len, ==, 1);
	g_assert_nonnull(strstr(path, g_ptr_array_index(missing, 0)));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
		g_autofree char *name = g_strconcat("/log-anchors/head/", heads[i].name, NULL);

		g_test_add_data_func(name, &heads[i], test_head);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(cuts); i++) {
		g_autofree char *name = g_strconcat("/log-anchors/cut/", cuts[i].name, NULL);

		g_test_add_data_func(name, &cuts[i], test_cut);
	}
	g_test_add_func("/log-anchors/missing", test_missing);
	return g_test_run();
}
