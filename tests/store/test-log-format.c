/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Another reader, written from the format page alone, reads what we write, byte for byte. */
#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "store/wd-log-fixture.h"
#include "store/wd-log-record.h"

/* One parsed line of output each. */
static GPtrArray *
run_reader(const WdLogFixture *fixture, const char *log_path)
{
	g_autofree char *identity = g_build_filename(fixture->base, "keys", "identity.txt", NULL);
	g_autofree char *script =
		g_test_build_filename(G_TEST_DIST, "store", "read-wdlog.py", NULL);
	const char *arguments[] = {"/usr/bin/python3", script, identity, log_path, NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(GSubprocess) reader =
		g_subprocess_newv(arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
	g_autofree char *output = NULL;
	g_auto(GStrv) lines = NULL;
	GPtrArray *records = g_ptr_array_new_with_free_func((GDestroyNotify)json_node_unref);

	g_assert_no_error(error);
	g_assert_true(g_subprocess_communicate_utf8(reader, NULL, NULL, &output, NULL, &error));
	g_assert_no_error(error);
	g_assert_true(g_subprocess_get_successful(reader));
	lines = g_strsplit(g_strchomp(output), "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		JsonNode *node = json_from_string(lines[i], &error);

		g_assert_no_error(error);
		g_ptr_array_add(records, node);
	}
	return records;
}

static JsonObject *
get_record(GPtrArray *records, guint index)
{
	g_assert_cmpuint(index, <, records->len);
	return json_node_get_object(g_ptr_array_index(records, index));
}

static const char *
get_field(GPtrArray *records, guint index, guint field)
{
	return json_array_get_string_element(
		json_object_get_array_member(get_record(records, index), "fields"), field);
}

static const char *
get_type(GPtrArray *records, guint index)
{
	return json_object_get_string_member(get_record(records, index), "type");
}

static void
test_message(void)
{
	static const char *const bodies[] = {"<b>é</b> \xf0\x9f\x94\x92", "", NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(GPtrArray) records = run_reader(fixture, path);
	JsonObject *message = get_record(records, 1);

	g_assert_cmpuint(records->len, ==, 5);
	g_assert_cmpstr(get_type(records, 0), ==, "meta");
	g_assert_cmpstr(get_field(records, 0, 0), ==, "class");
	g_assert_cmpstr(get_field(records, 0, 1), ==, "im");
	g_assert_cmpstr(get_type(records, 1), ==, "message");
	g_assert_cmpint(json_object_get_int_member(message, "time_ms"), ==, LOG_TIME_MS);
	g_assert_cmpint(json_object_get_int_member(message, "flags"), ==, 2);
	g_assert_cmpstr(get_field(records, 1, 0), ==, "colleague");
	g_assert_cmpstr(get_field(records, 1, 1), ==, bodies[0]);
	g_assert_cmpstr(get_field(records, 2, 1), ==, "");
	g_assert_cmpstr(get_type(records, 3), ==, "final");
	g_assert_cmpstr(get_field(records, 3, 0), ==, "3"); /* META and two messages */
	g_assert_cmpstr(
		json_object_get_string_member(get_record(records, 4), "condition"), ==, "complete");
}

static void
test_long_message(void)
{
	g_autofree char *body = g_strnfill(150000, 'x');
	const char *bodies[] = {body, "after", NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(GPtrArray) records = run_reader(fixture, path);
	g_autoptr(GString) joined = g_string_new(NULL);
	guint i = 1;

	for (; g_str_equal(get_type(records, i), "part"); i++)
		g_string_append(joined, get_field(records, i, 0));
	g_assert_cmpuint(i, ==, 3); /* two parts */
	g_string_append(joined, get_field(records, i, 1));
	g_assert_cmpstr(joined->str, ==, body);
	g_assert_cmpstr(json_object_get_string_member(get_record(records, i), "body"), ==, body);
	g_assert_cmpstr(get_field(records, i + 1, 1), ==, "after");
}

static void
test_picture(void)
{
	static const guint8 picture[] = {0x89, 'P', 'N', 'G', 0, 0xff};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree guint8 *large = g_malloc0(130000);
	WdLogImage images[] = {{picture, sizeof picture}, {large, 130000}};
	WdLogMessage message = {.body = "<img src=\"wdlog:1\">", .images = images, .n_images = 2};
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	g_autofree char *path = g_strdup(wd_log_writer_get_path(writer));
	g_autoptr(GPtrArray) records = NULL;
	JsonArray *read;
	const char *texts[2];

	g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), >, 0);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
	records = run_reader(fixture, path);
	read = json_object_get_array_member(get_record(records, records->len - 3), "images");
	g_assert_cmpuint(json_array_get_length(read), ==, 2);
	for (guint i = 0; i < 2; i++) {
		g_autofree guchar *bytes = NULL;
		gsize len;

		texts[i] = json_array_get_string_element(read, i);
		bytes = g_base64_decode(texts[i], &len);
		g_assert_cmpmem(bytes, len, images[i].bytes, images[i].len);
	}
}

typedef struct {
	const char *name;
	gboolean is_closed;
	gsize n_cut;   /* bytes off the end */
	gsize n_zeros; /* behind it */
	gsize flip;    /* bytes from the end, 0: none */
	const char *condition;
} ConditionCase;

static const ConditionCase conditions[] = {
	{"complete", TRUE, 0, 0, 0, "complete"},
	{"open", FALSE, 0, 0, 0, "open"},
	{"cut", FALSE, 7, 0, 0, "torn"},
	{"zeros", FALSE, 0, 512, 0, "torn"},
	{"flipped", TRUE, 0, 0, 3, "damaged"},
	{"zeros-behind-final", TRUE, 0, 512, 0, "damaged"},
};

/* Both readers think the same of a file. */
static void
test_condition(gconstpointer data)
{
	static const char *const bodies[] = {"one", "two", NULL};
	const ConditionCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, row->is_closed);
	g_autoptr(GBytes) log = wd_log_fixture_load(path);
	gsize len = g_bytes_get_size(log) - row->n_cut;
	g_autofree char *changed = g_malloc0(len + row->n_zeros);
	g_autoptr(GPtrArray) records = NULL;
	WdLogReport report;

	memcpy(changed, g_bytes_get_data(log, NULL), len);
	if (row->flip > 0)
		changed[len - row->flip] ^= 4;
	g_assert_true(g_file_set_contents(path, changed, (gssize)(len + row->n_zeros), NULL));
	records = run_reader(fixture, path);
	g_assert_cmpstr(
		json_object_get_string_member(get_record(records, records->len - 1), "condition"),
		==,
		row->condition);
	g_assert_true(wd_log_read(path, fixture->keys, NULL, NULL, &report, NULL));
	g_assert_cmpstr(wd_log_condition_to_string(report.condition), ==, row->condition);
	g_assert_cmpuint(report.n_records, ==, records->len - 1);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/log-format/message", test_message);
	g_test_add_func("/log-format/long-message", test_long_message);
	g_test_add_func("/log-format/picture", test_picture);
	for (gsize i = 0; i < G_N_ELEMENTS(conditions); i++) {
		g_autofree char *name =
			g_strconcat("/log-format/condition/", conditions[i].name, NULL);

		g_test_add_data_func(name, &conditions[i], test_condition);
	}
	return g_test_run();
}
