/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "audit-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/wd-audit-files.h"

WdAudit *
audit_fixture_open(const StoreFixture *fixture, gint64 now_ms)
{
	const WdAuditOptions options = {.policy_digest = "sha256:0123"};
	g_autoptr(GError) error = NULL;
	WdAudit *audit = wd_audit_open(fixture->base, fixture->keys, &options, now_ms, &error);

	g_assert_no_error(error);
	return audit;
}

void
audit_fixture_write(WdAudit *audit, const char *event, gint64 now_ms)
{
	const WdAuditRecord record = {
		.event = event,
		.severity = WD_SEVERITY_NOTICE,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "stranger@elsewhere.example",
		.time_ms = now_ms,
	};
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_audit_write(audit, &record, &error));
	g_assert_no_error(error);
}

/* One closed file with @n_records between its first and its last line. */
void
audit_fixture_make(const StoreFixture *fixture, guint n_records, gint64 now_ms)
{
	WdAudit *audit = audit_fixture_open(fixture, now_ms);

	for (guint i = 0; i < n_records; i++)
		audit_fixture_write(audit, "spam.flagged", now_ms + i);
	wd_audit_close(audit, now_ms + n_records);
}

char *
audit_fixture_path(const StoreFixture *fixture, guint index)
{
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);

	g_assert_cmpuint(index, <, names->len);
	return g_build_filename(folder, g_ptr_array_index(names, index), NULL);
}

char *
audit_fixture_read(const StoreFixture *fixture, guint index, gsize *len)
{
	g_autofree char *path = audit_fixture_path(fixture, index);
	char *bytes;

	g_assert_true(g_file_get_contents(path, &bytes, len, NULL));
	return bytes;
}

void
audit_fixture_replace(const StoreFixture *fixture, guint index, const char *bytes, gsize len)
{
	g_autofree char *path = audit_fixture_path(fixture, index);
	FILE *file = g_fopen(path, "w");

	g_assert_nonnull(file);
	g_assert_cmpuint(fwrite(bytes, 1, len, file), ==, len);
	g_assert_cmpint(fclose(file), ==, 0);
}

guint
audit_fixture_count_files(const StoreFixture *fixture)
{
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);

	return names->len;
}

/* Verifies with the person's key; @problem is what the report must say, NULL for an intact trail.
 */
void
audit_fixture_expect(const StoreFixture *fixture, const char *problem)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdAuditReport) report = wd_audit_verify(fixture->base, fixture->keys, &error);

	g_assert_no_error(error);
	if (problem == NULL) {
		g_assert_cmpstr(report->first_problem, ==, NULL);
		g_assert_true(report->is_intact);
		g_assert_true(report->is_mac_checked);
		return;
	}
	g_assert_false(report->is_intact);
	g_assert_nonnull(report->first_problem);
	if (strstr(report->first_problem, problem) == NULL)
		g_error("expected \"%s\", the report says \"%s\"", problem, report->first_problem);
}

/* All lines of the trail, as a collector may keep them. */
GPtrArray *
audit_fixture_collect(const StoreFixture *fixture)
{
	GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < audit_fixture_count_files(fixture); i++) {
		gsize len;
		g_autofree char *bytes = audit_fixture_read(fixture, i, &len);
		g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);

		for (guint j = 0; lines[j] != NULL; j++) {
			if (*lines[j] != '\0')
				g_ptr_array_add(rows, g_strdup(lines[j]));
		}
	}
	return rows;
}
