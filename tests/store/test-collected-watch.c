/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who watches at a collector, by a clock that the test sets: how long after the deed it is told. */
#include "config.h"

#include <string.h>

#include "audit-fixture.h"
#include "store/wd-audit-collected.h"
#include "store/wd-audit-line.h"
#include "store/wd-audit-pulse.h"
#include "wd-rows.h"

#define NOW_S      (NOW_MS / 1000)
#define PROMISED_S 300 /* from the deed to the alarm */
#define LOOK_S     60  /* between two looks of a timer */
#define N_BEATS    5

static void
take(WdCollected *collected, const GPtrArray *rows, guint i, gint64 arrived_s)
{
	const char *row = g_ptr_array_index(rows, i);

	wd_collected_take(collected, row, strlen(row), arrived_s);
}

static guint
count(WdCollected *collected, WdCollectedKind kind)
{
	const GPtrArray *findings = wd_collected_get_report(collected)->findings;
	guint n = 0;

	for (guint i = 0; i < findings->len; i++)
		n += ((WdCollectedFinding *)g_ptr_array_index(findings, i))->kind == kind;
	return n;
}

static void
assert_only(WdCollected *collected, WdCollectedKind kind, guint64 found)
{
	const GPtrArray *findings = wd_collected_get_report(collected)->findings;
	const WdCollectedFinding *finding;

	if (kind == WD_COLLECTED_N) {
		g_assert_cmpuint(findings->len, ==, 0);
		return;
	}
	g_assert_cmpuint(findings->len, ==, 1);
	finding = g_ptr_array_index(findings, 0);
	g_assert_cmpuint(finding->kind, ==, kind);
	g_assert_cmpuint(finding->found, ==, found);
}

/* One that beats while it runs, and then what the row says. */
typedef struct {
	const char *name;
	const char *last_event; /* (nullable) NULL: it is killed behind a heartbeat */
	gboolean is_closed;
	gint64 lag_s;   /* of its lines on their way */
	gint64 clock_s; /* by which its own clock is ahead */
	gboolean is_by_clock;
	gint64 look_s; /* behind the last line's arrival */
	WdCollectedKind kind;
	guint64 found;
} WatchCase;

static const WatchCase watch_cases[] = {
	{"killed", NULL, FALSE, 0, 0, FALSE, 241, WD_COLLECTED_MUTE, 241},
	{"not-yet", NULL, FALSE, 0, 0, FALSE, 240, WD_COLLECTED_N, 0},
	{"ended", NULL, TRUE, 0, 0, FALSE, 1000000, WD_COLLECTED_N, 0},
	{"switched-off", WD_AUDIT_UNLOAD, TRUE, 0, 0, FALSE, 0, WD_COLLECTED_OFF, N_BEATS + 1},
	{"switched-off-and-killed",
	 WD_AUDIT_UNLOAD,
	 FALSE,
	 0,
	 0,
	 FALSE,
	 1,
	 WD_COLLECTED_OFF,
	 N_BEATS + 1},
	{"asleep", WD_AUDIT_SLEEP, FALSE, 0, 0, FALSE, 1000000, WD_COLLECTED_N, 0},
	/* Lines that waited an hour for their collector come with old times. */
	{"late-lines", NULL, FALSE, 3600, 0, FALSE, 240, WD_COLLECTED_N, 0},
	{"late-lines-then-killed", NULL, FALSE, 3600, 0, FALSE, 241, WD_COLLECTED_MUTE, 241},
	/* A clock that is put forward hides nothing from who saw the lines come. */
	{"clock-ahead", NULL, FALSE, 0, 86400, FALSE, 241, WD_COLLECTED_MUTE, 241},
	{"clock-behind", NULL, FALSE, 0, -86400, FALSE, 240, WD_COLLECTED_N, 0},
	/* Who reads a file later has the desktop's clock alone. */
	{"by-its-clock", NULL, FALSE, 0, 0, TRUE, 241, WD_COLLECTED_MUTE, 241},
	{"by-its-clock-not-yet", NULL, FALSE, 0, 0, TRUE, 240, WD_COLLECTED_N, 0},
	{"by-its-clock-ahead", NULL, FALSE, 0, 86400, TRUE, 300, WD_COLLECTED_AHEAD, 86100},
	{"by-its-clock-a-little-ahead", NULL, FALSE, 0, 60, TRUE, 0, WD_COLLECTED_N, 0},
};

