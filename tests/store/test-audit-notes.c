/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-audit-notes.h"
#include "wd-rows.h"

#define ID "00112233445566778899aabbccddeeff"

static void
collect(const WdAuditNote *note, gpointer seen)
{
	g_string_append_printf(seen, "%s %s %s\n", note->event, note->reason, note->log);
}

typedef struct {
	const char *name;
	const char *line;
	gboolean is_note;
} LineCase;

static const LineCase lines[] = {
	{"deleted", "log.delete retention " ID, TRUE},
	{"not-deleted", "log.delete_failed retention " ID, TRUE},
	{"imported", "log.import import " ID, TRUE},
	{"empty", "", FALSE},
	{"one-word", "log.delete", FALSE},
	{"four-words", "log.delete retention " ID " more", FALSE},
	{"other-event", "policy.applied retention " ID, FALSE},
	{"other-reason", "log.delete \",\"x\":1 " ID, FALSE},
	{"short-id", "log.delete retention 0011", FALSE},
	{"id-of-another-kind", "log.delete retention ../../../../../../../../../../../", FALSE},
	{"upper-case", "log.delete retention 00112233445566778899AABBCCDDEEFF", FALSE},
	{"control", "log.delete retention\033[2J " ID, FALSE},
};

static void
test_line(gconstpointer data)
{
	const LineCase *row = data;
	g_auto(GStrv) words = NULL;
	WdAuditNote note;

	g_assert_cmpint(
		wd_audit_note_parse(row->line, strlen(row->line), &words, &note), ==, row->is_note);
}

static void
add(const StoreFixture *fixture, const char *event)
{
	const WdAuditNote note = {event, "retention", ID};
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_audit_notes_add(fixture->base, &note, &error));
	g_assert_no_error(error);
}

/* In their order, each once, also those that come meanwhile; and the file is private. */
static void
test_taken_once(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GString) seen = g_string_new(NULL);
	g_autofree char *path = store_fixture_path(fixture, "audit/notes");
	WdAuditNotes *notes = wd_audit_notes_new(fixture->base);
	GStatBuf status;

	g_assert_false(wd_audit_notes_step(notes, 10, collect, seen));
	for (guint i = 0; i < 3; i++)
		add(fixture, "log.delete");
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 0777, ==, 0600);
	g_assert_true(wd_audit_notes_step(notes, 2, collect, seen));
	add(fixture, "log.import");
	g_assert_true(wd_audit_notes_step(notes, 1, collect, seen)); /* the new one was found */
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_size, >, 0); /* until all are in the trail */
	g_assert_false(wd_audit_notes_step(notes, 10, collect, seen));
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_size, ==, 0);
	g_assert_cmpstr(seen->str,
			==,
			"log.delete retention " ID "\nlog.delete retention " ID
			"\nlog.delete retention " ID "\nlog.import retention " ID "\n");
	wd_audit_notes_free(notes);
}

/* A client that died in between leaves them to the next. */
static void
test_crash_loses_none(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GString) seen = g_string_new(NULL);
	WdAuditNotes *first = wd_audit_notes_new(fixture->base);
	WdAuditNotes *second = wd_audit_notes_new(fixture->base);

	add(fixture, "log.delete");
	add(fixture, "log.import");
	g_assert_true(wd_audit_notes_step(first, 1, collect, seen));
	wd_audit_notes_free(first);
	g_string_truncate(seen, 0);
	g_assert_false(wd_audit_notes_step(second, 10, collect, seen));
	g_assert_cmpstr(
		seen->str, ==, "log.delete retention " ID "\nlog.import retention " ID "\n");
	wd_audit_notes_free(second);
}

/* What nobody takes does not grow for ever: who cannot leave a note any more is told. */
static void
test_is_bounded(StoreFixture *fixture, gconstpointer data)
{
	const WdAuditNote note = {"log.delete", "retention", ID};
	g_autofree char *path = store_fixture_path(fixture, "audit/notes");
	g_autoptr(GError) error = NULL;

	add(fixture, "log.delete");
	g_assert_cmpint(truncate(path, WD_AUDIT_NOTES_MAX_BYTES), ==, 0);
	g_assert_false(wd_audit_notes_add(fixture->base, &note, &error));
	g_assert_nonnull(error);
}

static void
test_refuses_link(StoreFixture *fixture, gconstpointer data)
{
	const WdAuditNote note = {"log.delete", "retention", ID};
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	g_autofree char *path = store_fixture_path(fixture, "audit/notes");
	g_autofree char *target = store_fixture_path(fixture, "target");
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_cmpint(symlink(target, path), ==, 0);
	g_assert_false(wd_audit_notes_add(fixture->base, &note, &error));
	g_assert_false(g_file_test(target, G_FILE_TEST_EXISTS));
}

/* The disk was full for one note, and has room for the next. */
static void
test_full_disk_spoils_no_other(StoreFixture *fixture, gconstpointer data)
{
	const WdAuditNote note = {"log.delete", "retention", ID};
	g_autofree char *path = store_fixture_path(fixture, "audit/notes");
	g_autoptr(GString) seen = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	WdAuditNotes *notes = wd_audit_notes_new(fixture->base);
	struct rlimit old;
	struct rlimit tight;
	GStatBuf status;

	(void)signal(SIGXFSZ, SIG_IGN);
	add(fixture, "log.delete");
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &old), ==, 0);
	tight = old;
	tight.rlim_cur = (rlim_t)status.st_size + 20; /* room for the beginning of a line */
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &tight), ==, 0);
	g_assert_false(wd_audit_notes_add(fixture->base, &note, &error));
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &old), ==, 0);
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	add(fixture, "log.delete_failed");
	while (wd_audit_notes_step(notes, 10, collect, seen))
		continue;
	g_assert_cmpstr(
		seen->str, ==, "log.delete retention " ID "\nlog.delete_failed retention " ID "\n");
	wd_audit_notes_free(notes);
}

#define ADD(name, test)                                                                            \
	g_test_add("/audit-notes/" name,                                                           \
		   StoreFixture,                                                                   \
		   NULL,                                                                           \
		   store_fixture_set_up,                                                           \
		   test,                                                                           \
		   store_fixture_tear_down)

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/audit-notes/line/", lines, test_line);
	ADD("taken-once", test_taken_once);
	ADD("crash-loses-none", test_crash_loses_none);
	ADD("is-bounded", test_is_bounded);
	ADD("full-disk-spoils-no-other", test_full_disk_spoils_no_other);
	ADD("refuses-link", test_refuses_link);
	return g_test_run();
}
