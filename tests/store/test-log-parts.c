/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages of several records: long texts and pictures, and what is said when a piece is missing.
 */
#include "config.h"

#include <string.h>

#include "store/wd-log-chain.h"
#include "store/wd-log-fixture.h"
#include "store/wd-log-record.h"

#define MAX_RECORDS 8

/* One record as a letter of its type, and its numbers. */
typedef struct {
	char type; /* M message, P part, I image, F final, G gap, X unknown */
	guint number;
	guint n_pieces;
	const char *text;
} Piece;

typedef struct {
	const char *name;
	Piece pieces[MAX_RECORDS];
	WdLogCondition condition;
	const char *bodies; /* those shown, joined by "|" */
	guint n_images;     /* of the last message shown */
} PartCase;

static const PartCase cases[] = {
	{"in-order",
	 {{'P', 1, 3, "a"}, {'P', 2, 3, "b"}, {'M', 0, 3, "c"}, {'F', 0, 0, "x"}},
	 WD_LOG_COMPLETE,
	 "abc",
	 0},
	{"second-missing", {{'P', 1, 3, "a"}, {'M', 0, 3, "c"}}, WD_LOG_DAMAGED, "", 0},
	{"first-missing", {{'P', 2, 3, "b"}, {'M', 0, 3, "c"}}, WD_LOG_DAMAGED, "", 0},
	{"all-missing", {{'M', 0, 3, "c"}}, WD_LOG_DAMAGED, "", 0},
	{"doubled", {{'P', 1, 3, "a"}, {'P', 1, 3, "a"}, {'M', 0, 3, "c"}}, WD_LOG_DAMAGED, "", 0},
	{"other-total", {{'P', 1, 3, "a"}, {'P', 2, 4, "b"}}, WD_LOG_DAMAGED, "", 0},
	{"last-says-other", {{'P', 1, 2, "a"}, {'M', 0, 3, "c"}}, WD_LOG_DAMAGED, "", 0},
	{"short-one-between", {{'P', 1, 2, "a"}, {'M', 0, 0, "c"}}, WD_LOG_DAMAGED, "", 0},
	{"number-zero", {{'P', 0, 2, "a"}}, WD_LOG_DAMAGED, "", 0},
	{"number-above-total", {{'P', 1, 1, "a"}}, WD_LOG_DAMAGED, "", 0},
	{"too-many", {{'P', 1, 2049, "a"}}, WD_LOG_DAMAGED, "", 0},
	{"prefix-stays", {{'M', 0, 0, "good"}, {'M', 0, 2, "c"}}, WD_LOG_DAMAGED, "good", 0},
	{"rest-never-came", {{'M', 0, 0, "good"}, {'P', 1, 2, "a"}}, WD_LOG_TORN, "good", 0},
	{"final-too-early", {{'P', 1, 2, "a"}, {'F', 0, 0, "x"}}, WD_LOG_DAMAGED, "", 0},
	{"unknown-between",
	 {{'P', 1, 2, "a"}, {'X', 0, 0, "?"}, {'M', 0, 2, "b"}},
	 WD_LOG_OPEN,
	 "ab",
	 0},
	{"image", {{'I', 1, 1, "png"}, {'M', 0, 0, "look"}}, WD_LOG_OPEN, "look", 1},
	{"images-of-one-message-only",
	 {{'I', 1, 1, "png"}, {'M', 0, 0, "look"}, {'M', 0, 0, "next"}},
	 WD_LOG_OPEN,
	 "look|next",
	 0},
	{"image-in-parts",
	 {{'P', 1, 2, "p"}, {'I', 1, 2, "ng"}, {'I', 2, 1, "gif"}, {'M', 0, 0, "look"}},
	 WD_LOG_OPEN,
	 "look",
	 2},
	{"image-without-its-part", {{'I', 1, 2, "ng"}, {'M', 0, 0, "look"}}, WD_LOG_DAMAGED, "", 0},
	{"image-missing", {{'I', 2, 1, "gif"}, {'M', 0, 0, "look"}}, WD_LOG_DAMAGED, "", 0},
	{"image-alone", {{'I', 1, 1, "png"}}, WD_LOG_TORN, "", 0},
	{"image-before-final", {{'I', 1, 1, "png"}, {'F', 0, 0, "x"}}, WD_LOG_DAMAGED, "", 0},
};

static void
add_record(WdLogChain *chain, GByteArray *out, const WdLogRecord *record)
{
	guint start = out->len;

	g_byte_array_set_size(out, start + WD_LOG_FRAME_HEAD_LEN);
	wd_log_record_format(record, out);
	g_assert_true(wd_log_chain_seal(chain, out, start));
}

static void
add_piece(WdLogChain *chain, GByteArray *out, const Piece *piece)
{
	WdLogRecord record = {.time_ms = LOG_TIME_MS};
	g_autofree char *total = g_strdup_printf("%u", piece->n_pieces);

	switch (piece->type) {
	case 'M':
		record.type = WD_LOG_RECORD_MESSAGE;
		wd_log_record_add(&record, "me", 2);
		wd_log_record_add(&record, piece->text, strlen(piece->text));
		if (piece->n_pieces > 0)
			wd_log_record_add(&record, total, strlen(total));
		break;
	case 'F':
		record.type = WD_LOG_RECORD_FINAL;
		break;
	case 'X':
		record.type = 200;
		break;
	default:
		record.type = piece->type == 'P' ? WD_LOG_RECORD_PART : WD_LOG_RECORD_IMAGE;
		record.flags = piece->number << WD_LOG_NUMBER_SHIFT | piece->n_pieces;
		wd_log_record_add(&record, piece->text, strlen(piece->text));
	}
	add_record(chain, out, &record);
}

