/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-judging.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *file_name;
	const char *code; /* NULL: nothing found */
	const char *detail;
} Case;

static const Case cases[] = {
	{"program", "setup.exe", "file.dangerous-type", ".exe"},
	{"double", "invoice.pdf.exe", "file.double-extension", ".exe"},
	{"override", "report\u202efdp.exe", "file.direction-override", ".exe"},
	{"hidden", "setup.exe .", "file.hidden-extension", ".exe"},
	{"letters", "setup.\u0435\u0445\u0435", "file.lookalike-extension", ".exe"},
	{"path", "../../.bashrc", "file.path", ".bashrc"},
	{"stream", "notes.txt:tool.exe", "file.stream", ".exe"},
	{"device", "nul.txt", "file.device-name", ".txt"},
	{"macro-document", "book.docm", "file.dangerous-type", ".docm"},
	{"document", "book.pdf", NULL, NULL},
	{"archive", "pack.zip", NULL, NULL},
	{"no-ending", "Makefile", NULL, NULL},
	{"no-name", NULL, NULL, NULL},
	{"empty-name", "", NULL, NULL},
	{"hostile-bytes", "\xff\xfe", NULL, NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.kind = WD_EVENT_FILE, .file_name = row->file_name},
			      &wd_test_contact,
			      (WdTestSetting){0});
	const WdFinding *finding;

	if (row->code == NULL) {
		g_assert_cmpuint(verdict->findings->len, ==, 0);
		return;
	}
	g_assert_true(wd_verdict_has(verdict, row->code));
	g_assert_cmpint(verdict->action, ==, WD_ACTION_WARN);
	finding = wd_verdict_get_main_finding(verdict);
	g_assert_cmpstr(finding->code, ==, row->code);
	g_assert_cmpstr(finding->detail, ==, row->detail);
}

typedef struct {
	const char *name;
	const WdContext *context;
	WdDirection direction;
	WdTestSetting setting;
	WdAction action;
} PolicyCase;

static const PolicyCase policies[] = {
	{"stranger-is-held", &wd_test_stranger, WD_DIRECTION_IN, {0}, WD_ACTION_HOLD},
	{"contact-is-asked", &wd_test_contact, WD_DIRECTION_IN, {0}, WD_ACTION_WARN},
	{"own-file-is-noted", &wd_test_contact, WD_DIRECTION_OUT, {0}, WD_ACTION_NOTE},
	{"stranger-blocked",
	 &wd_test_stranger,
	 WD_DIRECTION_IN,
	 {WD_KEY_FILES_STRANGERS, "block"},
	 WD_ACTION_BLOCK},
	{"contact-held",
	 &wd_test_contact,
	 WD_DIRECTION_IN,
	 {WD_KEY_FILES_CONTACTS, "hold"},
	 WD_ACTION_HOLD},
	{"own-file-warned",
	 &wd_test_contact,
	 WD_DIRECTION_OUT,
	 {WD_KEY_FILES_OUTGOING, "warn"},
	 WD_ACTION_WARN},
};

static void
test_policy(gconstpointer data)
{
	const PolicyCase *row = data;
	g_autoptr(WdVerdict) verdict = wd_test_judge(&(WdEvent){.kind = WD_EVENT_FILE,
								.direction = row->direction,
								.file_name = "setup.exe"},
						     row->context,
						     row->setting);

	g_assert_cmpstr(wd_action_to_string(verdict->action), ==, wd_action_to_string(row->action));
}

static void
test_extra_endings(void)
{
	WdTestSetting setting = {WD_KEY_FILES_EXTRA_EXTENSIONS, "foo;bar"};
	g_autoptr(WdVerdict) found = wd_test_judge(
		&(WdEvent){.kind = WD_EVENT_FILE, .file_name = "a.FOO"}, &wd_test_contact, setting);
	g_autoptr(WdVerdict) none = wd_test_judge(
		&(WdEvent){.kind = WD_EVENT_FILE, .file_name = "foo"}, &wd_test_contact, setting);

	g_assert_true(wd_verdict_has(found, "file.dangerous-type"));
	g_assert_cmpuint(none->findings->len, ==, 0);
}

static void
test_long_name(void)
{
	g_autofree char *stem = g_strnfill(300, 'a');
	g_autofree char *name = g_strconcat(stem, ".pdf", NULL);
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.kind = WD_EVENT_FILE, .file_name = name},
			      &wd_test_contact,
			      (WdTestSetting){0});

	g_assert_true(wd_verdict_has(verdict, "file.long-name"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/risky-file/case/", cases, test_case);
	WD_ADD_ROWS("/risky-file/policy/", policies, test_policy);
	g_test_add_func("/risky-file/extra-endings", test_extra_endings);
	g_test_add_func("/risky-file/long-name", test_long_name);
	return g_test_run();
}
