/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit-fixture.h"

#define N_LINES 5 /* written by the process that dies: audit.genesis and four */

/* A process that writes and is killed. With @is_synced the state knows of its lines. */
static void
die_while_writing(const StoreFixture *fixture, gboolean is_synced)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		WdAudit *audit = audit_fixture_open(fixture, NOW_MS);

		wd_audit_flush(audit);
		for (guint i = 1; i < N_LINES; i++)
			audit_fixture_write(audit, "spam.flagged", NOW_MS);
		if (is_synced)
			wd_audit_flush(audit);
		(void)kill(getpid(), SIGKILL);
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFSIGNALED(status));
}

static char *
read_all(const StoreFixture *fixture)
{
	g_autoptr(GString) all = g_string_new(NULL);

	for (guint i = 0; i < audit_fixture_count_files(fixture); i++) {
		gsize len;
		g_autofree char *bytes = audit_fixture_read(fixture, i, &len);

		g_string_append_len(all, bytes, (gssize)len);
	}
	return g_string_free(g_steal_pointer(&all), FALSE);
}

static void
expect_text(const StoreFixture *fixture, const char *text, gboolean is_there)
{
	g_autofree char *all = read_all(fixture);

	if ((strstr(all, text) != NULL) != is_there)
		g_error("\"%s\" is %s: %s", text, is_there ? "missing" : "there", all);
}

/* Killed between the lines and the state: no line is lost, none is accused. */
static void
test_killed(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdAuditReport) report = NULL;

	die_while_writing(fixture, data != NULL);
	audit_fixture_expect(fixture, NULL);
	audit_fixture_make(fixture, 1, NOW_MS);
	audit_fixture_expect(fixture, NULL);
	report = wd_audit_verify(fixture->base, fixture->keys, NULL);
	g_assert_cmpuint(report->n_records, ==, N_LINES + 1 + 3);
	g_assert_true(report->is_closed);
	expect_text(fixture, "\"reason\":\"recovered\"", TRUE);
	expect_text(fixture, "audit.gap", FALSE);
}

/* A torn last line is cut off and told; the lines before it stay. */
static void
test_torn_line(StoreFixture *fixture, gconstpointer data)
{
	gsize len;
	g_autofree char *bytes = NULL;
	g_autofree char *torn = NULL;

	die_while_writing(fixture, FALSE);
	bytes = audit_fixture_read(fixture, 0, &len);
	torn = g_strconcat(bytes, "{\"v\":1,\"seq\":5,\"ts", NULL);
	audit_fixture_replace(fixture, 0, torn, strlen(torn));
	audit_fixture_expect(fixture, ":6: the line is cut off");
	audit_fixture_make(fixture, 1, NOW_MS);
	audit_fixture_expect(fixture, NULL);
	expect_text(fixture, "\"data\":{\"torn\":\"18\"}", TRUE);
}

/* Lines that the state does not know of may be lost with the power: no gap, no false alarm. */
static void
test_unsynced_lines_lost(StoreFixture *fixture, gconstpointer data)
{
	gsize len;
	g_autofree char *bytes = NULL;

	die_while_writing(fixture, FALSE);
	bytes = audit_fixture_read(fixture, 0, &len);
	audit_fixture_replace(fixture, 0, bytes, (gsize)(strchr(bytes, '\n') + 1 - bytes));
	audit_fixture_make(fixture, 1, NOW_MS);
	audit_fixture_expect(fixture, NULL);
	expect_text(fixture, "audit.gap", FALSE);
}

typedef struct {
	const char *name;
	guint n_kept;       /* lines of five */
	const char *extra;  /* appended */
	const char *reason; /* in audit.gap */
	const char *expected;
	const char *found;
} GapCase;

static const GapCase gaps[] = {
	{"one-cut", 4, "", "missing", "5", "4"},
	{"four-cut", 1, "", "missing", "5", "1"},
	{"all-cut", 0, "", "missing", "5", "0"},
	{"cut-in-a-line", 4, "{\"v\":1,", "missing", "5", "4"},
	{"not-a-line", 5, "nonsense\n", "changed", "5", "5"},
	{"cut-and-a-line-of-another", 4, "{\"v\":1,\"seq\":4}\n", "changed", "5", "4"},
};

/* What the state knows of is missing: the new file says so, and the verifier too. */
static void
test_gap(StoreFixture *fixture, gconstpointer data)
{
	const GapCase *row = data;
	gsize len;
	g_autofree char *bytes = NULL;
	g_auto(GStrv) lines = NULL;
	g_autoptr(GString) kept = g_string_new(NULL);
	g_autofree char *expected = NULL;
	g_autoptr(WdAuditReport) report = NULL;

	die_while_writing(fixture, TRUE);
	bytes = audit_fixture_read(fixture, 0, &len);
	lines = g_strsplit(bytes, "\n", -1);
	for (guint i = 0; i < row->n_kept; i++)
		g_string_append_printf(kept, "%s\n", lines[i]);
	g_string_append(kept, row->extra);
	audit_fixture_replace(fixture, 0, kept->str, kept->len);
	audit_fixture_make(fixture, 1, NOW_MS);
	g_assert_cmpuint(audit_fixture_count_files(fixture), ==, 2);
	expected =
		g_strdup_printf("\"reason\":\"%s\",\"data\":{\"expected\":\"%s\",\"found\":\"%s\"}",
				row->reason,
				row->expected,
				row->found);
	expect_text(fixture, expected, TRUE);
	report = wd_audit_verify(fixture->base, fixture->keys, NULL);
	g_assert_false(report->is_intact);
}

