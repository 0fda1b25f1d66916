/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "ctl/wd-audit-page.h"
#include "ctl/wd-ctl-collected.h"
#include "ctl/wd-json-text.h"
#include "store/wd-audit-survey.h"
#include "store/wd-audit-verify.h"
#include "store/wd-keys.h"
#include "store/wd-paths.h"

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
	char *collected; /* (nullable) what a collector has, instead of one trail */
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

/* What the trails of many desktops are worth: no key for any of them is here. */
static WdAuditReport *
judge_collected(const WdCollectedReport *collected)
{
	WdAuditReport *report = g_new0(WdAuditReport, 1);

	report->is_intact = TRUE;
	for (guint i = 0; i < collected->findings->len && report->is_intact; i++) {
		const WdCollectedFinding *finding = g_ptr_array_index(collected->findings, i);

		if (!wd_collected_is_alarm(finding->kind))
			continue;
		report->is_intact = FALSE;
		report->first_problem = wd_ctl_collected_format(finding);
	}
	return report;
}

/* Set @report, too. */
static WdAuditSurvey *
survey_collected(const Wishes *wishes, WdAuditReport **report, GError **error)
{
	g_autoptr(WdCollectedReport) collected = NULL;
	WdAuditSurvey *survey =
		wd_crypto_start(error)
			? wd_audit_survey_collected(
				  wishes->collected, wishes->from, wishes->to, &collected, error)
			: NULL;

	if (survey != NULL)
		*report = judge_collected(collected);
	return survey;
}

static WdAuditSurvey *
survey_trail(const WdCtl *ctl,
	     const Wishes *wishes,
	     const char *folder,
	     WdAuditReport **report,
	     GError **error)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autoptr(WdKeys) keys =
		wd_crypto_start(error) && ctl->args[0] == NULL ? wd_keys_load(base, NULL) : NULL;

	*report = wd_audit_verify_folder(folder, keys, error);
	return *report == NULL ? NULL
			       : wd_audit_survey_folder(folder, wishes->from, wishes->to, error);
}

static WdCtlExit
report_on(const WdCtl *ctl, const Wishes *wishes, GError **error)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autofree char *own = wd_path_get(base, WD_PATH_AUDIT);
	const char *folder = ctl->args[0] != NULL ? ctl->args[0] : own;
	const char *place = wishes->collected != NULL ? wishes->collected : folder;
	g_autoptr(WdAuditReport) report = NULL;
	g_autoptr(WdAuditSurvey) survey =
		wishes->collected != NULL ? survey_collected(wishes, &report, error)
					  : survey_trail(ctl, wishes, folder, &report, error);
	WdCtlExit result;

	if (survey == NULL)
		return WD_CTL_CANNOT;
	if (survey->n_lines == 0 && survey->n_not_lines == 0) {
		wd_ctl_complain(ctl, _("there is no audit trail of that time"));
		return WD_CTL_CANNOT;
	}
	result = write_report(ctl, survey, report, place, wishes->output, error);
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
		{"collector", 0, 0, G_OPTION_ARG_FILENAME, &wishes.collected, NULL, NULL},
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
	g_free(wishes.collected);
	return result;
}