/* A log as whoever has the public key could write it: the reader must not trust the order. */
static GBytes *
forge(const WdLogFixture *fixture, const PartCase *row)
{
	static const guint8 file_key[WD_LOG_FILE_KEY_LEN];
	guint8 head[WD_LOG_PREAMBLE_LEN] = WD_LOG_MAGIC "\1";
	g_autoptr(GBytes) envelope =
		wd_keys_seal(fixture->keys, NULL, file_key, sizeof file_key, NULL);
	guint32 len = GUINT32_TO_BE((guint32)g_bytes_get_size(envelope));
	g_autoptr(WdLogChain) chain = wd_log_chain_new(head, file_key);
	GByteArray *out = g_byte_array_new();
	WdLogRecord meta = {.type = WD_LOG_RECORD_META};

	memcpy(head + WD_LOG_BOUND_LEN, &len, sizeof len);
	g_byte_array_append(out, head, sizeof head);
	g_byte_array_append(
		out, g_bytes_get_data(envelope, NULL), (guint)g_bytes_get_size(envelope));
	add_record(chain, out, &meta);
	for (guint i = 0; i < MAX_RECORDS && row->pieces[i].type != '\0'; i++)
		add_piece(chain, out, &row->pieces[i]);
	return g_byte_array_free_to_bytes(out);
}

typedef struct {
	GString *bodies;
	guint n_images;
} Shown;

static gboolean
collect(const WdLogMessage *message, gpointer data)
{
	Shown *shown = data;

	if (shown->bodies->len > 0)
		g_string_append_c(shown->bodies, '|');
	g_string_append(shown->bodies, message->body);
	shown->n_images = message->n_images;
	for (guint i = 0; i < message->n_images; i++)
		g_assert_cmpmem(message->images[i].bytes,
				message->images[i].len,
				i == 0 ? "png" : "gif",
				3);
	return TRUE;
}

static void
test_case(gconstpointer data)
{
	const PartCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(GBytes) log = forge(fixture, row);
	Shown shown = {.bodies = g_string_new(NULL)};
	WdLogReport report;

	g_assert_true(wd_log_read_bytes(log, fixture->keys, collect, &shown, &report, NULL));
	g_assert_cmpstr(shown.bodies->str, ==, row->bodies);
	g_assert_cmpstr(wd_log_condition_to_string(report.condition),
			==,
			wd_log_condition_to_string(row->condition));
	g_assert_cmpuint(shown.n_images, ==, row->n_images);
	g_string_free(shown.bodies, TRUE);
}

/* What a picture needs in the file: its length and no name, whatever it is. */
static gboolean
check_images(const WdLogMessage *message, gpointer data)
{
	const WdLogImage *images = data;

	g_assert_cmpuint(message->n_images, ==, 2);
	for (guint i = 0; i < message->n_images; i++)
		g_assert_cmpmem(message->images[i].bytes,
				message->images[i].len,
				images[i].bytes,
				images[i].len);
	g_assert_cmpstr(message->body, ==, "<img src=\"wdlog:1\"><img src=\"wdlog:2\">");
	return TRUE;
}

static void
test_pictures(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree guint8 *large = g_malloc(200000);
	WdLogImage images[] = {{large, 200000}, {(const guint8 *)"GIF89a\0\0", 8}};
	WdLogMessage message = {.body = "<img src=\"wdlog:1\"><img src=\"wdlog:2\">",
				.images = images,
				.n_images = 2};
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	g_autofree char *path = g_strdup(wd_log_writer_get_path(writer));
	g_autoptr(GBytes) bytes = NULL;
	WdLogReport report;

	for (guint i = 0; i < 200000; i++)
		large[i] = (guint8)(i * 7 + i / 251);
	memcpy(large, "\x89PNG\r\n\x1a\n", 8);
	g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), >, 200000);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
	g_assert_true(wd_log_read(path, fixture->keys, check_images, images, &report, NULL));
	g_assert_cmpint(report.condition, ==, WD_LOG_COMPLETE);
	g_assert_cmpuint(report.n_messages, ==, 1);
	bytes = wd_log_fixture_load(path);
	g_assert_null(g_strstr_len(
		g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), "PNG"));
}

static void
test_too_many_pictures(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	WdLogImage images[WD_LOG_MAX_IMAGES + 1] = {{NULL, 0}};
	WdLogMessage message = {.body = "x", .images = images, .n_images = G_N_ELEMENTS(images)};
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);

	g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), <, 0);
	message.n_images = WD_LOG_MAX_IMAGES;
	g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), >, 0);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strconcat("/log-parts/", cases[i].name, NULL);

		g_test_add_data_func(name, &cases[i], test_case);
	}
	g_test_add_func("/log-parts/pictures", test_pictures);
	g_test_add_func("/log-parts/too-many-pictures", test_too_many_pictures);
	return g_test_run();
}
