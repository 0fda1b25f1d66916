/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-judging.h"
#include "wd-rows.h"

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT(1000))
#define NOW (400 * DAY)

static const WdFileMember program[] = {{"tool.exe", WD_FILE_PROGRAM, WD_FILE_PROGRAM_INSIDE}};

typedef struct {
	const char *name;
	const char *file_name;
	WdFileFacts facts;
	const char *code; /* (nullable) NULL: none of the detector's */
	const char *detail;
	WdAction stranger;
	WdAction contact;
	WdAction out;
} Case;

#define DONE .inspection = WD_INSPECTION_DONE

static const Case cases[] = {
	{"harmless",
	 "a.pdf",
	 {DONE, .file_class = WD_FILE_DOCUMENT, .type = "application/pdf"},
	 NULL,
	 NULL,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW},
	{"not-looked",
	 "a.pdf",
	 {.size = 5},
	 NULL,
	 NULL,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW},
	{"infected",
	 "a.pdf",
	 {DONE, .scan = {WD_SCAN_INFECTED, "Eicar", NULL, NULL, -1}},
	 "file.infected",
	 "Eicar",
	 WD_ACTION_BLOCK,
	 WD_ACTION_BLOCK,
	 WD_ACTION_BLOCK},
	{"clean-and-fresh",
	 "a.pdf",
	 {DONE, .scan = {WD_SCAN_CLEAN, NULL, NULL, "ClamAV", NOW - 6 * DAY}},
	 NULL,
	 NULL,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW},
	{"clean-but-stale",
	 "a.pdf",
	 {DONE, .scan = {WD_SCAN_CLEAN, NULL, NULL, "ClamAV", NOW - 30 * DAY}},
	 "file.scanner-stale",
	 "30",
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"signatures-of-the-future",
	 "a.pdf",
	 {DONE, .scan = {WD_SCAN_CLEAN, NULL, NULL, "ClamAV", NOW + DAY}},
	 NULL,
	 NULL,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW},
	{"scanner-failed",
	 "a.pdf",
	 {DONE, .scan = {WD_SCAN_FAILED, NULL, "refused", NULL, -1}},
	 "file.scanner-failed",
	 "refused",
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"macros",
	 "a.doc",
	 {DONE, .flags = WD_FILE_MACROS},
	 "file.macros",
	 NULL,
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"acts-by-itself",
	 "a.pdf",
	 {DONE, .flags = WD_FILE_ACTIVE},
	 "file.active",
	 NULL,
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"program-inside",
	 "a.zip",
	 {DONE, .flags = WD_FILE_PROGRAM_INSIDE, .n_members = 1, .members = program},
	 "file.program-inside",
	 "tool.exe",
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"bomb",
	 "a.zip",
	 {DONE, .flags = WD_FILE_BOMB},
	 "file.bomb",
	 NULL,
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"path-inside",
	 "a.zip",
	 {DONE, .flags = WD_FILE_PATH_INSIDE},
	 "file.path-inside",
	 NULL,
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"link-inside",
	 "a.zip",
	 {DONE, .flags = WD_FILE_LINK_INSIDE},
	 "file.link-inside",
	 NULL,
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"disguise-inside",
	 "a.zip",
	 {DONE, .flags = WD_FILE_DISGUISE_INSIDE},
	 "file.disguise-inside",
	 NULL,
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"encrypted",
	 "a.zip",
	 {DONE, .flags = WD_FILE_ENCRYPTED},
	 "file.encrypted",
	 NULL,
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"program-as-document",
	 "a.pdf",
	 {DONE, .flags = WD_FILE_CONTRADICTS, .file_class = WD_FILE_PROGRAM, .type = "x/exe"},
	 "file.contradicts",
	 "x/exe",
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"page-as-picture",
	 "a.jpg",
	 {DONE, .flags = WD_FILE_CONTRADICTS, .file_class = WD_FILE_TEXT, .type = "text/html"},
	 "file.contradicts",
	 "text/html",
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"program-without-ending",
	 "tool",
	 {DONE, .file_class = WD_FILE_PROGRAM, .type = "application/x-executable"},
	 "file.program",
	 "application/x-executable",
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"script-without-ending",
	 "tool",
	 {DONE, .file_class = WD_FILE_SCRIPT},
	 "file.program",
	 NULL,
	 WD_ACTION_HOLD,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"script-as-text",
	 "tool.txt",
	 {DONE, .file_class = WD_FILE_SCRIPT},
	 NULL,
	 NULL,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW,
	 WD_ACTION_ALLOW},
	{"parser-died",
	 "a.pdf",
	 {.inspection = WD_INSPECTION_CRASHED, .failure = "Aborted"},
	 "file.parser-died",
	 "Aborted",
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"parser-tried",
	 "a.pdf",
	 {.inspection = WD_INSPECTION_FORBIDDEN},
	 "file.parser-died",
	 NULL,
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"timed-out",
	 "a.pdf",
	 {.inspection = WD_INSPECTION_TIMED_OUT},
	 "file.not-inspected",
	 NULL,
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"inspector-missing",
	 "a.pdf",
	 {.inspection = WD_INSPECTION_FAILED},
	 "file.not-inspected",
	 NULL,
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
	{"damaged",
	 "a.zip",
	 {DONE, .flags = WD_FILE_DAMAGED},
	 "file.not-whole",
	 NULL,
	 WD_ACTION_WARN,
	 WD_ACTION_WARN,
	 WD_ACTION_NOTE},
};

static WdAction
judge(const Case *row, const WdFileFacts *facts, const WdContext *context, WdDirection direction)
{
	const WdEvent event = {
		.kind = WD_EVENT_FILE,
		.direction = direction,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "x@y.example",
		.file_name = row->file_name,
		.file_size = -1,
		.file_facts = facts,
		.time_ms = NOW,
	};
	g_autoptr(WdVerdict) verdict = wd_test_judge(&event, context, (WdTestSetting){0});

	g_assert_cmpint(wd_verdict_has(verdict, row->code != NULL ? row->code : "file.program"),
			==,
			row->code != NULL);
	for (guint i = 0; row->detail != NULL && i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (g_str_equal(finding->code, row->code))
			g_assert_cmpstr(finding->detail, ==, row->detail);
	}
	return verdict->action;
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&row->facts);

	/* A stranger's file is noted in any case. */
	g_assert_cmpint(judge(row, facts, &wd_test_stranger, WD_DIRECTION_IN),
			==,
			MAX(row->stranger, WD_ACTION_NOTE));
	g_assert_cmpint(judge(row, facts, &wd_test_contact, WD_DIRECTION_IN), ==, row->contact);
	g_assert_cmpint(judge(row, facts, &wd_test_contact, WD_DIRECTION_OUT), ==, row->out);
}