static void
test_watch(gconstpointer data)
{
	const WatchCase *row = data;
	StoreFixture fixture = {0};
	g_autoptr(WdCollected) collected = NULL;
	g_autoptr(GPtrArray) rows = NULL;
	gint64 beat_s = WD_AUDIT_HEARTBEAT_S;
	gint64 last_s = NOW_S + N_BEATS * beat_s;
	WdAudit *audit;
	guint n_rows;

	store_fixture_set_up(&fixture, NULL);
	audit = audit_fixture_open(&fixture, NOW_MS + 1000 * row->clock_s);
	for (gint64 i = 1; i <= N_BEATS; i++)
		audit_fixture_write(
			audit, "audit.heartbeat", NOW_MS + 1000 * (row->clock_s + i * beat_s));
	if (row->last_event != NULL)
		audit_fixture_write(audit, row->last_event, 1000 * (row->clock_s + last_s));
	wd_audit_close(audit, 1000 * (row->clock_s + last_s));
	rows = audit_fixture_collect(&fixture);
	n_rows = rows->len - (row->is_closed ? 0 : 1);
	collected = wd_collected_new(WD_AUDIT_SILENT_S);
	for (guint i = 0; i < n_rows; i++) {
		gint64 time_s = row->lag_s + MIN(NOW_S + i * beat_s, last_s);

		take(collected, rows, i, row->is_by_clock ? 0 : time_s);
		if (!row->is_by_clock)
			wd_collected_look(collected, time_s + beat_s / 2);
	}
	wd_collected_look(collected, last_s + row->lag_s + row->look_s);
	wd_collected_look(collected, last_s + row->lag_s + row->look_s); /* told once */
	assert_only(collected, row->kind, row->found);
	store_fixture_tear_down(&fixture, NULL);
}

/* The worst case: killed just behind its line, and a timer that has just looked. */
static void
test_within_five_minutes(void)
{
	g_assert_cmpint(WD_AUDIT_SILENT_S + LOOK_S, <=, PROMISED_S);
	g_assert_cmpint(2 * WD_AUDIT_HEARTBEAT_S, <, WD_AUDIT_SILENT_S);
}

/* It was asleep: told when it fell silent, and when it came again. */
static void
test_comes_again(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdCollected) collected = wd_collected_new(WD_AUDIT_SILENT_S);
	WdCollectedReport *report = wd_collected_get_report(collected);
	g_autoptr(GPtrArray) rows = NULL;

	audit_fixture_make(fixture, 3, NOW_MS);
	rows = audit_fixture_collect(fixture);
	take(collected, rows, 0, NOW_S);
	take(collected, rows, 1, NOW_S);
	wd_collected_look(collected, NOW_S + 500);
	assert_only(collected, WD_COLLECTED_MUTE, 500);
	g_ptr_array_set_size(report->findings, 0);
	take(collected, rows, 2, NOW_S + 600);
	wd_collected_look(collected, NOW_S + 700);
	assert_only(collected, WD_COLLECTED_SILENT, 600);
	g_ptr_array_set_size(report->findings, 0);
	wd_collected_look(collected, NOW_S + 600 + 241);
	assert_only(collected, WD_COLLECTED_MUTE, 241);
}

/* It said that it sleeps, and is awake in the morning: no word is lost about it, until it is
 * killed. */
