/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-file.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-ctl-examine.h"
#include "ctl/wd-facts-text.h"
#include "ctl/wd-json-text.h"
#include "engine/judge/wd-judge.h"
#include "store/wd-policy-store.h"
#include "ui/wd-phrases.h"

typedef struct {
	WdCtl *ctl;
	const WdPolicy *policy;
	WdExaminer *examiner;
	WdCtlExit result; /* the worst of all files */
} Files;

typedef void (*LookAtFile)(Files *files, const char *path);

/* As if a contact had offered it just now: what is said of it is what a person would be told. */
static WdVerdict *
judge(const Files *files, const WdFileFacts *facts)
{
	const WdContext context = {
		.is_known = TRUE, .is_roster_loaded = TRUE, .contact_age_ms = -1};
	const WdEvent happened = {
		.kind = WD_EVENT_FILE,
		.direction = WD_DIRECTION_IN,
		.file_name = facts->name,
		.file_size = facts->size,
		.file_facts = facts,
		.time_ms = g_get_real_time() / 1000,
	};
	g_autoptr(WdEvent) event = wd_event_new(&happened);

	return wd_judge(event, &context, files->policy);
}

static void
note(Files *files, WdCtlExit result)
{
	if (result > files->result)
		files->result = result;
}

static void
print_findings(const Files *files, GString *text, const WdVerdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);
		g_autofree char *why = wd_phrase_for_finding(finding);

		g_string_append_printf(text, "  %s: %s\n", finding->code, why);
	}
	wd_ctl_print(files->ctl, "%s", text->str);
}

static void
inspect(Files *files, const char *path)
{
	g_autoptr(WdFileFacts) facts = wd_ctl_examine(files->examiner, path, NULL);
	g_autoptr(WdVerdict) verdict = judge(files, facts);
	g_autoptr(GString) text = g_string_new(NULL);

	if (facts->inspection == WD_INSPECTION_FAILED)
		note(files, WD_CTL_CANNOT);
	else if (verdict->action >= WD_ACTION_WARN)
		note(files, WD_CTL_FOUND);
	if (!files->ctl->is_json) {
		wd_facts_text_append(text, path, facts);
		print_findings(files, text, verdict);
		return;
	}
	g_string_append_c(text, '{');
	wd_facts_text_append_json(text, path, facts);
	wd_facts_text_append_verdict(text, verdict);
	wd_ctl_print(files->ctl, "%s}\n", text->str);
}

/* A file that nobody scanned was not found clean. */
static WdCtlExit
get_exit(const WdFileFacts *facts)
{
	static const WdCtlExit exits[] = {
		[WD_SCAN_NONE] = WD_CTL_CANNOT,
		[WD_SCAN_CLEAN] = WD_CTL_GOOD,
		[WD_SCAN_INFECTED] = WD_CTL_FOUND,
		[WD_SCAN_FAILED] = WD_CTL_CANNOT,
	};

	return exits[facts->scan.result];
}

static void
scan(Files *files, const char *path)
{
	g_autoptr(WdFileFacts) facts = wd_ctl_examine(files->examiner, path, NULL);
	const WdScanAnswer *answer = &facts->scan;
	const char *why = answer->name != NULL ? answer->name : answer->reason;
	g_autofree char *valid = g_filename_display_name(path);
	g_autoptr(GString) json = g_string_new("{");

	note(files, get_exit(facts));
	/* A file that cannot be opened was shown to nobody. */
	if (why == NULL && answer->result == WD_SCAN_NONE && facts->failure != NULL)
		why = facts->failure;
	if (!files->ctl->is_json) {
		wd_ctl_print(files->ctl,
			     "%s: %s%s%s%s%s\n",
			     valid,
			     wd_scan_result_to_string(answer->result),
			     why != NULL ? " " : "",
			     why != NULL ? why : "",
			     answer->engine != NULL ? "  " : "",
			     answer->engine != NULL ? answer->engine : "");
		return;
	}
	wd_json_text_member(json, "path", valid);
	wd_facts_text_append_scan(json, answer);
	wd_ctl_print(files->ctl, "%s}\n", json->str);
}

static WdPolicyStore *
open_policy(char **policies)
{
	return policies != NULL ? wd_policy_store_open_files((const char *const *)policies)
				: wd_policy_store_open(NULL);
}

static WdCtlExit
look_at_files(WdCtl *ctl, LookAtFile look, char **policies)
{
	g_autoptr(WdPolicyStore) store = open_policy(policies);
	const WdPolicy *policy = wd_policy_store_get(store);
	g_autoptr(WdExaminer) examiner = NULL;
	Files files = {.ctl = ctl, .policy = policy};

	if (wd_policy_store_get_state(store) > WD_POLICY_MANAGED) {
		wd_ctl_complain(ctl, _("the policy cannot be read"));
		return WD_CTL_CANNOT;
	}
	examiner = wd_examiner_new(policy);
	wd_examiner_set_parts(examiner, look == inspect ? WD_EXAMINE_INSPECT : WD_EXAMINE_SCAN);
	files.examiner = examiner;
	for (guint i = 0; ctl->args[i] != NULL; i++)
		look(&files, ctl->args[i]);
	return files.result;
}

static WdCtlExit
run(WdCtl *ctl, LookAtFile look)
{
	char **policies = NULL;
	const GOptionEntry entries[] = {
		{"policy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &policies, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	WdCtlExit result = WD_CTL_USAGE;

	if (wd_ctl_parse(ctl, entries, 1, G_MAXUINT))
		result = look_at_files(ctl, look, policies);
	g_strfreev(policies);
	return result;
}

/**
 * wd_ctl_file_inspect:
 * @ctl: the command
 *
 * Looks into each file that is named, in the sandbox, and says what a person would be told of it if
 * a contact had sent it. Devices, pipes and links are refused. No scanner is asked.
 *
 * Returns: %WD_CTL_FOUND where something was found, %WD_CTL_CANNOT where a file could not be looked
 * into
 */
WdCtlExit
wd_ctl_file_inspect(WdCtl *ctl)
{
	return run(ctl, inspect);
}

/**
 * wd_ctl_file_scan:
 * @ctl: the command
 *
 * Has each file that is named scanned as policy says.
 *
 * Returns: %WD_CTL_FOUND where a virus was found, %WD_CTL_CANNOT where nobody could be asked
 */
WdCtlExit
wd_ctl_file_scan(WdCtl *ctl)
{
	return run(ctl, scan);
}
