/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "audit-fixture.h"
#include "store/wd-audit-deeds.h"
#include "store/wd-audit-survey.h"

static void
write_deed(WdAudit *audit, const char *event, WdAction action, const char *protocol, gint64 now_ms)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	const WdAuditRecord record = {
		.event = event,
		.severity = WD_SEVERITY_WARNING,
		.reason = "link.deny",
		.protocol = protocol,
		.account = "proto",
		.peer = "\"proto\":\"prpl-evil\"",
		.verdict = verdict,
		.time_ms = now_ms,
	};

	wd_verdict_add(verdict, wd_finding_new("link.deny", action, 1, 0, 0, NULL));
	g_assert_true(wd_audit_write(audit, &record, NULL));
}

/* Four days, one deed each, the last one done after all. */
static void
make(const StoreFixture *fixture)
{
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);

	write_deed(audit, "spam.flagged", WD_ACTION_HOLD, "prpl-jabber", NOW_MS + 1);
	write_deed(audit, "file.blocked", WD_ACTION_BLOCK, "prpl-irc", NOW_MS + MS_PER_DAY);
	write_deed(audit, "contact.blocked", WD_ACTION_NOTE, "prpl-irc", NOW_MS + MS_PER_DAY + 1);
	write_deed(audit, "link.warned", WD_ACTION_WARN, NULL, NOW_MS + 2 * MS_PER_DAY);
	audit_fixture_write(audit, "link.clicked_through", NOW_MS + 3 * MS_PER_DAY);
	wd_audit_close(audit, NOW_MS + 3 * MS_PER_DAY + 1);
}

static WdDeeds *
load(const StoreFixture *fixture, gint64 from_ms)
{
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	g_autoptr(GError) error = NULL;
	const gint is_unwanted = 0;
	WdDeeds *deeds = wd_audit_deeds_load(folder, from_ms, &is_unwanted, &error);

	g_assert_no_error(error);
	return deeds;
}

static void
test_reads(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdDeeds) deeds = NULL;
	const WdDeed *first;

	make(fixture);
	deeds = load(fixture, 0);
	g_assert_cmpuint(wd_deeds_count(deeds), ==, 4);
	first = wd_deeds_get(deeds, 0);
	g_assert_cmpstr(first->event, ==, "spam.flagged");
	g_assert_cmpstr(first->protocol, ==, "prpl-jabber");
	g_assert_cmpstr(first->reason, ==, "link.deny");
	g_assert_cmpint(first->kind, ==, WD_DEED_HELD);
	g_assert_cmpint(first->time_ms, ==, NOW_MS + 1);
	g_assert_null(wd_deeds_get(deeds, 2)->protocol);
	g_assert_cmpint(wd_deeds_get(deeds, 3)->kind, ==, WD_DEED_PASSED_OVER);
}

/* A report and the window must not tell two stories. */
static void
test_same_as_survey(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	g_autoptr(WdDeeds) deeds = NULL;
	g_autoptr(WdAuditSurvey) survey = NULL;
	guint n[WD_N_DEEDS] = {0};

	make(fixture);
	deeds = load(fixture, 0);
	survey = wd_audit_survey_folder(folder, NULL, NULL, NULL);
	for (guint i = 0; i < wd_deeds_count(deeds); i++)
		n[wd_deeds_get(deeds, i)->kind]++;
	for (guint i = 0; i < WD_N_DEEDS; i++)
		g_assert_cmpuint(n[i], ==, survey->n_total[i]);
}

typedef struct {
	const char *name;
	gint64 from_ms;
	guint n_deeds;
} PeriodCase;

static const PeriodCase period_cases[] = {
	{"all", 0, 4},
	{"from-the-first", NOW_MS + 1, 4},
	{"after-the-first", NOW_MS + 2, 3},
	{"last-day", NOW_MS + 3 * MS_PER_DAY, 1},
	{"none", NOW_MS + 9 * MS_PER_DAY, 0},
};

static void
test_period(StoreFixture *fixture, gconstpointer data)
{
	make(fixture);
	for (gsize i = 0; i < G_N_ELEMENTS(period_cases); i++) {
		g_autoptr(WdDeeds) deeds = load(fixture, period_cases[i].from_ms);

		g_test_message("%s", period_cases[i].name);
		g_assert_cmpuint(wd_deeds_count(deeds), ==, period_cases[i].n_deeds);
	}
}

static void
test_damaged(StoreFixture *fixture, gconstpointer data)
{
	static const char text[] = "garbage\n{\"v\":1}\n\n{\"subject\":{\n";
	g_autoptr(WdDeeds) deeds = NULL;

	make(fixture);
	audit_fixture_replace(fixture, 0, text, strlen(text));
	deeds = load(fixture, 0);
	g_assert_cmpuint(wd_deeds_count(deeds), ==, 3);
}

/* Whoever waits for it has gone. */
static void
test_unwanted(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	const gint is_unwanted = 1;
	g_autoptr(WdDeeds) deeds = NULL;

	make(fixture);
	deeds = wd_audit_deeds_load(folder, 0, &is_unwanted, NULL);
	g_assert_cmpuint(wd_deeds_count(deeds), ==, 0);
}

static void
test_nothing_there(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdDeeds) deeds = load(fixture, 0);

	g_assert_cmpuint(wd_deeds_count(deeds), ==, 0);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(StoreFixture *fixture, gconstpointer data);
	} tests[] = {
		{"/audit-deeds/reads", test_reads},
		{"/audit-deeds/same-as-survey", test_same_as_survey},
		{"/audit-deeds/period", test_period},
		{"/audit-deeds/damaged", test_damaged},
		{"/audit-deeds/unwanted", test_unwanted},
		{"/audit-deeds/nothing-there", test_nothing_there},
	};

	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path,
			   StoreFixture,
			   NULL,
			   store_fixture_set_up,
			   tests[i].test,
			   store_fixture_tear_down);
	return g_test_run();
}
