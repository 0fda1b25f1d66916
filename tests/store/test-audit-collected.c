/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "audit-fixture.h"
#include "store/wd-audit-collected.h"
#include "store/wd-audit-pulse.h"

#define PREFIX "<84>1 2024-10-04T01:15:00Z vm warden - - - "

static WdCollectedReport *
check(const GPtrArray *rows)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < rows->len; i++)
		g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(rows, i));
	return wd_audit_collected_check(text->str, text->len);
}

static gboolean
has_alarm(const WdCollectedReport *report)
{
	for (guint i = 0; i < report->findings->len; i++) {
		const WdCollectedFinding *finding = g_ptr_array_index(report->findings, i);

		if (wd_collected_is_alarm(finding->kind))
			return TRUE;
	}
	return FALSE;
}

static const WdCollectedFinding *
get_only(const WdCollectedReport *report, WdCollectedKind kind)
{
	const WdCollectedFinding *finding;

	g_assert_cmpuint(report->findings->len, ==, 1);
	finding = g_ptr_array_index(report->findings, 0);
	g_assert_cmpuint(finding->kind, ==, kind);
	return finding;
}

static void
test_whole(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(WdCollectedReport) report = NULL;

	audit_fixture_make(fixture, 5, NOW_MS);
	audit_fixture_make(fixture, 5, NOW_MS + MS_PER_DAY);
	rows = audit_fixture_collect(fixture);
	report = check(rows);
	g_assert_cmpuint(report->findings->len, ==, 0);
	g_assert_cmpuint(report->n_lines, ==, 14);
	g_assert_cmpuint(report->n_desktops, ==, 1);
}

/* What was sent again after a broken connection is no finding, wherever it comes. */
static void
test_twice(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(WdCollectedReport) report = NULL;

	audit_fixture_make(fixture, 5, NOW_MS);
	rows = audit_fixture_collect(fixture);
	for (guint i = 2; i < 5; i++)
		g_ptr_array_insert(rows, (gint)(5 + i - 2), g_strdup(g_ptr_array_index(rows, i)));
	report = check(rows);
	g_assert_cmpuint(report->findings->len, ==, 0);
	g_assert_cmpuint(report->n_twice, ==, 3);
}

/* Every line but the first and the last, which a collector may have begun or ended with. */
static void
test_every_deletion(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = NULL;

	audit_fixture_make(fixture, 20, NOW_MS);
	rows = audit_fixture_collect(fixture);
	for (guint i = 1; i + 1 < rows->len; i++) {
		char *row = g_ptr_array_steal_index(rows, i);
		g_autoptr(WdCollectedReport) report = check(rows);
		const WdCollectedFinding *finding = get_only(report, WD_COLLECTED_GAP);

		g_assert_cmpuint(finding->expected, ==, i);
		g_assert_cmpuint(finding->found, ==, i + 1);
		g_ptr_array_insert(rows, (gint)i, row);
	}
}

static void
test_every_swap(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = NULL;

	audit_fixture_make(fixture, 12, NOW_MS);
	rows = audit_fixture_collect(fixture);
	for (guint i = 1; i + 1 < rows->len; i++) {
		for (guint j = i + 1; j + 1 < rows->len; j++) {
			gpointer kept = rows->pdata[i];
			g_autoptr(WdCollectedReport) report = NULL;

			rows->pdata[i] = rows->pdata[j];
			rows->pdata[j] = kept;
			report = check(rows);
			g_assert_true(has_alarm(report));
			rows->pdata[j] = rows->pdata[i];
			rows->pdata[i] = kept;
		}
	}
}

/* Each bit of a line in the middle. What makes another desktop of it leaves a gap in its own. */
static void
test_every_bit(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = NULL;
	char *row;
	gsize len;

	audit_fixture_make(fixture, 4, NOW_MS);
	rows = audit_fixture_collect(fixture);
	row = g_ptr_array_index(rows, 2);
	len = strlen(row);
	for (gsize i = 0; i < 8 * len; i++) {
		g_autoptr(WdCollectedReport) report = NULL;
		char before = row[i / 8];

		row[i / 8] ^= (char)(1u << i % 8);
		if (row[i / 8] == '\0') /* the text would end here */
			row[i / 8] = '?';
		report = check(rows);
		if (!has_alarm(report))
			g_error("bit %" G_GSIZE_FORMAT " is not missed", i);
		row[i / 8] = before;
	}
}

