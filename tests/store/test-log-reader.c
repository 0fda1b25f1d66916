/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-log-chain.h"
#include "store/wd-log-fixture.h"
#include "store/wd-log-reader.h"

static const char *const three[] = {"first", "<b>second</b>", "third", NULL};

/* Where the frames of a good log begin; the last element is the file's length. */
static GArray *
find_frames(GBytes *bytes)
{
	gsize len;
	const guint8 *data = g_bytes_get_data(bytes, &len);
	GArray *starts = g_array_new(FALSE, FALSE, sizeof(gsize));
	guint32 number;
	gsize at;

	memcpy(&number, data + WD_LOG_BOUND_LEN, sizeof number);
	at = WD_LOG_PREAMBLE_LEN + GUINT32_FROM_BE(number);
	g_array_append_val(starts, at);
	while (at < len) {
		memcpy(&number, data + at, sizeof number);
		at += WD_LOG_FRAME_HEAD_LEN + GUINT32_FROM_BE(number);
		g_array_append_val(starts, at);
	}
	g_assert_cmpuint(at, ==, len);
	return starts;
}

#define START(frames, i) g_array_index(frames, gsize, i)

static void
assert_prefix(const GPtrArray *bodies, guint n)
{
	g_assert_nonnull(bodies);
	g_assert_cmpuint(bodies->len, ==, n);
	for (guint i = 0; i < n; i++)
		g_assert_cmpstr(g_ptr_array_index(bodies, i), ==, three[i]);
}

static void
test_complete(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	WdLogReport report;
	g_autoptr(GPtrArray) bodies = wd_log_fixture_read(fixture, bytes, &report);

	assert_prefix(bodies, 3);
	g_assert_cmpint(report.condition, ==, WD_LOG_COMPLETE);
	g_assert_cmpuint(report.n_records, ==, 5); /* META, three, FINAL */
	g_assert_cmpuint(report.n_messages, ==, 3);
}

static void
test_open(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, FALSE);
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	WdLogReport report;
	g_autoptr(GPtrArray) bodies = wd_log_fixture_read(fixture, bytes, &report);

	assert_prefix(bodies, 3);
	g_assert_cmpint(report.condition, ==, WD_LOG_OPEN);
}

/* How many of the three messages lie wholly before @cut. */
static guint
count_before(const GArray *frames, gsize cut)
{
	guint n = 0;

	while (n < 3 && START(frames, n + 2) <= cut)
		n++;
	return n;
}

static void
test_cut_at_every_byte(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	g_autoptr(GArray) frames = find_frames(bytes);

	for (gsize cut = 0; cut < g_bytes_get_size(bytes); cut++) {
		g_autoptr(GBytes) part = g_bytes_new_from_bytes(bytes, 0, cut);
		WdLogReport report;
		g_autoptr(GPtrArray) bodies = wd_log_fixture_read(fixture, part, &report);
		gboolean is_between = FALSE;

		for (guint i = 1; i + 1 < frames->len; i++)
			is_between |= START(frames, i) == cut;
		is_between |= START(frames, 0) == cut;
		assert_prefix(bodies, count_before(frames, cut));
		g_assert_cmpint(report.condition, ==, is_between ? WD_LOG_OPEN : WD_LOG_TORN);
	}
}

static guint
frame_at(const GArray *frames, gsize byte)
{
	guint i = 0;

	while (i + 1 < frames->len && START(frames, i + 1) <= byte)
		i++;
	return i;
}

static void
test_every_bit_counts(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	g_autoptr(GArray) frames = find_frames(bytes);
	gsize len;
	const guint8 *data = g_bytes_get_data(bytes, &len);

	for (gsize bit = 0; bit < 8 * len; bit++) {
		guint8 *changed = g_memdup2(data, len);
		g_autoptr(GBytes) part = g_bytes_new_take(changed, len);
		WdLogReport report;
		g_autoptr(GPtrArray) bodies = NULL;

		changed[bit / 8] ^= (guint8)(1u << bit % 8);
		bodies = wd_log_fixture_read(fixture, part, &report);
		if (bodies == NULL) { /* refused whole: only where the key comes from */
			g_assert_cmpuint(bit / 8, <, START(frames, 0));
			continue;
		}
		g_assert_cmpint(report.condition, !=, WD_LOG_COMPLETE);
		g_assert_cmpint(report.condition, !=, WD_LOG_OPEN);
		if (bit / 8 >= START(frames, 1))
			assert_prefix(bodies,
				      frame_at(frames, bit / 8) - 1 > 3
					      ? 3
					      : frame_at(frames, bit / 8) - 1);
		else
			assert_prefix(bodies, 0);
		if (report.condition == WD_LOG_DAMAGED && bit / 8 >= START(frames, 0))
			g_assert_cmpuint(report.bad_record, ==, frame_at(frames, bit / 8));
	}
}