typedef struct {
	const char *name;
	WdTestSetting setting;
	WdFileFacts facts;
	WdAction action;
} Setting;

static const Setting settings[] = {
	{"scanner-failure-blocks",
	 {WD_KEY_FILES_ON_SCANNER_FAILURE, "block"},
	 {DONE, .scan = {.result = WD_SCAN_FAILED}},
	 WD_ACTION_BLOCK},
	{"scanner-failure-passes",
	 {WD_KEY_FILES_ON_SCANNER_FAILURE, "allow"},
	 {DONE, .scan = {.result = WD_SCAN_FAILED}},
	 WD_ACTION_NOTE},
	{"nobody-was-asked",
	 {WD_KEY_FILES_ON_SCANNER_FAILURE, "block"},
	 {DONE, .scan = {.result = WD_SCAN_NONE}},
	 WD_ACTION_ALLOW},
	{"stale-never-blocks",
	 {WD_KEY_FILES_ON_SCANNER_FAILURE, "block"},
	 {DONE, .scan = {.result = WD_SCAN_CLEAN, .signatures_ms = 0}},
	 WD_ACTION_WARN},
	{"stale-later",
	 {WD_KEY_FILES_SIGNATURE_AGE, "P365D"},
	 {DONE, .scan = {.result = WD_SCAN_CLEAN, .signatures_ms = NOW - 300 * DAY}},
	 WD_ACTION_ALLOW},
	{"inspector-failure-blocks",
	 {WD_KEY_FILES_ON_INSPECT_FAILURE, "block"},
	 {.inspection = WD_INSPECTION_TIMED_OUT},
	 WD_ACTION_BLOCK},
	{"infected-is-held",
	 {WD_KEY_FILES_INFECTED, "hold"},
	 {DONE, .scan = {.result = WD_SCAN_INFECTED}},
	 WD_ACTION_HOLD},
	{"locked-passes",
	 {WD_KEY_FILES_ENCRYPTED, "allow"},
	 {DONE, .flags = WD_FILE_ENCRYPTED},
	 WD_ACTION_ALLOW},
	{"lies-are-held",
	 {WD_KEY_FILES_CONTRADICTIONS, "hold"},
	 {DONE, .flags = WD_FILE_CONTRADICTS},
	 WD_ACTION_HOLD},
};