static void
test_rewound(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GPtrArray) forged = NULL;
	g_autoptr(WdCollectedReport) report = NULL;
	g_autofree char *folder = store_fixture_path(fixture, "audit");

	audit_fixture_make(fixture, 5, NOW_MS);
	rows = audit_fixture_collect(fixture);
	/* The person removes the trail, and the next start begins one from zero. */
	store_fixture_remove_tree(folder);
	audit_fixture_make(fixture, 2, NOW_MS + 1000);
	forged = audit_fixture_collect(fixture);
	for (guint i = 0; i < forged->len; i++)
		g_ptr_array_add(rows, g_strdup(g_ptr_array_index(forged, i)));
	report = check(rows);
	g_assert_true(has_alarm(report));
	g_assert_cmpuint(((WdCollectedFinding *)g_ptr_array_index(report->findings, 0))->kind,
			 ==,
			 WD_COLLECTED_REWOUND);
}

static void
test_silence_and_end(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(WdCollectedReport) silent = NULL;
	g_autoptr(WdCollectedReport) killed = NULL;
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);

	audit_fixture_write(audit, "audit.heartbeat", NOW_MS + 1000 * WD_AUDIT_HEARTBEAT_S);
	audit_fixture_write(audit, "audit.heartbeat", NOW_MS + 2000000);
	wd_audit_close(audit, NOW_MS + 2000001);
	audit_fixture_make(fixture, 0, NOW_MS + 5000000);
	rows = audit_fixture_collect(fixture);
	silent = check(rows);
	g_assert_cmpuint(get_only(silent, WD_COLLECTED_SILENT)->found, ==, 1900);
	g_assert_false(has_alarm(silent));
	/* Without its last line the run was ended by something else. */
	g_ptr_array_remove_index(rows, 3);
	killed = check(rows);
	g_assert_true(has_alarm(killed)); /* the number is missing, too */
	g_assert_cmpuint(killed->findings->len, ==, 3);
}

/* Two desktops side by side, in whatever the collector wrote around their lines. */
static void
test_two_desktops(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GPtrArray) mixed = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(WdCollectedReport) report = NULL;

	audit_fixture_make(fixture, 3, NOW_MS);
	rows = audit_fixture_collect(fixture);
	for (guint i = 0; i < rows->len; i++) {
		const char *row = g_ptr_array_index(rows, i);

		g_ptr_array_add(mixed, g_strconcat(PREFIX, row, " ", NULL));
		/* Only the place where lines begin and end matters here. */
		g_ptr_array_add(mixed, g_strdup(i == 0 ? "Oct  4 vm sshd[1]: hello" : row));
	}
	report = check(mixed);
	g_assert_cmpuint(report->findings->len, ==, 0);
	g_assert_cmpuint(report->n_not_lines, ==, 1);
	g_assert_cmpuint(report->n_twice, ==, rows->len - 1);
}

static void
test_hostile(StoreFixture *fixture, gconstpointer data)
{
	static const char *const texts[] = {"",
					    "\n\n\n",
					    "{\"v\":1,\"seq\":",
					    "{\"v\":1,\"seq\":}}}}}}}",
					    "{\"v\":1,\"seq\":99999999999999999999999}",
					    "}\n{\n\xff\xfe"};
	g_autofree char *braces = g_strnfill(1000000, '}');
	g_autofree char *long_row = g_strconcat("{\"v\":1,\"seq\":", braces, NULL);
	g_autoptr(WdCollectedReport) longest = wd_audit_collected_check(long_row, strlen(long_row));

	g_assert_cmpuint(longest->n_lines, ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(WdCollectedReport) report =
			wd_audit_collected_check(texts[i], strlen(texts[i]));

		g_assert_cmpuint(report->n_lines, ==, 0);
		g_assert_cmpuint(report->findings->len, ==, 0);
	}
}

static const struct {
	const char *path;
	void (*run)(StoreFixture *fixture, gconstpointer data);
} tests[] = {
	{"/audit-collected/whole", test_whole},
	{"/audit-collected/twice", test_twice},
	{"/audit-collected/every-deletion", test_every_deletion},
	{"/audit-collected/every-swap", test_every_swap},
	{"/audit-collected/every-bit", test_every_bit},
	{"/audit-collected/rewound", test_rewound},
	{"/audit-collected/silence-and-end", test_silence_and_end},
	{"/audit-collected/two-desktops", test_two_desktops},
	{"/audit-collected/hostile", test_hostile},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path,
			   StoreFixture,
			   NULL,
			   store_fixture_set_up,
			   tests[i].run,
			   store_fixture_tear_down);
	return g_test_run();
}
