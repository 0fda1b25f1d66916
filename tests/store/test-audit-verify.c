/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "audit-fixture.h"

/* Three closed files: 4, 3 and 5 lines. */
static void
make_trail(const StoreFixture *fixture)
{
	audit_fixture_make(fixture, 2, NOW_MS);
	audit_fixture_make(fixture, 1, NOW_MS);
	audit_fixture_make(fixture, 3, NOW_MS + MS_PER_DAY);
	audit_fixture_expect(fixture, NULL);
}

static gboolean
is_intact(const StoreFixture *fixture, WdKeys *keys)
{
	g_autoptr(WdAuditReport) report = wd_audit_verify(fixture->base, keys, NULL);

	g_assert_nonnull(report);
	g_assert_cmpint(report->is_intact, ==, report->first_problem == NULL);
	return report->is_intact;
}

/* With and without a key: the chain finds all but a trail that was written anew from its start. */
static void
test_every_bit(StoreFixture *fixture, gconstpointer data)
{
	WdKeys *keys = data == NULL ? NULL : fixture->keys;
	gsize len;
	g_autofree char *bytes = NULL;
	guint n_flips = 0;

	audit_fixture_make(fixture, 2, NOW_MS);
	bytes = audit_fixture_read(fixture, 0, &len);
	for (gsize i = 0; i < len * 8; i++) {
		bytes[i / 8] ^= (char)(1 << (i % 8));
		audit_fixture_replace(fixture, 0, bytes, len);
		g_assert_false(is_intact(fixture, keys));
		bytes[i / 8] ^= (char)(1 << (i % 8));
		n_flips++;
	}
	audit_fixture_replace(fixture, 0, bytes, len);
	audit_fixture_expect(fixture, NULL);
	g_test_message("%u bit flips, all found", n_flips);
}

static void
test_every_cut(StoreFixture *fixture, gconstpointer data)
{
	gsize len;
	g_autofree char *bytes = NULL;
	guint index = GPOINTER_TO_UINT(data);

	make_trail(fixture);
	bytes = audit_fixture_read(fixture, index, &len);
	for (gsize i = 0; i < len; i++) {
		audit_fixture_replace(fixture, index, bytes, i);
		g_assert_false(is_intact(fixture, NULL));
	}
	audit_fixture_replace(fixture, index, bytes, len);
	audit_fixture_expect(fixture, NULL);
}

/* A copy without the writer's state: a cut between lines looks like a trail still being written. */
static void
test_every_cut_of_a_copy(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	gsize len;
	g_autofree char *bytes = NULL;
	guint n_open = 0;

	audit_fixture_make(fixture, 5, NOW_MS);
	bytes = audit_fixture_read(fixture, 0, &len);
	for (gsize i = 1; i < len; i++) {
		g_autoptr(WdAuditReport) report = NULL;

		audit_fixture_replace(fixture, 0, bytes, i);
		report = wd_audit_verify_folder(folder, fixture->keys, NULL);
		g_assert_false(report->is_intact && report->is_closed);
		if (report->is_intact)
			n_open++;
		else
			g_assert_nonnull(strstr(report->first_problem, ": the line is cut off"));
	}
	g_assert_cmpuint(n_open, ==, 6); /* the ends of the lines before audit.close */
}

typedef struct {
	const char *name;
	guint file;
	const char *order; /* the lines afterwards, as digits; x a new line */
	const char *problem;
} EditCase;

static const EditCase edits[] = {
	{"drop-the-first", 0, "123", "2024-10-04-0001.jsonl:1: the file does not begin"},
	{"drop-one", 0, "023", "2024-10-04-0001.jsonl:2: lines before this one are missing"},
	{"drop-the-last", 0, "012", "2024-10-04-0001.jsonl:3: the file goes on, but its end"},
	{"drop-the-last-of-all", 2, "0123", "2024-10-05-0001.jsonl:4: the lines after it were cut"},
	{"drop-two-of-all", 2, "012", "2024-10-05-0001.jsonl:3: the lines after it were cut"},
	{"swap", 0, "0213", "2024-10-04-0001.jsonl:2: lines before this one are missing"},
	{"double", 0, "01123", "2024-10-04-0001.jsonl:3: this line repeats an earlier number"},
	{"double-the-first",
	 0,
	 "00123",
	 "2024-10-04-0001.jsonl:2: audit.genesis stands in the middle"},
	{"double-the-last",
	 0,
	 "01233",
	 "2024-10-04-0001.jsonl:5: there is a line after audit.close"},
	{"insert", 0, "01x23", "2024-10-04-0001.jsonl:3: this is no line"},
	{"insert-at-the-end", 2, "01234x", "2024-10-05-0001.jsonl:6: this is no line"},
	{"insert-before-all", 0, "x0123", "2024-10-04-0001.jsonl:1: this is no line"},
	{"nothing-left", 1, "", "2024-10-04-0002.jsonl:1: the file is empty"},
};