static void
test_setting(gconstpointer data)
{
	const Setting *row = data;
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&row->facts);
	const WdEvent event = {.kind = WD_EVENT_FILE,
			       .file_name = "a.pdf",
			       .file_size = -1,
			       .file_facts = facts,
			       .time_ms = NOW};
	g_autoptr(WdVerdict) verdict = wd_test_judge(&event, &wd_test_contact, row->setting);

	g_assert_cmpint(verdict->action, ==, row->action);
}

typedef struct {
	const char *name;
	const char *rule;
	WdPolicyLevel level;
	WdPolicyLevel default_level; /* of [Files] Contacts */
	const char *file_name;
	WdAction action;
} RuleCase;

/* First match with a default. */
static const RuleCase rules[] = {
	{"default",
	 "kind=file;file=*.zip;action=allow",
	 WD_LEVEL_USER,
	 WD_LEVEL_BUILTIN,
	 "a.py",
	 WD_ACTION_WARN},
	{"allows",
	 "kind=file;file=*.py;action=allow",
	 WD_LEVEL_USER,
	 WD_LEVEL_BUILTIN,
	 "a.py",
	 WD_ACTION_ALLOW},
	{"blocks",
	 "kind=file;class=script;action=block",
	 WD_LEVEL_USER,
	 WD_LEVEL_BUILTIN,
	 "a.py",
	 WD_ACTION_BLOCK},
	{"never-a-disguise",
	 "kind=file;action=allow",
	 WD_LEVEL_USER,
	 WD_LEVEL_BUILTIN,
	 "a.pdf.exe",
	 WD_ACTION_WARN},
	{"not-over-the-company",
	 "kind=file;action=allow",
	 WD_LEVEL_USER,
	 WD_LEVEL_IT_MANAGED,
	 "a.py",
	 WD_ACTION_WARN},
	{"the-company-itself",
	 "kind=file;action=allow",
	 WD_LEVEL_IT_MANAGED,
	 WD_LEVEL_IT_MANAGED,
	 "a.py",
	 WD_ACTION_ALLOW},
	{"of-every-kind", "action=allow", WD_LEVEL_USER, WD_LEVEL_BUILTIN, "a.py", WD_ACTION_WARN},
};

static void
test_rule(gconstpointer data)
{
	const RuleCase *row = data;
	WdPolicySetting values[WD_N_KEYS] = {0};
	GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)wd_rule_free);
	WdRule *rule = wd_rule_parse("10", row->rule, NULL);
	g_autoptr(WdPolicy) policy = NULL;
	g_autoptr(WdVerdict) verdict = NULL;
	const WdEvent happened = {
		.kind = WD_EVENT_FILE, .file_name = row->file_name, .file_size = -1};
	g_autoptr(WdEvent) event = wd_event_new(&happened);

	g_assert_nonnull(rule);
	rule->level = row->level;
	g_ptr_array_add(list, rule);
	values[WD_KEY_FILES_CONTACTS] =
		(WdPolicySetting){.text = (char *)"warn", .level = row->default_level};
	policy = wd_policy_new(values, list);
	verdict = wd_judge(event, &wd_test_contact, policy);
	g_assert_cmpint(verdict->action, ==, row->action);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/file-content/", cases, test_case);
	WD_ADD_ROWS("/file-content/setting/", settings, test_setting);
	WD_ADD_ROWS("/file-content/rule/", rules, test_rule);
	return g_test_run();
}
