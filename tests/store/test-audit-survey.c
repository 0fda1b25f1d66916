/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "audit-fixture.h"
#include "store/wd-audit-survey.h"

static void
write_verdict(WdAudit *audit, const char *event, WdAction action, const char *reason, gint64 now_ms)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	const WdAuditRecord record = {
		.event = event,
		.severity = WD_SEVERITY_WARNING,
		.reason = reason,
		.verdict = verdict,
		.time_ms = now_ms,
	};

	wd_verdict_add(verdict, wd_finding_new("link.deny", action, 1, 0, 0, NULL));
	g_assert_true(wd_audit_write(audit, &record, NULL));
}

/* Two days: 3 held and 1 blocked, then 1 warned of and done after all. */
static void
make(const StoreFixture *fixture)
{
	gint64 next_ms = NOW_MS + MS_PER_DAY;
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);

	for (guint i = 0; i < 3; i++)
		write_verdict(audit, "spam.flagged", WD_ACTION_HOLD, "spim.text", NOW_MS + i);
	write_verdict(audit, "file.blocked", WD_ACTION_BLOCK, "file.type", NOW_MS + 9);
	audit_fixture_write(audit, "log.open", NOW_MS + 10);
	write_verdict(audit, "link.warned", WD_ACTION_WARN, "link.deny", next_ms);
	audit_fixture_write(audit, "link.clicked_through", next_ms + 1);
	write_verdict(audit, "contact.blocked", WD_ACTION_NOTE, NULL, next_ms + 2);
	wd_audit_close(audit, next_ms + 3);
}

static WdAuditSurvey *
survey(const StoreFixture *fixture, const char *from, const char *to)
{
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	g_autoptr(GError) error = NULL;
	WdAuditSurvey *made = wd_audit_survey_folder(folder, from, to, &error);

	g_assert_no_error(error);
	return made;
}

static void
test_counts(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdAuditSurvey) all = NULL;
	const WdSurveyRow *row;

	make(fixture);
	all = survey(fixture, NULL, NULL);
	g_assert_cmpuint(all->n_total[WD_DEED_HELD], ==, 3);
	g_assert_cmpuint(all->n_total[WD_DEED_BLOCKED], ==, 1);
	g_assert_cmpuint(all->n_total[WD_DEED_WARNED], ==, 1);
	g_assert_cmpuint(all->n_total[WD_DEED_PASSED_OVER], ==, 1);
	g_assert_cmpuint(all->days->len, ==, 2);
	row = g_ptr_array_index(all->days, 0);
	g_assert_cmpstr(row->name, ==, "2024-10-04");
	g_assert_cmpuint(row->n[WD_DEED_HELD], ==, 3);
	row = g_ptr_array_index(all->events, 0);
	g_assert_cmpstr(row->name, ==, "spam.flagged"); /* the most frequent */
	g_assert_cmpuint(wd_survey_row_get_sum(row), ==, 3);
	g_assert_cmpuint(all->reasons->len, ==, 3);
	g_assert_cmpuint(all->n_conversations, ==, 1);
	g_assert_cmpuint(all->n_runs, ==, 2); /* a file a day */
	g_assert_cmpstr(all->first_day, ==, "2024-10-04");
	g_assert_cmpstr(all->last_day, ==, "2024-10-05");
}

/* A refused sign-on has no verdict, and a report without it would miss the point. */
static void
test_deeds_without_a_verdict(StoreFixture *fixture, gconstpointer data)
{
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	g_autoptr(WdAuditSurvey) all = NULL;

	audit_fixture_write(audit, "account.blocked", NOW_MS + 1);
	audit_fixture_write(audit, "plugin.refused", NOW_MS + 2);
	audit_fixture_write(audit, "client.hole", NOW_MS + 3);
	audit_fixture_write(audit, "log.close", NOW_MS + 4);
	wd_audit_close(audit, NOW_MS + 5);
	all = survey(fixture, NULL, NULL);
	g_assert_cmpuint(all->n_total[WD_DEED_BLOCKED], ==, 2);
	g_assert_cmpuint(all->n_total[WD_DEED_WARNED], ==, 1);
	g_assert_cmpuint(all->events->len, ==, 3);
}

static void
test_period(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdAuditSurvey) first = NULL;
	g_autoptr(WdAuditSurvey) second = NULL;
	g_autoptr(WdAuditSurvey) later = NULL;

	make(fixture);
	first = survey(fixture, NULL, "2024-10-04");
	second = survey(fixture, "2024-10-05", "2024-10-05");
	later = survey(fixture, "2025-01-01", NULL);
	g_assert_cmpuint(first->n_total[WD_DEED_HELD], ==, 3);
	g_assert_cmpuint(first->n_total[WD_DEED_WARNED], ==, 0);
	g_assert_cmpuint(second->n_total[WD_DEED_HELD], ==, 0);
	g_assert_cmpuint(second->n_total[WD_DEED_WARNED], ==, 1);
	g_assert_cmpuint(later->n_lines, ==, 0);
	g_assert_null(later->first_day);
}

static void
test_damaged(StoreFixture *fixture, gconstpointer data)
{
	static const char text[] = "garbage\n{\"v\":1}\n\n";
	g_autoptr(WdAuditSurvey) made = NULL;

	make(fixture);
	audit_fixture_replace(fixture, 0, text, strlen(text));
	made = survey(fixture, NULL, NULL);
	g_assert_cmpuint(made->n_not_lines, ==, 3);
	g_assert_cmpuint(made->n_total[WD_DEED_WARNED], ==, 1);
}

/* Days stand in a page that somebody else looks at. */
static void
test_no_day(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) parts = NULL;
	g_autofree char *changed = NULL;
	g_autofree char *path = NULL;
	g_autoptr(WdAuditSurvey) made = NULL;

	make(fixture);
	path = audit_fixture_path(fixture, 0);
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	parts = g_strsplit(text, "\"ts\":\"2024-10-04", -1);
	changed = g_strjoinv("\"ts\":\"<script>//", parts);
	audit_fixture_replace(fixture, 0, changed, strlen(changed));
	made = survey(fixture, NULL, NULL);
	g_assert_cmpuint(made->n_not_lines, ==, g_strv_length(parts) - 1);
	g_assert_cmpuint(made->n_not_lines, >, 4);
	g_assert_cmpuint(made->days->len, ==, 1);
	g_assert_cmpstr(made->first_day, ==, "2024-10-05");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/audit-survey/counts",
		   StoreFixture,
		   NULL,
		   store_fixture_set_up,
		   test_counts,
		   store_fixture_tear_down);
	g_test_add("/audit-survey/deeds-without-a-verdict",
		   StoreFixture,
		   NULL,
		   store_fixture_set_up,
		   test_deeds_without_a_verdict,
		   store_fixture_tear_down);
	g_test_add("/audit-survey/period",
		   StoreFixture,
		   NULL,
		   store_fixture_set_up,
		   test_period,
		   store_fixture_tear_down);
	g_test_add("/audit-survey/damaged",
		   StoreFixture,
		   NULL,
		   store_fixture_set_up,
		   test_damaged,
		   store_fixture_tear_down);
	g_test_add("/audit-survey/no-day",
		   StoreFixture,
		   NULL,
		   store_fixture_set_up,
		   test_no_day,
		   store_fixture_tear_down);
	return g_test_run();
}