static void
test_sleeps(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdCollected) collected = wd_collected_new(WD_AUDIT_SILENT_S);
	g_autoptr(GPtrArray) rows = NULL;
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);

	audit_fixture_write(audit, WD_AUDIT_SLEEP, NOW_MS);
	audit_fixture_write(audit, "audit.heartbeat", NOW_MS + 36000000);
	wd_audit_close(audit, NOW_MS + 36000000);
	rows = audit_fixture_collect(fixture);
	take(collected, rows, 0, NOW_S);
	take(collected, rows, 1, NOW_S);
	wd_collected_look(collected, NOW_S + 35000);
	take(collected, rows, 2, NOW_S + 36000);
	wd_collected_look(collected, NOW_S + 36000);
	assert_only(collected, WD_COLLECTED_N, 0);
	wd_collected_look(collected, NOW_S + 36241);
	assert_only(collected, WD_COLLECTED_MUTE, 241);
}

/* A line of each of @n desktops. */
static GPtrArray *
make_fleet(const StoreFixture *fixture, guint n)
{
	g_autoptr(GPtrArray) rows = NULL;
	GPtrArray *fleet = g_ptr_array_new_with_free_func(g_free);

	audit_fixture_make(fixture, 0, NOW_MS);
	rows = audit_fixture_collect(fixture);
	for (guint i = 0; i < n; i++) {
		g_autoptr(GString) row = g_string_new(g_ptr_array_index(rows, 0));
		g_autofree char *member = g_strdup_printf("\"host\":\"ws%u-", i);

		(void)g_string_replace(row, "\"host\":\"", member, 1);
		g_ptr_array_add(fleet, g_strdup(row->str));
	}
	return fleet;
}

/* The network was down: one word, not ten thousand; and afterwards time to come back. */
static void
test_nobody(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdCollected) collected = wd_collected_new(WD_AUDIT_SILENT_S);
	g_autoptr(GPtrArray) fleet = make_fleet(fixture, 12);
	g_autoptr(GPtrArray) again = NULL;

	for (guint i = 0; i < fleet->len; i++)
		take(collected, fleet, i, NOW_S);
	for (guint i = 241; i < 500; i++)
		wd_collected_look(collected, NOW_S + i);
	assert_only(collected, WD_COLLECTED_NOBODY, 241);
	g_ptr_array_set_size(wd_collected_get_report(collected)->findings, 0);
	/* One is back, with a line of its next run. */
	audit_fixture_make(fixture, 2, NOW_MS + 500000);
	again = audit_fixture_collect(fixture);
	take(collected, again, 2, NOW_S + 500);
	for (gint64 i = 500; i < 800; i++) {
		if (i == 700)
			take(collected, again, 3, NOW_S + i);
		wd_collected_look(collected, NOW_S + i);
	}
	g_assert_cmpuint(count(collected, WD_COLLECTED_MUTE), ==, 0);
	wd_collected_look(collected, NOW_S + 801);
	g_assert_cmpuint(count(collected, WD_COLLECTED_MUTE), ==, 12);
	g_assert_cmpuint(count(collected, WD_COLLECTED_NOBODY), ==, 0);
}

/* Nine of ten are missed one by one: the tenth shows that the way is open. */
static void
test_all_but_one(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdCollected) collected = wd_collected_new(WD_AUDIT_SILENT_S);
	g_autoptr(GPtrArray) fleet = make_fleet(fixture, 12);

	for (guint i = 0; i < fleet->len; i++)
		take(collected, fleet, i, i == 0 ? NOW_S + 200 : NOW_S);
	wd_collected_look(collected, NOW_S + 300);
	g_assert_cmpuint(count(collected, WD_COLLECTED_MUTE), ==, 11);
	g_assert_cmpuint(count(collected, WD_COLLECTED_NOBODY), ==, 0);
}

