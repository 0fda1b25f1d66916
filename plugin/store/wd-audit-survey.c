/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-survey.h"

#include <string.h>

#include "store/wd-audit-files.h"
#include "store/wd-audit-line.h"
#include "store/wd-audit-pulse.h"
#include "store/wd-collected-file.h"

#define DAY_LEN 10 /* "2026-11-22" */

static void
free_row(gpointer pointer)
{
	WdSurveyRow *row = pointer;

	g_free(row->name);
	g_free(row);
}

static WdSurveyRow *
find_row(GPtrArray *rows, const char *name)
{
	WdSurveyRow *row;

	for (guint i = rows->len; i > 0; i--) { /* days come in order: the last is most likely */
		row = g_ptr_array_index(rows, i - 1);
		if (g_str_equal(row->name, name))
			return row;
	}
	row = g_new0(WdSurveyRow, 1);
	row->name = g_strdup(name);
	g_ptr_array_add(rows, row);
	return row;
}

static const struct {
	const char *event;
	gsize offset; /* of a guint in the survey */
} counted[] = {
	{WD_AUDIT_GENESIS, G_STRUCT_OFFSET(WdAuditSurvey, n_runs)},
	{WD_AUDIT_GAP, G_STRUCT_OFFSET(WdAuditSurvey, n_gaps)},
	{"log.open", G_STRUCT_OFFSET(WdAuditSurvey, n_conversations)},
	{"policy.rejected", G_STRUCT_OFFSET(WdAuditSurvey, n_policy_mistakes)},
	{"training.completed", G_STRUCT_OFFSET(WdAuditSurvey, n_drills)},
};

static void
count_event(WdAuditSurvey *survey, const char *event)
{
	for (guint i = 0; i < G_N_ELEMENTS(counted); i++) {
		if (g_str_equal(event, counted[i].event))
			G_STRUCT_MEMBER(guint, survey, counted[i].offset)++;
	}
}

static void
count_deed(WdAuditSurvey *survey, const char *day, const char *event, const char *raw, gsize len)
{
	g_autofree char *action = wd_audit_line_get_member(raw, len, "action");
	g_autofree char *reason = wd_audit_line_get_member(raw, len, "reason");
	WdDeedKind deed;

	if (!wd_deed_find_kind(event, action, &deed))
		return;
	survey->n_total[deed]++;
	find_row(survey->days, day)->n[deed]++;
	find_row(survey->events, event)->n[deed]++;
	if (reason != NULL)
		find_row(survey->reasons, reason)->n[deed]++;
}

static void
note_day(WdAuditSurvey *survey, const char *day)
{
	if (survey->first_day == NULL || strcmp(day, survey->first_day) < 0) {
		g_free(survey->first_day);
		survey->first_day = g_strdup(day);
	}
	if (survey->last_day == NULL || strcmp(day, survey->last_day) > 0) {
		g_free(survey->last_day);
		survey->last_day = g_strdup(day);
	}
}

/* Whoever can write the trail can write anything there, and it goes into a page and onto a
 * terminal. */
static gboolean
begins_with_day(const char *time)
{
	static const char shape[] = "0000-00-00";

	for (guint i = 0; i < DAY_LEN; i++) {
		if (shape[i] == '-' ? time[i] != '-' : !g_ascii_isdigit(time[i]))
			return FALSE;
	}
	return TRUE;
}

typedef struct {
	WdAuditSurvey *survey;
	const char *from_day; /* (nullable) */
	const char *to_day;
} Period;

static gboolean
take_line(const char *raw, gsize len, gpointer data)
{
	const Period *period = data;
	WdAuditSurvey *survey = period->survey;
	g_autofree char *day = NULL;
	g_autofree char *event = NULL;
	WdAuditLine line;

	if (!wd_audit_line_parse(raw, len, &line, NULL)) {
		survey->n_not_lines++;
		return TRUE;
	}
	day = wd_audit_line_get_member(raw, len, "ts");
	event = g_strndup(line.event, line.event_len);
	if (day == NULL || !begins_with_day(day)) {
		survey->n_not_lines++;
		return TRUE;
	}
	day[DAY_LEN] = '\0';
	/* Days of this shape compare like text. */
	if ((period->from_day != NULL && strcmp(day, period->from_day) < 0) ||
	    (period->to_day != NULL && strcmp(day, period->to_day) > 0))
		return TRUE;
	survey->n_lines++;
	note_day(survey, day);
	count_event(survey, event);
	count_deed(survey, day, event, raw, len);
	return TRUE;
}