/* One record changed: all others but at most the next one come back, and none is invented. */
static void
test_salvage(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	g_autoptr(GArray) frames = find_frames(bytes);
	gsize len;
	const guint8 *data = g_bytes_get_data(bytes, &len);

	for (gsize byte = START(frames, 1) + 8; byte < START(frames, 2); byte++) {
		g_autofree guint8 *changed = g_memdup2(data, len);
		g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GError) error = NULL;
		gboolean is_tag = byte >= START(frames, 2) - WD_AEAD_TAG_LEN;
		WdLogReport report;

		changed[byte] ^= 0x10;
		g_file_set_contents(path, (char *)changed, (gssize)len, NULL);
		g_assert_true(wd_log_salvage(
			path, fixture->keys, wd_log_fixture_collect, bodies, &report, &error));
		g_assert_no_error(error);
		g_assert_cmpint(report.condition, ==, WD_LOG_DAMAGED);
		g_assert_cmpuint(report.bad_record, ==, 1);
		g_assert_cmpuint(bodies->len, ==, is_tag ? 1 : 2);
		g_assert_cmpstr(g_ptr_array_index(bodies, bodies->len - 1), ==, "third");
	}
}

/* Puts a log together anew out of frames of two logs: '0'..'9' of the first, 'a'.. of the second.
 */
static GBytes *
splice(GBytes *first, GBytes *second, const char *order)
{
	g_autoptr(GArray) of_first = find_frames(first);
	g_autoptr(GArray) of_second = find_frames(second);
	GByteArray *out = g_byte_array_new();

	g_byte_array_append(out, g_bytes_get_data(first, NULL), (guint)START(of_first, 0));
	for (const char *p = order; *p != '\0'; p++) {
		gboolean is_second = g_ascii_isalpha(*p);
		guint i = (guint)(is_second ? *p - 'a' : *p - '0');
		const GArray *frames = is_second ? of_second : of_first;
		const guint8 *data = g_bytes_get_data(is_second ? second : first, NULL);

		g_byte_array_append(out,
				    data + START(frames, i),
				    (guint)(START(frames, i + 1) - START(frames, i)));
	}
	return g_byte_array_free_to_bytes(out);
}

typedef struct {
	const char *name;
	const char
		*order; /* of the frames: 0 META, 1 to 3 messages, 4 FINAL; letters: another log */
	guint n_messages; /* that may be shown */
	WdLogCondition condition;
} SpliceCase;

static const SpliceCase splices[] = {
	{"untouched", "01234", 3, WD_LOG_COMPLETE},
	{"swapped", "02134", 0, WD_LOG_DAMAGED},
	{"last-two-swapped", "01324", 1, WD_LOG_DAMAGED},
	{"duplicated", "011234", 1, WD_LOG_DAMAGED},
	{"meta-twice", "001234", 0, WD_LOG_DAMAGED},
	{"first-deleted", "0234", 0, WD_LOG_DAMAGED},
	{"middle-deleted", "0134", 1, WD_LOG_DAMAGED},
	{"meta-deleted", "1234", 0, WD_LOG_DAMAGED},
	{"final-too-early", "0124", 2, WD_LOG_DAMAGED},
	{"final-deleted", "0123", 3, WD_LOG_OPEN},
	{"final-twice", "012344", 3, WD_LOG_DAMAGED},
	{"goes-on-after-final", "012341", 3, WD_LOG_DAMAGED},
	{"foreign-record", "01b34", 1, WD_LOG_DAMAGED},
	{"foreign-at-the-same-place", "01c34", 1, WD_LOG_DAMAGED},
	{"foreign-final", "0123e", 3, WD_LOG_DAMAGED},
	{"foreign-body", "abcde", 0, WD_LOG_DAMAGED},
};

static void
test_splice(gconstpointer data)
{
	const SpliceCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	g_autofree char *other_path = wd_log_fixture_write(fixture, three, TRUE);
	g_autoptr(GBytes) log = wd_log_fixture_load(path);
	g_autoptr(GBytes) other = wd_log_fixture_load(other_path);
	g_autoptr(GBytes) spliced = splice(log, other, row->order);
	WdLogReport report;
	g_autoptr(GPtrArray) bodies = wd_log_fixture_read(fixture, spliced, &report);

	assert_prefix(bodies, row->n_messages);
	g_assert_cmpint(report.condition, ==, row->condition);
}

typedef struct {
	const char *name;
	guint8 fill;
	gsize len;
	gboolean is_closed;
	WdLogCondition condition;
} TailCase;

/* What file systems leave behind a power cut. */
static const TailCase tails[] = {
	{"few-zeros", 0, 3, FALSE, WD_LOG_TORN},
	{"head-of-zeros", 0, 20, FALSE, WD_LOG_TORN},
	{"page-of-zeros", 0, 4096, FALSE, WD_LOG_TORN},
	{"many-pages-of-zeros", 0, 300000, FALSE, WD_LOG_TORN},
	{"few-bytes-of-noise", 0xa5, 3, FALSE, WD_LOG_TORN},
	{"page-of-noise", 0xa5, 4096, FALSE, WD_LOG_DAMAGED},
	{"zeros-behind-final", 0, 4096, TRUE, WD_LOG_DAMAGED},
	{"byte-behind-final", 0xa5, 1, TRUE, WD_LOG_DAMAGED},
};