static void
test_edit(StoreFixture *fixture, gconstpointer data)
{
	const EditCase *row = data;
	gsize len;
	g_autofree char *bytes = NULL;
	g_auto(GStrv) lines = NULL;
	g_autoptr(GString) edited = g_string_new(NULL);

	make_trail(fixture);
	bytes = audit_fixture_read(fixture, row->file, &len);
	lines = g_strsplit(bytes, "\n", -1);
	for (const char *p = row->order; *p != '\0'; p++)
		g_string_append_printf(edited, "%s\n", *p == 'x' ? "{\"v\":1}" : lines[*p - '0']);
	audit_fixture_replace(fixture, row->file, edited->str, edited->len);
	audit_fixture_expect(fixture, row->problem);
	g_assert_false(is_intact(fixture, NULL));
}

/* Without a key the line after tells; with one, the changed line itself. */
static void
test_changed_word(StoreFixture *fixture, gconstpointer data)
{
	gsize len;
	g_autofree char *bytes = NULL;
	g_autoptr(WdAuditReport) report = NULL;
	char *word;

	make_trail(fixture);
	bytes = audit_fixture_read(fixture, 0, &len);
	word = strstr(bytes, "spam.flagged");
	memcpy(word, "spam.allowed", 12);
	audit_fixture_replace(fixture, 0, bytes, len);
	audit_fixture_expect(fixture, "2024-10-04-0001.jsonl:2: this line was changed");
	report = wd_audit_verify(fixture->base, NULL, NULL);
	g_assert_cmpstr(report->first_problem,
			==,
			"2024-10-04-0001.jsonl:3: the line before it was changed");
}

typedef struct {
	const char *name;
	guint from; /* this file … */
	guint to;   /* … is copied over that one; the same one: it is removed */
	const char *problem;
} FileCase;

static const FileCase file_cases[] = {
	{"remove-the-first", 0, 0, "2024-10-04-0002.jsonl:1: the trail begins here"},
	{"remove-the-middle", 1, 1, "2024-10-05-0001.jsonl:1: lines before this one are missing"},
	{"remove-the-last", 2, 2, "2024-10-04-0002.jsonl:3: the lines after it were cut off"},
	{"copy-first-over-middle", 0, 1, "2024-10-04-0002.jsonl:1: this line repeats"},
	{"copy-last-over-middle",
	 2,
	 1,
	 "2024-10-04-0002.jsonl:1: lines before this one are missing"},
};

static void
test_files(StoreFixture *fixture, gconstpointer data)
{
	const FileCase *row = data;
	g_autofree char *bytes = NULL;
	g_autofree char *path = NULL;
	gsize len;

	make_trail(fixture);
	bytes = audit_fixture_read(fixture, row->from, &len);
	path = audit_fixture_path(fixture, row->to);
	if (row->from == row->to)
		g_assert_cmpint(g_unlink(path), ==, 0);
	else
		audit_fixture_replace(fixture, row->to, bytes, len);
	audit_fixture_expect(fixture, row->problem);
}

static void
test_added_file(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *copy = store_fixture_path(fixture, "audit/2024-10-06-0001.jsonl");
	g_autofree char *bytes = NULL;
	gsize len;

	make_trail(fixture);
	bytes = audit_fixture_read(fixture, 1, &len);
	g_assert_true(g_file_set_contents(copy, bytes, (gssize)len, NULL));
	audit_fixture_expect(fixture, "2024-10-06-0001.jsonl:1: this line repeats");
}

/* Another computer's file in the place of one of ours: its chain is another one. */
static void
test_file_of_another_host(StoreFixture *fixture, gconstpointer data)
{
	guint index = GPOINTER_TO_UINT(data);
	StoreFixture other = {0};
	g_autofree char *bytes = NULL;
	gsize len;

	store_fixture_set_up(&other, NULL);
	make_trail(&other);
	make_trail(fixture);
	bytes = audit_fixture_read(&other, index, &len);
	audit_fixture_replace(fixture, index, bytes, len);
	g_assert_false(is_intact(fixture, fixture->keys));
	g_assert_false(is_intact(fixture, NULL));
	store_fixture_tear_down(&other, NULL);
}

/* All of them, with the state beside them: whole in itself, but not of our key. */
static void
test_trail_of_another_host(StoreFixture *fixture, gconstpointer data)
{
	StoreFixture other = {0};
	g_autoptr(WdAuditReport) report = NULL;

	store_fixture_set_up(&other, NULL);
	make_trail(&other);
	report = wd_audit_verify(other.base, fixture->keys, NULL);
	g_assert_nonnull(report);
	g_test_message("%s", report->first_problem != NULL ? report->first_problem : "intact");
	g_assert_false(report->is_mac_checked);
	store_fixture_tear_down(&other, NULL);
}