/**
 * wd_survey_row_get_sum:
 * @row: a row
 *
 * Returns: how often anything was done
 */
guint
wd_survey_row_get_sum(const WdSurveyRow *row)
{
	guint sum = 0;

	for (guint i = 0; i < WD_N_DEEDS; i++)
		sum += row->n[i];
	return sum;
}

static int
compare_sums(gconstpointer a, gconstpointer b)
{
	const WdSurveyRow *x = *(const WdSurveyRow *const *)a;
	const WdSurveyRow *y = *(const WdSurveyRow *const *)b;
	guint x_sum = wd_survey_row_get_sum(x);
	guint y_sum = wd_survey_row_get_sum(y);

	return x_sum != y_sum ? (x_sum < y_sum ? 1 : -1) : strcmp(x->name, y->name);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	const WdSurveyRow *x = *(const WdSurveyRow *const *)a;
	const WdSurveyRow *y = *(const WdSurveyRow *const *)b;

	return strcmp(x->name, y->name);
}

static WdAuditSurvey *
new_survey(void)
{
	WdAuditSurvey *survey = g_new0(WdAuditSurvey, 1);

	survey->days = g_ptr_array_new_with_free_func(free_row);
	survey->events = g_ptr_array_new_with_free_func(free_row);
	survey->reasons = g_ptr_array_new_with_free_func(free_row);
	return survey;
}

static void
sort_rows(WdAuditSurvey *survey)
{
	g_ptr_array_sort(survey->days, compare_names);
	g_ptr_array_sort(survey->events, compare_sums);
	g_ptr_array_sort(survey->reasons, compare_sums);
}

/**
 * wd_audit_survey_folder:
 * @folder: the folder of a trail
 * @from_day: (nullable): "2026-11-01", the first day that counts, in UTC
 * @to_day: (nullable): the last one
 * @error: return location for a #WD_ERROR
 *
 * Counts. Blocks on the disk.
 *
 * Returns: (transfer full): what was found, or NULL when a file cannot be read
 */
WdAuditSurvey *
wd_audit_survey_folder(const char *folder, const char *from_day, const char *to_day, GError **error)
{
	g_autoptr(WdAuditSurvey) survey = new_survey();
	Period period = {survey, from_day, to_day};

	if (!wd_audit_files_each_line(folder, NULL, take_line, &period, error))
		return NULL;
	sort_rows(survey);
	return g_steal_pointer(&survey);
}

static void
take_collected(const char *raw, gsize len, gpointer data)
{
	(void)take_line(raw, len, data); /* it goes on in any case */
}

/**
 * wd_audit_survey_collected:
 * @path: what a collector has of many desktops
 * @from_day: (nullable): as for wd_audit_survey_folder()
 * @to_day: (nullable): the same
 * @report: (out) (transfer full): what does not fit in it; set only on success
 * @error: return location for a #GFileError
 *
 * Counts each line once. Blocks on the disk.
 *
 * Returns: (transfer full): what was found, or NULL when the file cannot be read
 */
WdAuditSurvey *
wd_audit_survey_collected(const char *path,
			  const char *from_day,
			  const char *to_day,
			  WdCollectedReport **report,
			  GError **error)
{
	g_autoptr(WdAuditSurvey) survey = new_survey();
	g_autoptr(WdCollected) collected = wd_collected_new(WD_AUDIT_SILENT_S);
	g_autoptr(WdCollectedFile) file = wd_collected_file_new(path);
	Period period = {survey, from_day, to_day};

	wd_collected_set_each(collected, take_collected, &period);
	if (!wd_collected_file_read(file, collected, 0, error))
		return NULL;
	*report = wd_collected_steal_report(collected);
	survey->n_desktops = (*report)->n_desktops;
	survey->n_not_lines = (*report)->n_not_lines;
	sort_rows(survey);
	return g_steal_pointer(&survey);
}

/**
 * wd_audit_survey_free:
 * @survey: (nullable) (transfer full): a survey
 */
void
wd_audit_survey_free(WdAuditSurvey *survey)
{
	if (survey == NULL)
		return;
	g_ptr_array_unref(survey->days);
	g_ptr_array_unref(survey->events);
	g_ptr_array_unref(survey->reasons);
	g_free(survey->first_day);
	g_free(survey->last_day);
	g_free(survey);
}