static void
test_tail(gconstpointer data)
{
	const TailCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, row->is_closed);
	g_autoptr(GBytes) log = wd_log_fixture_load(path);
	g_autofree guint8 *tail = g_malloc(row->len);
	GByteArray *longer = g_byte_array_new();
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GPtrArray) from_disk = g_ptr_array_new_with_free_func(g_free);
	WdLogReport report;

	memset(tail, row->fill, row->len);
	g_byte_array_append(longer, g_bytes_get_data(log, NULL), (guint)g_bytes_get_size(log));
	g_byte_array_append(longer, tail, (guint)row->len);
	bytes = g_byte_array_free_to_bytes(longer);
	g_file_set_contents(
		path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL);
	g_assert_true(
		wd_log_read(path, fixture->keys, wd_log_fixture_collect, from_disk, &report, NULL));
	assert_prefix(from_disk, 3);
	g_assert_cmpint(report.condition, ==, row->condition);
}

typedef struct {
	const char *name;
	const char *bytes;
	gsize len;
	WdError code;
} ForeignCase;

static const ForeignCase foreign[] = {
	{"text", "hello", 5, WD_ERROR_MALFORMED},
	{"html-log", "<html><head>", 12, WD_ERROR_MALFORMED},
	{"age-file", "age-encryption.org/v1\n", 22, WD_ERROR_MALFORMED},
	{"newer-format", "WDLOG2\n\1", 8, WD_ERROR_MALFORMED},
	{"newer-suite", "WDLOG1\n\2", 8, WD_ERROR_UNSUPPORTED},
	{"huge-envelope",
	 "WDLOG1\n\1"
	 "0123456789abcdef\xff\xff\xff\xff",
	 28,
	 WD_ERROR_DAMAGED},
	{"empty-envelope",
	 "WDLOG1\n\1"
	 "0123456789abcdef\0\0\0\0",
	 28,
	 WD_ERROR_MALFORMED},
};

static void
test_foreign(gconstpointer data)
{
	const ForeignCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = g_build_filename(fixture->base, "foreign.wdlog", NULL);
	g_autoptr(GError) error = NULL;

	g_file_set_contents(path, row->bytes, (gssize)row->len, NULL);
	g_assert_false(wd_log_read(path, fixture->keys, NULL, NULL, NULL, &error));
	g_assert_error(error, WD_ERROR, (gint)row->code);
}

static void
test_wrong_key(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdLogFixture) other = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_log_read(path, other->keys, NULL, NULL, NULL, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_WRONG_KEY);
}

static void
test_refuses_link(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	g_autofree char *link_path = g_build_filename(fixture->base, "link.wdlog", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(symlink(path, link_path), ==, 0);
	g_assert_false(wd_log_read(link_path, fixture->keys, NULL, NULL, NULL, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
}

static gboolean
take_one(const WdLogMessage *message, gpointer data)
{
	(*(guint *)data)++;
	return FALSE;
}

static void
test_visitor_stops(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	WdLogReport report;
	guint n = 0;

	g_assert_true(wd_log_read(path, fixture->keys, take_one, &n, &report, NULL));
	g_assert_cmpuint(n, ==, 1);
	g_assert_cmpint(report.condition, ==, WD_LOG_COMPLETE); /* the rest was checked */
	g_assert_cmpuint(report.n_messages, ==, 3);
}

static void
test_entry(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, three, TRUE);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdLogEntry) entry = wd_log_entry_read(path, fixture->keys, &error);

	g_assert_no_error(error);
	g_assert_cmpint(entry->log_class, ==, WD_LOG_IM);
	g_assert_cmpstr(entry->protocol, ==, "prpl-jabber");
	g_assert_cmpstr(entry->account, ==, "me@corp.example");
	g_assert_cmpstr(entry->peer, ==, "colleague@corp.example");
	g_assert_cmpint(entry->time_ms, ==, LOG_TIME_MS);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/log-reader/complete", test_complete);
	g_test_add_func("/log-reader/open", test_open);
	g_test_add_func("/log-reader/cut-at-every-byte", test_cut_at_every_byte);
	g_test_add_func("/log-reader/every-bit-counts", test_every_bit_counts);
	g_test_add_func("/log-reader/salvage", test_salvage);
	g_test_add_func("/log-reader/wrong-key", test_wrong_key);
	g_test_add_func("/log-reader/refuses-link", test_refuses_link);
	g_test_add_func("/log-reader/visitor-stops", test_visitor_stops);
	g_test_add_func("/log-reader/entry", test_entry);
	for (gsize i = 0; i < G_N_ELEMENTS(splices); i++) {
		g_autofree char *name = g_strconcat("/log-reader/splice/", splices[i].name, NULL);

		g_test_add_data_func(name, &splices[i], test_splice);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *name = g_strconcat("/log-reader/tail/", tails[i].name, NULL);

		g_test_add_data_func(name, &tails[i], test_tail);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(foreign); i++) {
		g_autofree char *name = g_strconcat("/log-reader/foreign/", foreign[i].name, NULL);

		g_test_add_data_func(name, &foreign[i], test_foreign);
	}
	return g_test_run();
}
