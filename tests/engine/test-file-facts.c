/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-event.h"
#include "engine/wd-file-facts.h"

static void
test_copies(void)
{
	char name[] = "a.zip";
	char member[] = "b.exe";
	WdFileMember members[] = {{member, WD_FILE_PROGRAM, WD_FILE_PROGRAM_INSIDE}};
	WdFileFacts fields = {
		.name = name,
		.size = 7,
		.has_hash = TRUE,
		.hash = {0xde, 0xad},
		.inspection = WD_INSPECTION_DONE,
		.type = "application/zip",
		.file_class = WD_FILE_ARCHIVE,
		.flags = WD_FILE_PROGRAM_INSIDE,
		.n_members = 1,
		.members = members,
		.text = "words",
		.scan = {WD_SCAN_CLEAN, NULL, NULL, "ClamAV 1.4.3", 5},
	};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&fields);
	g_autofree char *hash = wd_file_facts_format_hash(facts);

	name[0] = member[0] = 'X';
	g_assert_cmpstr(facts->name, ==, "a.zip");
	g_assert_cmpstr(facts->members[0].name, ==, "b.exe");
	g_assert_cmpint(facts->members[0].file_class, ==, WD_FILE_PROGRAM);
	g_assert_cmphex(facts->members[0].flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_assert_cmpstr(facts->scan.engine, ==, "ClamAV 1.4.3");
	g_assert_cmpint(facts->size, ==, 7);
	g_assert_true(g_str_has_prefix(hash, "dead00"));
	g_assert_cmpuint(strlen(hash), ==, 64);
}

static void
test_absent(void)
{
	const WdFileFacts fields = {.size = -9, .hash = {1, 2, 3}};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&fields);

	g_assert_cmpstr(facts->name, ==, "");
	g_assert_null(facts->type);
	g_assert_null(facts->text);
	g_assert_null(wd_file_facts_format_hash(facts));
	g_assert_cmpuint(facts->hash[0], ==, 0);
	g_assert_cmpint(facts->size, ==, -1);
	g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_NONE);
}

/* A broken or taken-over inspector may say anything. */
static void
test_hostile(void)
{
	g_autofree char *text = g_strnfill(WD_FILE_MAX_TEXT_BYTES - 1, 'x');
	g_autofree char *long_text = g_strconcat(text, "\u00e9\u00e9", NULL);
	g_autofree char *long_name = g_strnfill(WD_FILE_MAX_MEMBER_BYTES + 9, 'n');
	WdFileMember members[WD_FILE_MAX_MEMBERS + 5] = {{NULL, WD_FILE_UNKNOWN, 0}};
	WdFileFacts fields = {
		.name = "\xff\xfe.txt",
		.inspection = (WdInspection)99,
		.file_class = (WdFileClass)-3,
		.flags = 0xffffffff,
		.n_members = G_N_ELEMENTS(members),
		.members = members,
		.type = "\x80",
		.text = long_text,
		.scan = {.result = (WdScanResult)77, .name = "\xc3"},
	};
	g_autoptr(WdFileFacts) facts = NULL;

	members[0] = (WdFileMember){long_name, (WdFileClass)1000, 0xffffffff};
	facts = wd_file_facts_new(&fields);
	g_assert_true(g_utf8_validate(facts->name, -1, NULL));
	g_assert_true(g_utf8_validate(facts->type, -1, NULL));
	g_assert_true(g_utf8_validate(facts->text, -1, NULL));
	g_assert_cmpuint(strlen(facts->text), ==, WD_FILE_MAX_TEXT_BYTES - 1);
	g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_FAILED);
	g_assert_cmpint(facts->file_class, ==, WD_FILE_UNKNOWN);
	g_assert_cmphex(facts->flags, ==, WD_FILE_ALL_FLAGS);
	g_assert_cmpuint(facts->n_members, ==, WD_FILE_MAX_MEMBERS);
	g_assert_cmpuint(strlen(facts->members[0].name), ==, WD_FILE_MAX_MEMBER_BYTES);
	g_assert_cmpint(facts->members[0].file_class, ==, WD_FILE_UNKNOWN);
	g_assert_cmpstr(facts->members[1].name, ==, "");
	g_assert_cmpint(facts->scan.result, ==, WD_SCAN_FAILED);
}

static void
test_with_scan(void)
{
	const WdFileFacts fields = {.name = "a", .text = "t", .scan = {.reason = "old"}};
	const WdScanAnswer scan = {WD_SCAN_INFECTED, "Eicar", NULL, NULL, -1};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&fields);
	g_autoptr(WdFileFacts) scanned = wd_file_facts_with_scan(facts, &scan);

	g_assert_cmpstr(scanned->scan.name, ==, "Eicar");
	g_assert_null(scanned->scan.reason);
	g_assert_cmpstr(scanned->text, ==, "t");
	g_assert_cmpint(facts->scan.result, ==, WD_SCAN_NONE);
}

static void
test_words(void)
{
	for (guint i = 0; i < WD_FILE_N_CLASSES; i++) {
		WdFileClass back = WD_FILE_N_CLASSES;

		g_assert_true(wd_file_class_parse(wd_file_class_to_string((WdFileClass)i), &back));
		g_assert_cmpuint(back, ==, i);
	}
	for (guint i = 0; i < WD_FILE_N_FLAGS; i++) {
		WdFileFlag back = 0;

		g_assert_true(
			wd_file_flag_parse(wd_file_flag_to_string((WdFileFlag)(1u << i)), &back));
		g_assert_cmphex(back, ==, 1u << i);
	}
	for (guint i = 0; i < WD_INSPECTION_N; i++) {
		WdInspection back = WD_INSPECTION_N;

		g_assert_true(wd_inspection_parse(wd_inspection_to_string((WdInspection)i), &back));
		g_assert_cmpuint(back, ==, i);
	}
	g_assert_cmpstr(wd_scan_result_to_string(WD_SCAN_INFECTED), ==, "infected");
	g_assert_false(wd_file_class_parse("Program", &(WdFileClass){0}));
	g_assert_false(wd_file_flag_parse(NULL, &(WdFileFlag){0}));
}

static void
test_event_keeps(void)
{
	const WdFileFacts fields = {.name = "a.zip", .size = 3};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&fields);
	const WdEvent happened = {.kind = WD_EVENT_FILE, .file_facts = facts};
	g_autoptr(WdEvent) event = wd_event_new(&happened);

	g_clear_pointer(&facts, wd_file_facts_unref);
	g_assert_cmpstr(event->file_facts->name, ==, "a.zip");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/file-facts/copies", test_copies);
	g_test_add_func("/file-facts/absent", test_absent);
	g_test_add_func("/file-facts/hostile", test_hostile);
	g_test_add_func("/file-facts/with-scan", test_with_scan);
	g_test_add_func("/file-facts/words", test_words);
	g_test_add_func("/file-facts/event-keeps", test_event_keeps);
	return g_test_run();
}
