/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "store/wd-log-record.h"

#define HEAD "\1\0\0\0\0\0\0\0\5\0\0\0\2"
#define PAD8 "\0\0\0\0\0\0\0\0"

typedef struct {
	const char *name;
	const char *bytes;
	gsize len;
	gboolean is_good;
	guint n_fields;
} ParseCase;

#define ROW(name, bytes, is_good, n_fields)                                                        \
	{                                                                                          \
		name, bytes, sizeof(bytes) - 1, is_good, n_fields                                  \
	}

static const ParseCase cases[] = {
	ROW("nothing", "", FALSE, 0),
	ROW("half-a-head", HEAD, FALSE, 0),
	ROW("no-fields", HEAD "\0", TRUE, 0),
	ROW("no-fields-padded", HEAD "\0" PAD8, TRUE, 0),
	ROW("one-empty-field", HEAD "\1\0\0\0\0", TRUE, 1),
	ROW("one-field", HEAD "\1\0\0\0\2hi", TRUE, 1),
	ROW("two-fields", HEAD "\2\0\0\0\2hi\0\0\0\1x\0\0", TRUE, 2),
	ROW("field-too-long", HEAD "\1\0\0\0\3hi", FALSE, 0),
	ROW("field-of-4-gib", HEAD "\1\xff\xff\xff\xffhi", FALSE, 0),
	ROW("field-head-cut", HEAD "\1\0\0\0", FALSE, 0),
	ROW("field-missing", HEAD "\2\0\0\0\2hi", FALSE, 0),
	ROW("too-many-fields", HEAD "\x21", FALSE, 0),
	ROW("padding-not-zero", HEAD "\0\0\0\1", FALSE, 0),
	ROW("padding-too-long", HEAD "\0" PAD8 PAD8 PAD8 PAD8 PAD8 PAD8 PAD8 PAD8, FALSE, 0),
};

static void
test_parse(gconstpointer data)
{
	const ParseCase *row = data;
	g_autofree guint8 *copy = g_memdup2(row->bytes, row->len + 1); /* so that ASan looks on */
	WdLogRecord record;

	g_assert_cmpint(wd_log_record_parse(copy, row->len, &record), ==, row->is_good);
	if (!row->is_good)
		return;
	g_assert_cmpuint(record.type, ==, WD_LOG_RECORD_MESSAGE);
	g_assert_cmpint(record.time_ms, ==, 5);
	g_assert_cmpuint(record.flags, ==, 2);
	g_assert_cmpuint(record.n_fields, ==, row->n_fields);
}

/* Every length of field comes back, and the whole is a multiple of 64. */
static void
test_round_trip(void)
{
	g_autofree char *text = g_strnfill(200, 'x');

	for (gsize n = 0; n <= 200; n++) {
		g_autoptr(GByteArray) bytes = g_byte_array_new();
		WdLogRecord record = {.type = WD_LOG_RECORD_GAP, .time_ms = -1, .flags = 7};
		WdLogRecord again;
		g_autofree char *second = NULL;

		wd_log_record_add(&record, "key", 3);
		wd_log_record_add(&record, text, n);
		wd_log_record_format(&record, bytes);
		g_assert_cmpuint(bytes->len % 64, ==, 0);
		g_assert_cmpuint(bytes->len, <, 14 + 4 + 3 + 4 + n + 64);
		g_assert_true(wd_log_record_parse(bytes->data, bytes->len, &again));
		g_assert_cmpint(again.time_ms, ==, -1);
		g_assert_cmpuint(again.flags, ==, 7);
		second = wd_log_record_get_text(&again, 1);
		g_assert_cmpuint(strlen(second), ==, n);
	}
}

static void
test_text(void)
{
	WdLogRecord record = {.n_fields = 0};
	g_autofree char *broken = NULL;
	g_autofree char *missing = NULL;

	wd_log_record_add(&record, "a\xff", 2);
	broken = wd_log_record_get_text(&record, 0);
	missing = wd_log_record_get_text(&record, 1);
	g_assert_cmpstr(broken, ==, "a\xef\xbf\xbd");
	g_assert_cmpstr(missing, ==, "");
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strconcat("/log-record/parse/", cases[i].name, NULL);

		g_test_add_data_func(name, &cases[i], test_parse);
	}
	g_test_add_func("/log-record/round-trip", test_round_trip);
	g_test_add_func("/log-record/text", test_text);
	return g_test_run();
}