/* The line that the state stands on was exchanged, by somebody who can hash but not MAC. */
static void
test_changed_line(StoreFixture *fixture, gconstpointer data)
{
	gsize len;
	g_autofree char *bytes = NULL;

	die_while_writing(fixture, TRUE);
	bytes = audit_fixture_read(fixture, 0, &len);
	memcpy(g_strrstr(bytes, "spam.flagged"), "spam.allowed", 12);
	audit_fixture_replace(fixture, 0, bytes, len);
	audit_fixture_make(fixture, 0, NOW_MS);
	expect_text(fixture, "\"reason\":\"changed\"", TRUE);
}

/* Lines beyond the state that its key does not vouch for: written by somebody else. */
static void
test_forged_lines(StoreFixture *fixture, gconstpointer data)
{
	gsize len;
	g_autofree char *bytes = NULL;

	die_while_writing(fixture, FALSE);
	bytes = audit_fixture_read(fixture, 0, &len);
	bytes[len - 10] = bytes[len - 10] == '0' ? '1' : '0'; /* in the last MAC */
	audit_fixture_replace(fixture, 0, bytes, len);
	audit_fixture_make(fixture, 0, NOW_MS);
	expect_text(fixture, "\"reason\":\"changed\"", TRUE);
	audit_fixture_expect(fixture, ":5: this line was changed");
}

static void
test_state_removed(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "audit/state");
	g_autoptr(WdAuditReport) report = NULL;

	audit_fixture_make(fixture, 2, NOW_MS);
	g_assert_cmpint(g_unlink(path), ==, 0);
	audit_fixture_make(fixture, 1, NOW_MS);
	expect_text(fixture, "\"reason\":\"state-missing\"", TRUE);
	audit_fixture_expect(fixture, "2024-10-04-0002.jsonl:1: its key does not follow");
	report = wd_audit_verify(fixture->base, NULL, NULL);
	g_assert_false(report->is_intact);
}

/* Killed between making a file and its first line. */
static void
test_file_without_a_line(StoreFixture *fixture, gconstpointer data)
{
	const char *text = data;
	g_autofree char *path = store_fixture_path(fixture, "audit/2024-10-04-0002.jsonl");

	audit_fixture_make(fixture, 1, NOW_MS);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	audit_fixture_make(fixture, 1, NOW_MS);
	audit_fixture_expect(fixture, NULL);
	g_assert_cmpuint(audit_fixture_count_files(fixture), ==, 2);
	expect_text(fixture, "audit.gap", FALSE);
}

/* Killed after a new day began, before the state knew: two files are caught up with. */
static void
test_killed_after_a_new_file(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *state_path = store_fixture_path(fixture, "audit/state");
	g_autofree char *state = NULL;
	gsize len;
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);

	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	wd_audit_flush(audit);
	g_assert_true(g_file_get_contents(state_path, &state, &len, NULL));
	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	audit_fixture_write(audit, "spam.flagged", NOW_MS + MS_PER_DAY);
	wd_audit_close(audit, NOW_MS + MS_PER_DAY);
	g_assert_true(g_file_set_contents(state_path, state, (gssize)len, NULL));
	g_assert_cmpint(g_chmod(state_path, 0600), ==, 0);
	audit_fixture_make(fixture, 1, NOW_MS + MS_PER_DAY);
	audit_fixture_expect(fixture, NULL);
	g_assert_cmpuint(audit_fixture_count_files(fixture), ==, 3);
	expect_text(fixture, "audit.gap", FALSE);
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(gaps); i++) {
		g_autofree char *path = g_strconcat("/audit-recover/gap/", gaps[i].name, NULL);

		ADD(path, &gaps[i], test_gap);
	}
	ADD("/audit-recover/killed/before-the-state", NULL, test_killed);
	ADD("/audit-recover/killed/after-the-state", "synced", test_killed);
	ADD("/audit-recover/torn-line", NULL, test_torn_line);
	ADD("/audit-recover/unsynced-lines-lost", NULL, test_unsynced_lines_lost);
	ADD("/audit-recover/changed-line", NULL, test_changed_line);
	ADD("/audit-recover/forged-lines", NULL, test_forged_lines);
	ADD("/audit-recover/state-removed", NULL, test_state_removed);
	ADD("/audit-recover/file-without-a-line/empty", "", test_file_without_a_line);
	ADD("/audit-recover/file-without-a-line/torn", "{\"v\":1,", test_file_without_a_line);
	ADD("/audit-recover/killed-after-a-new-file", NULL, test_killed_after_a_new_file);
	return g_test_run();
}