static void
run_cp(const char *from, const char *to)
{
	const char *const words[] = {"cp", "-a", "--", from, to, NULL};
	int status = -1;
	g_autoptr(GError) error = NULL;

	(void)g_spawn_sync(NULL,
			   (char **)words,
			   NULL,
			   G_SPAWN_SEARCH_PATH,
			   NULL,
			   NULL,
			   NULL,
			   NULL,
			   &status,
			   &error);
	g_assert_no_error(error);
	g_assert_cmpint(status, ==, 0);
}

/* The collector's ten lines, then those of a trail that was rolled back to its fifth and went on,
 * from its @first one. */
static guint
count_alarms(const GPtrArray *rows, const GPtrArray *forged, guint first)
{
	g_autoptr(WdCollected) collected = wd_collected_new(WD_AUDIT_SILENT_S);

	for (guint i = 0; i < rows->len; i++)
		take(collected, rows, i, NOW_S);
	for (guint i = first; i < forged->len; i++)
		take(collected, forged, i, NOW_S + 10);
	return count(collected, WD_COLLECTED_REWOUND) + count(collected, WD_COLLECTED_CHANGED);
}

/* A copy of the whole folder, keys and state and all, is put back. The client sends what follows
 * there; or somebody keeps it from sending until its numbers fit. */
static void
test_rolled_back(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *kept = g_strconcat(fixture->base, ".kept", NULL);
	g_autoptr(GPtrArray) rows = NULL;

	audit_fixture_make(fixture, 3, NOW_MS);
	run_cp(fixture->base, kept);
	audit_fixture_make(fixture, 3, NOW_MS + 1000);
	rows = audit_fixture_collect(fixture);
	g_assert_cmpuint(rows->len, ==, 10);
	for (guint n = 0; n < 8; n++) {
		g_autoptr(GPtrArray) forged = NULL;

		store_fixture_remove_tree(fixture->base);
		run_cp(kept, fixture->base);
		audit_fixture_make(fixture, n, NOW_MS + 2000);
		forged = audit_fixture_collect(fixture);
		g_assert_cmpuint(forged->len, ==, 5 + n + 2);
		g_assert_cmpuint(count_alarms(rows, forged, 5), >=, 1);
		if (forged->len > rows->len)
			g_assert_cmpuint(count_alarms(rows, forged, rows->len), >=, 1);
	}
	store_fixture_remove_tree(kept);
}

/* More lines than are remembered, the last batch of them twice. */
static void
test_many_twice(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdCollected) collected = wd_collected_new(WD_AUDIT_SILENT_S);
	const WdCollectedReport *report = wd_collected_get_report(collected);
	g_autoptr(GPtrArray) rows = NULL;

	audit_fixture_make(fixture, 13000, NOW_MS);
	rows = audit_fixture_collect(fixture);
	for (guint i = 0; i < rows->len; i++)
		take(collected, rows, i, NOW_S);
	for (guint i = rows->len - 5000; i < rows->len; i++)
		take(collected, rows, i, NOW_S + 1);
	g_assert_cmpuint(report->findings->len, ==, 0);
	g_assert_cmpuint(report->n_lines, ==, 13002);
	g_assert_cmpuint(report->n_twice, ==, 5000);
	/* One that is older than anything that is sent again. */
	take(collected, rows, 1, NOW_S + 2);
	assert_only(collected, WD_COLLECTED_REWOUND, 1);
}

static const struct {
	const char *name;
	void (*run)(StoreFixture *fixture, gconstpointer data);
} tests[] = {
	{"comes-again", test_comes_again},
	{"sleeps", test_sleeps},
	{"nobody", test_nobody},
	{"all-but-one", test_all_but_one},
	{"rolled-back", test_rolled_back},
	{"many-twice", test_many_twice},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/collected-watch/", watch_cases, test_watch);
	g_test_add_func("/collected-watch/within-five-minutes", test_within_five_minutes);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/collected-watch/", tests[i].name, NULL);

		g_test_add(path,
			   StoreFixture,
			   NULL,
			   store_fixture_set_up,
			   tests[i].run,
			   store_fixture_tear_down);
	}
	return g_test_run();
}
