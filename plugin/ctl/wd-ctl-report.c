/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "ctl/wd-audit-page.h"
#include "ctl/wd-json-text.h"
#include "engine/text/wd-utf8.h"
#include "store/wd-audit-collected.h"
#include "store/wd-audit-survey.h"
#include "store/wd-audit-verify.h"
#include "store/wd-keys.h"
#include "store/wd-paths.h"

#define MAX_NAME_CHARS 80

static const char *const deeds[] = {
	[WD_DEED_WARNED] = "warned",
	[WD_DEED_HELD] = "held",
	[WD_DEED_BLOCKED] = "blocked",
	[WD_DEED_PASSED_OVER] = "passed_over",
};

static void
append_counts(GString *json, const guint n[WD_N_DEEDS])
{
	for (guint i = 0; i < WD_N_DEEDS; i++) {
		wd_json_text_key(json, deeds[i]);
		g_string_append_printf(json, "%u", n[i]);
	}
}

static void
append_rows(GString *json, const char *key, const GPtrArray *rows)
{
	wd_json_text_key(json, key);
	g_string_append_c(json, '[');
	for (guint i = 0; i < rows->len; i++) {
		const WdSurveyRow *row = g_ptr_array_index(rows, i);

		g_string_append(json, i == 0 ? "{" : ",{");
		wd_json_text_member(json, "name", row->name);
		append_counts(json, row->n);
		g_string_append_c(json, '}');
	}
	g_string_append_c(json, ']');
}

static void
print_json(const WdCtl *ctl, const WdAuditSurvey *survey, const WdAuditReport *report)
{
	g_autoptr(GString) json = g_string_new("{");

	wd_json_text_member(json, "from", survey->first_day);
	wd_json_text_member(json, "to", survey->last_day);
	wd_json_text_key(json, "intact");
	g_string_append(json, report->is_intact ? "true" : "false");
	append_counts(json, survey->n_total);
	append_rows(json, "days", survey->days);
	append_rows(json, "events", survey->events);
	append_rows(json, "reasons", survey->reasons);
	wd_json_text_key(json, "lines");
	g_string_append_printf(json, "%u", survey->n_lines);
	wd_json_text_key(json, "gaps");
	g_string_append_printf(json, "%u}\n", survey->n_gaps);
	wd_ctl_print(ctl, "%s", json->str);
}

static gboolean
is_day(const WdCtl *ctl, const char *day)
{
	GDate date;

	if (day == NULL)
		return TRUE;
	g_date_clear(&date, 1);
	g_date_set_parse(&date, day);
	if (strlen(day) == 10 && day[4] == '-' && g_date_valid(&date))
		return TRUE;
	/* Translators: what somebody typed for a day. */
	wd_ctl_complain(ctl, _("“%s” is no day such as 2026-11-30"), day);
	return FALSE;
}

typedef struct {
	char *from;
	char *to;
	char *output;
} Wishes;