static void
test_all_files_gone(StoreFixture *fixture, gconstpointer data)
{
	make_trail(fixture);
	for (guint i = 0; i < 3; i++) {
		g_autofree char *path = audit_fixture_path(fixture, 0);

		g_assert_cmpint(g_unlink(path), ==, 0);
	}
	audit_fixture_expect(fixture, "every file of the trail is missing");
}

static void
test_no_state(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *state = store_fixture_path(fixture, "audit/state");

	make_trail(fixture);
	g_assert_cmpint(g_unlink(state), ==, 0);
	audit_fixture_expect(fixture, "cannot be vouched for");
}

/* Every bit of the state: a damaged one is told, and is no proof against the lines. */
static void
test_damaged_state(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "audit/state");
	g_autofree char *bytes = NULL;
	gsize len;

	make_trail(fixture);
	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	for (gsize i = 0; i < len; i++) {
		FILE *file = g_fopen(path, "w");

		bytes[i] ^= 0x40;
		g_assert_cmpuint(fwrite(bytes, 1, len, file), ==, len);
		g_assert_cmpint(fclose(file), ==, 0);
		bytes[i] ^= 0x40;
		audit_fixture_expect(fixture, "cannot be vouched for");
	}
}

static void
test_empty_trail(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdAuditReport) report = wd_audit_verify(fixture->base, fixture->keys, NULL);

	g_assert_true(report->is_intact);
	g_assert_false(report->is_closed);
	g_assert_false(report->is_mac_checked);
	g_assert_cmpuint(report->n_files, ==, 0);
}

static void
test_other_files_are_ignored(StoreFixture *fixture, gconstpointer data)
{
	static const char *const names[] = {
		"audit/notes.txt", "audit/2024-10-04-0001.jsonl~", "audit/2024-1-04-0001.jsonl"};

	make_trail(fixture);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = store_fixture_path(fixture, names[i]);

		g_assert_true(g_file_set_contents(path, "x", 1, NULL));
	}
	audit_fixture_expect(fixture, NULL);
}

static void
test_while_it_is_written(StoreFixture *fixture, gconstpointer data)
{
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	g_autoptr(WdAuditReport) report = NULL;

	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	wd_audit_flush(audit);
	audit_fixture_write(audit, "spam.flagged", NOW_MS); /* not synced yet */
	report = wd_audit_verify(fixture->base, fixture->keys, NULL);
	g_assert_cmpstr(report->first_problem, ==, NULL);
	g_assert_false(report->is_closed);
	g_assert_cmpuint(report->n_records, ==, 3);
	wd_audit_close(audit, NOW_MS);
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

static void
add_rows(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(edits); i++) {
		g_autofree char *path = g_strconcat("/audit-verify/edit/", edits[i].name, NULL);

		ADD(path, &edits[i], test_edit);
	}
	for (guint i = 0; i < G_N_ELEMENTS(file_cases); i++) {
		g_autofree char *path =
			g_strconcat("/audit-verify/file/", file_cases[i].name, NULL);

		ADD(path, &file_cases[i], test_files);
	}
	for (guint i = 0; i < 3; i++) {
		g_autofree char *path = g_strdup_printf("/audit-verify/every-cut/%u", i);

		ADD(path, GUINT_TO_POINTER(i), test_every_cut);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add_rows();
	ADD("/audit-verify/every-bit/without-key", NULL, test_every_bit);
	ADD("/audit-verify/every-bit/with-key", "key", test_every_bit);
	ADD("/audit-verify/every-cut/of-a-copy", NULL, test_every_cut_of_a_copy);
	ADD("/audit-verify/changed-word", NULL, test_changed_word);
	ADD("/audit-verify/file/added", NULL, test_added_file);
	for (guint i = 0; i < 3; i++) {
		g_autofree char *path = g_strdup_printf("/audit-verify/file/of-another-host/%u", i);

		ADD(path, GUINT_TO_POINTER(i), test_file_of_another_host);
	}
	ADD("/audit-verify/trail-of-another-host", NULL, test_trail_of_another_host);
	ADD("/audit-verify/file/all-gone", NULL, test_all_files_gone);
	ADD("/audit-verify/state/missing", NULL, test_no_state);
	ADD("/audit-verify/state/damaged", NULL, test_damaged_state);
	ADD("/audit-verify/empty-trail", NULL, test_empty_trail);
	ADD("/audit-verify/other-files-are-ignored", NULL, test_other_files_are_ignored);
	ADD("/audit-verify/while-it-is-written", NULL, test_while_it_is_written);
	return g_test_run();
}
