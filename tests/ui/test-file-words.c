/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ui/wd-file-words.h"

typedef struct {
	const char *name;
	WdFileFacts fields;
	const char *type;
	const char *scan;
} Case;

static const Case cases[] = {
	{"nothing", {0}, "not looked into", "was not asked"},
	{"clean",
	 {.inspection = WD_INSPECTION_DONE,
	  .type = "image/png",
	  .file_class = WD_FILE_IMAGE,
	  .scan = {.result = WD_SCAN_CLEAN}},
	 "picture (image/png)",
	 "found nothing"},
	{"infected",
	 {.inspection = WD_INSPECTION_DONE,
	  .file_class = WD_FILE_PROGRAM,
	  .scan = {.result = WD_SCAN_INFECTED, .name = "Eicar", .engine = "ClamAV 1.4.3"}},
	 "program",
	 "found Eicar (ClamAV 1.4.3)"},
	{"infected-by-something",
	 {.scan = {.result = WD_SCAN_INFECTED}},
	 "not looked into",
	 "found ?"},
	{"failed",
	 {.inspection = WD_INSPECTION_TIMED_OUT,
	  .scan = {.result = WD_SCAN_FAILED, .reason = "connection refused"}},
	 "could not be looked into",
	 "did not answer: connection refused"},
	{"failed-without-a-word",
	 {.inspection = WD_INSPECTION_CRASHED, .scan = {.result = WD_SCAN_FAILED}},
	 "could not be looked into",
	 "did not answer"},
	{"hostile",
	 {.inspection = WD_INSPECTION_DONE,
	  .type = "a\u202eb\n",
	  .scan = {.result = WD_SCAN_INFECTED, .name = "\x1b[2J%s"}},
	 "unknown (a[U+202E]b ",
	 "found "},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&row->fields);
	g_autofree char *type = wd_file_words_for_type(facts);
	g_autofree char *scan = wd_file_words_for_scan(facts);

	g_assert_true(g_str_has_prefix(type, row->type));
	g_assert_true(g_str_has_prefix(scan, row->scan));
	g_assert_null(strchr(type, '\n'));
	g_assert_null(strchr(scan, '\x1b'));
}

static void
test_long_words(void)
{
	g_autofree char *flood = g_strnfill(5000, 'x');
	const WdFileFacts fields = {
		.inspection = WD_INSPECTION_DONE,
		.type = flood,
		.scan = {.result = WD_SCAN_INFECTED, .name = flood, .engine = flood}};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&fields);
	g_autofree char *type = wd_file_words_for_type(facts);
	g_autofree char *scan = wd_file_words_for_scan(facts);

	g_assert_cmpuint(strlen(type), <, 200);
	g_assert_cmpuint(strlen(scan), <, 300);
}

static void
test_null(void)
{
	g_autofree char *type = wd_file_words_for_type(NULL);
	g_autofree char *scan = wd_file_words_for_scan(NULL);

	g_assert_cmpstr(type, ==, "not looked into");
	g_assert_cmpstr(scan, ==, "was not asked");
}

typedef struct {
	const char *name;
	WdEvent fields;
	gboolean is_here;
} HereCase;

static const HereCase here_cases[] = {
	{"received", {.kind = WD_EVENT_FILE, .file_path = "/home/x"}, TRUE},
	{"offered", {.kind = WD_EVENT_FILE, .file_name = "x"}, FALSE},
	{"sent",
	 {.kind = WD_EVENT_FILE, .direction = WD_DIRECTION_OUT, .file_path = "/home/x"},
	 FALSE},
	{"message", {.kind = WD_EVENT_IM, .text = "x"}, FALSE},
};

static void
test_is_here(gconstpointer data)
{
	const HereCase *row = data;
	g_autoptr(WdEvent) event = wd_event_new(&row->fields);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(WdHeld) held = wd_held_new("00112233445566778899aabbccddeeff", event, verdict, 0);
	g_autofree char *question = wd_file_words_for_saving(held);

	g_assert_cmpint(wd_file_words_is_here(held), ==, row->is_here);
	g_assert_cmpuint(strlen(question), >, 10);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/file-words/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	for (guint i = 0; i < G_N_ELEMENTS(here_cases); i++) {
		g_autofree char *path = g_strconcat("/file-words/", here_cases[i].name, NULL);

		g_test_add_data_func(path, &here_cases[i], test_is_here);
	}
	g_test_add_func("/file-words/long-words", test_long_words);
	g_test_add_func("/file-words/null", test_null);
	return g_test_run();
}
