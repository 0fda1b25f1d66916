/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "store/wd-held-facts.h"

typedef struct {
	const char *name;
	WdFileFacts fields;
} RoundTripCase;

static const RoundTripCase round_trips[] = {
	{"nothing-known", {.size = -1, .scan = {.signatures_ms = -1}}},
	{"infected",
	 {.size = 68,
	  .has_hash = TRUE,
	  .hash = {0x27, 0x5a, 0x02, 0x1b},
	  .inspection = WD_INSPECTION_DONE,
	  .type = "application/x-dosexec",
	  .file_class = WD_FILE_PROGRAM,
	  .flags = WD_FILE_CONTRADICTS | WD_FILE_TRUNCATED,
	  .scan = {.result = WD_SCAN_INFECTED,
		   .name = "Eicar-Signature",
		   .engine = "ClamAV 1.4.3",
		   .signatures_ms = G_GINT64_CONSTANT(1700000000000)}}},
	{"nobody-could-look",
	 {.inspection = WD_INSPECTION_CRASHED,
	  .failure = "signal 11 \"here\"\n",
	  .scan = {.result = WD_SCAN_FAILED, .reason = "connection refused"}}},
	{"all-flags", {.flags = WD_FILE_ALL_FLAGS, .file_class = WD_FILE_DISK}},
	{"no-utf8", {.type = "a\xff/b", .scan = {.name = "\xed\xa0\x80"}}},
};

static void
assert_same(const WdFileFacts *a, const WdFileFacts *b)
{
	g_assert_cmpint(a->size, ==, b->size);
	g_assert_cmpint(a->has_hash, ==, b->has_hash);
	g_assert_cmpmem(a->hash, sizeof a->hash, b->hash, sizeof b->hash);
	g_assert_cmpint(a->inspection, ==, b->inspection);
	g_assert_cmpstr(a->failure, ==, b->failure);
	g_assert_cmpstr(a->type, ==, b->type);
	g_assert_cmpint(a->file_class, ==, b->file_class);
	g_assert_cmpuint(a->flags, ==, b->flags);
	g_assert_cmpint(a->scan.result, ==, b->scan.result);
	g_assert_cmpstr(a->scan.name, ==, b->scan.name);
	g_assert_cmpstr(a->scan.reason, ==, b->scan.reason);
	g_assert_cmpstr(a->scan.engine, ==, b->scan.engine);
	g_assert_cmpint(a->scan.signatures_ms, ==, b->scan.signatures_ms);
}

static void
test_round_trip(gconstpointer data)
{
	const RoundTripCase *row = data;
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&row->fields);
	g_autoptr(WdFileFacts) again = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(JsonObject) object = json_object_new();

	wd_held_facts_add(object, facts);
	g_assert_true(wd_held_facts_parse(object, &again, &error));
	g_assert_no_error(error);
	assert_same(facts, again);
}

static void
test_absent(void)
{
	g_autoptr(JsonObject) object = json_object_new();
	WdFileFacts *facts = NULL;

	wd_held_facts_add(object, NULL);
	g_assert_cmpuint(json_object_get_size(object), ==, 0);
	g_assert_true(wd_held_facts_parse(object, &facts, NULL));
	g_assert_null(facts);
}

/* The text that was found in the file stays out of the row. */
static void
test_text_stays_out(void)
{
	const WdFileFacts fields = {.text = "4111 1111 1111 1111"};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&fields);
	g_autoptr(JsonNode) node = json_node_new(JSON_NODE_OBJECT);
	JsonObject *object = json_object_new();
	g_autofree char *text = NULL;

	json_node_take_object(node, object);
	wd_held_facts_add(object, facts);
	text = json_to_string(node, FALSE);
	g_assert_null(strstr(text, "4111"));
}

/* What is wrong with the object, as a whole or in one member of a good one. */
typedef struct {
	const char *name;
	const char *json;
} BadCase;

#define GOOD "\"size\":1,\"inspection\":\"done\",\"class\":\"text\",\"signatures_ms\":-1,"

static const BadCase bad_cases[] = {
	{"no-object", "{\"facts\":1}"},
	{"empty", "{\"facts\":{}}"},
	{"unknown-scan", "{\"facts\":{" GOOD "\"flags\":0,\"scan\":\"maybe\"}}"},
	{"no-scan", "{\"facts\":{" GOOD "\"flags\":0}}"},
	{"flags-negative", "{\"facts\":{" GOOD "\"flags\":-1,\"scan\":\"none\"}}"},
	{"flags-unknown", "{\"facts\":{" GOOD "\"flags\":1048576,\"scan\":\"none\"}}"},
	{"flags-text", "{\"facts\":{" GOOD "\"flags\":\"1\",\"scan\":\"none\"}}"},
	{"hash-short", "{\"facts\":{" GOOD "\"flags\":0,\"scan\":\"none\",\"hash\":\"00\"}}"},
	{"hash-odd", "{\"facts\":{" GOOD "\"flags\":0,\"scan\":\"none\",\"hash\":\"0\"}}"},
	{"hash-empty", "{\"facts\":{" GOOD "\"flags\":0,\"scan\":\"none\",\"hash\":\"\"}}"},
	{"hash-number", "{\"facts\":{" GOOD "\"flags\":0,\"scan\":\"none\",\"hash\":7}}"},
	{"type-array", "{\"facts\":{" GOOD "\"flags\":0,\"scan\":\"none\",\"type\":[]}}"},
};

static void
test_bad(gconstpointer data)
{
	const BadCase *row = data;
	g_autoptr(JsonParser) parser = json_parser_new();
	g_autoptr(GError) error = NULL;
	WdFileFacts *facts = NULL;

	g_assert_true(json_parser_load_from_data(parser, row->json, -1, NULL));
	g_assert_false(wd_held_facts_parse(
		json_node_get_object(json_parser_get_root(parser)), &facts, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_assert_null(facts);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(round_trips); i++) {
		g_autofree char *path = g_strconcat("/held-facts/", round_trips[i].name, NULL);

		g_test_add_data_func(path, &round_trips[i], test_round_trip);
	}
	for (guint i = 0; i < G_N_ELEMENTS(bad_cases); i++) {
		g_autofree char *path = g_strconcat("/held-facts/bad/", bad_cases[i].name, NULL);

		g_test_add_data_func(path, &bad_cases[i], test_bad);
	}
	g_test_add_func("/held-facts/absent", test_absent);
	g_test_add_func("/held-facts/text-stays-out", test_text_stays_out);
	return g_test_run();
}