static WdCtlExit
write_report(const WdCtl *ctl,
	     const WdAuditSurvey *survey,
	     const WdAuditReport *report,
	     const char *folder,
	     const char *output,
	     GError **error)
{
	g_autofree char *title = NULL;
	g_autofree char *page = NULL;

	if (ctl->is_json) {
		print_json(ctl, survey, report);
		return WD_CTL_GOOD;
	}
	/* Translators: a folder, and the name of a computer. */
	title = g_strdup_printf(_("The audit trail in %s on %s"), folder, g_get_host_name());
	page = wd_audit_page_format(survey, report, title);
	if (output == NULL)
		wd_ctl_print(ctl, "%s", page);
	else if (!g_file_set_contents_full(
			 output, page, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
		return WD_CTL_CANNOT;
	return WD_CTL_GOOD;
}

static WdCtlExit
report_on(const WdCtl *ctl, const Wishes *wishes, GError **error)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autofree char *own = wd_path_get(base, WD_PATH_AUDIT);
	const char *folder = ctl->args[0] != NULL ? ctl->args[0] : own;
	g_autoptr(WdKeys) keys =
		wd_crypto_start(error) && ctl->args[0] == NULL ? wd_keys_load(base, NULL) : NULL;
	g_autoptr(WdAuditReport) report = wd_audit_verify_folder(folder, keys, error);
	g_autoptr(WdAuditSurvey) survey =
		report == NULL ? NULL
			       : wd_audit_survey_folder(folder, wishes->from, wishes->to, error);
	WdCtlExit result;

	if (survey == NULL)
		return WD_CTL_CANNOT;
	if (survey->n_lines == 0 && survey->n_not_lines == 0) {
		wd_ctl_complain(ctl, _("there is no audit trail of that time"));
		return WD_CTL_CANNOT;
	}
	result = write_report(ctl, survey, report, folder, wishes->output, error);
	return result == WD_CTL_GOOD && !report->is_intact ? WD_CTL_FOUND : result;
}

/**
 * wd_ctl_audit_report:
 * @ctl: the command; it may name a folder with a copy of a trail
 *
 * Writes a page about a period: what was warned of, held and blocked, by kind and day.
 *
 * Returns: %WD_CTL_FOUND when the trail is not intact; it is reported all the same
 */
WdCtlExit
wd_ctl_audit_report(WdCtl *ctl)
{
	Wishes wishes = {0};
	const GOptionEntry entries[] = {
		{"from", 0, 0, G_OPTION_ARG_STRING, &wishes.from, NULL, NULL},
		{"to", 0, 0, G_OPTION_ARG_STRING, &wishes.to, NULL, NULL},
		{"output", 0, 0, G_OPTION_ARG_FILENAME, &wishes.output, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GError) error = NULL;
	WdCtlExit result = WD_CTL_USAGE;

	if (wd_ctl_parse(ctl, entries, 0, 1) && is_day(ctl, wishes.from) && is_day(ctl, wishes.to))
		result = report_on(ctl, &wishes, &error);
	if (error != NULL)
		wd_ctl_complain(ctl, "%s", error->message);
	g_free(wishes.from);
	g_free(wishes.to);
	g_free(wishes.output);
	return result;
}

static const struct {
	const char *word;
	const char *sentence;
} kinds[] = {
	[WD_COLLECTED_GAP] = {"gap", N_("line %s was expected, line %s came")},
	[WD_COLLECTED_CHANGED] = {"changed",
				  N_("the line before %2$s was changed after it was sent")},
	[WD_COLLECTED_REWOUND] = {"rewound",
				  N_("line %s was expected, line %s came again with other words")},
	[WD_COLLECTED_TOLD_GAP] = {"told-gap", N_("line %2$s says that the trail is not whole")},
	[WD_COLLECTED_NOT_ENDED] = {"not-ended", N_("the run before ended without a last line")},
	[WD_COLLECTED_SILENT] = {"silent", N_("nothing came for %2$s seconds")},
};

/* By hand, since a sentence may use one of two numbers, or none. */
static char *
fill_in(const char *sentence, guint64 expected, guint64 found)
{
	g_autofree char *first = g_strdup_printf("%" G_GUINT64_FORMAT, expected);
	g_autofree char *second = g_strdup_printf("%" G_GUINT64_FORMAT, found);
	GString *text = g_string_new(sentence);

	(void)g_string_replace(text, "%2$s", second, 0);
	(void)g_string_replace(text, "%s", first, 1);
	(void)g_string_replace(text, "%s", second, 1);
	return g_string_free(text, FALSE);
}

static void
print_finding(const WdCtl *ctl, const WdCollectedFinding *finding)
{
	g_autofree char *sentence =
		fill_in(_(kinds[finding->kind].sentence), finding->expected, finding->found);
	g_autofree char *desktop = wd_utf8_show(finding->desktop, MAX_NAME_CHARS);
	g_autofree char *time = wd_utf8_show(finding->time, MAX_NAME_CHARS);
	g_autoptr(GString) json = g_string_new("{");

	if (!ctl->is_json) {
		wd_ctl_print(ctl,
			     "%s  %s  %-9s  %s\n",
			     time,
			     desktop,
			     kinds[finding->kind].word,
			     sentence);
		return;
	}
	wd_json_text_member(json, "time", time);
	wd_json_text_member(json, "desktop", desktop);
	wd_json_text_member(json, "kind", kinds[finding->kind].word);
	g_string_append_printf(json,
			       ",\"expected\":%" G_GUINT64_FORMAT ",\"found\":%" G_GUINT64_FORMAT
			       ",\"alarm\":%s}",
			       finding->expected,
			       finding->found,
			       wd_collected_is_alarm(finding->kind) ? "true" : "false");
	wd_ctl_print(ctl, "%s\n", json->str);
}

/**
 * wd_ctl_audit_check_collected:
 * @ctl: the command
 * @path: what a collector has
 *
 * Prints what does not fit in the trails of all desktops.
 *
 * Returns: %WD_CTL_FOUND when something has no innocent reason
 */
WdCtlExit
wd_ctl_audit_check_collected(WdCtl *ctl, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdCollectedReport) report =
		wd_crypto_start(&error) ? wd_audit_collected_read(path, &error) : NULL;
	WdCtlExit result = WD_CTL_GOOD;

	if (report == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	for (guint i = 0; i < report->findings->len; i++) {
		const WdCollectedFinding *finding = g_ptr_array_index(report->findings, i);

		print_finding(ctl, finding);
		if (wd_collected_is_alarm(finding->kind))
			result = WD_CTL_FOUND;
	}
	if (!ctl->is_json)
		/* Translators: four numbers. */
		wd_ctl_print(ctl,
			     _("%u lines of %u desktops, %u came twice, %u rows hold none\n"),
			     report->n_lines,
			     report->n_desktops,
			     report->n_twice,
			     report->n_not_lines);
	return result;
}
