/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines as libpurple 2 wrote them over the years; and the way of a whole folder into sealed logs.
 */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/wd-log-archive.h"
#include "store/wd-log-fixture.h"
#include "store/wd-log-import.h"
#include "store/wd-stock-log.h"

#define START_MS (G_GINT64_CONSTANT(1795320600) * 1000) /* 2026-11-22, 04:10:00 UTC */
#define HEAD                                                                                       \
	"<html><head><title>Conversation with bob</title></head><h3>Conversation with "            \
	"bob</h3>\n"

typedef struct {
	const char *name;
	const char *path;
	const char *expected; /* NULL: refused; else "class protocol account peer seconds" */
} NameCase;

static const NameCase names[] = {
	{"im",
	 "jabber/me@corp.example/bob@x.example/2026-11-22.051000+0100CET.html",
	 "im prpl-jabber me@corp.example bob@x.example 1795320600"},
	{"chat",
	 "irc/me@irc.example/%23room.chat/2026-11-22.041000+0000UTC.txt",
	 "chat prpl-irc me@irc.example #room 1795320600"},
	{"system",
	 "jabber/me@corp.example/.system/2026-11-21.201000-0800PST.html",
	 "system prpl-jabber me@corp.example me@corp.example 1795320600"},
	{"other-icon",
	 "google-talk/me@x/bob/2026-11-22.041000.txt",
	 "im prpl-jabber me@x bob 1795320600"},
	{"not-text",
	 "jabber/me/b%FFb/2026-11-22.041000.txt",
	 "im prpl-jabber me b\xef\xbf\xbd"
	 "b 1795320600"},
	{"picture", "jabber/me/bob/1234.png", NULL},
	{"no-date", "jabber/me/bob/hello.html", NULL},
	{"no-such-day", "jabber/me/bob/2026-13-41.051000.html", NULL},
	{"letters-in-date", "jabber/me/bob/2026-1x-22.051000.html", NULL},
	{"too-short", "jabber/me/2026-11-22.051000.html", NULL},
	{"too-deep", "jabber/me/bob/x/2026-11-22.051000.html", NULL},
	{"empty", "", NULL},
};

static void
test_name(gconstpointer data)
{
	const NameCase *row = data;
	g_autoptr(WdStockLogName) name = wd_stock_log_name_parse(row->path);
	g_autofree char *got = NULL;

	g_assert_cmpint(name != NULL, ==, row->expected != NULL);
	if (name == NULL)
		return;
	got = g_strdup_printf("%s %s %s %s %" G_GINT64_FORMAT,
			      wd_log_class_to_string(name->log_class),
			      name->protocol,
			      name->account,
			      name->peer,
			      name->time_ms / 1000);
	g_assert_cmpstr(got, ==, row->expected);
}

typedef struct {
	const char *name;
	gboolean is_html;
	const char *raw;
	const char *expected; /* "+seconds flags sender|body" a line */
} LineCase;

static const LineCase lines[] = {
	{"html",
	 TRUE,
	 HEAD "<font color=\"#16569E\"><font size=\"2\">(05:10:05)</font> <b>me:</b></font> hi "
	      "<i>there</i><br/>\n"
	      "<span style=\"color: #A82F2F\"><span style=\"font-size: smaller\">(05:10:07)</span> "
	      "<b>bob:</b></span> hello<br>\n</p>\n</body>\n</html>\n",
	 "+5 1 me|hi <i>there</i><br/>\n+7 2 bob|hello\n"},
	{"html-system",
	 TRUE,
	 HEAD "<span style=\"font-size: smaller\">(05:10:09)</span><b> bob has left.</b><br>\n",
	 "+9 4 -|<b> bob has left.</b>\n"},
	{"html-error",
	 TRUE,
	 HEAD "<span style=\"color: #FF0000\"><span style=\"font-size: smaller\">(05:10:09)</span>"
	      "<b> Not sent</b></span><br>\n",
	 "+9 512 -|<b> Not sent</b></span>\n"},
	{"html-goes-on",
	 TRUE,
	 HEAD "<span style=\"color: #A82F2F\"><span style=\"font-size: smaller\">(05:10:07)</span> "
	      "<b>bob:</b></span> one\ntwo<br>\n",
	 "+7 2 bob|one\ntwo<br>\n"},
	{"html-name-with-entity",
	 TRUE,
	 HEAD "<span style=\"color: #A82F2F\"><span style=\"font-size: smaller\">(05:10:07)</span> "
	      "<b>b &amp; b:</b></span> x<br>\n",
	 "+7 2 b & b|x\n"},
	{"text",
	 FALSE,
	 "Conversation with bob at So 22 Nov on me (jabber)\n(05:10:05) me: hi <b>\n(05:10:07) "
	 "bob: "
	 "hello\n",
	 "+5 2 me|hi &lt;b&gt;\n+7 2 bob|hello\n"},
	{"text-system",
	 FALSE,
	 "(05:10:09) bob has left the room.\n",
	 "+9 4 -|bob has left the room.\n"},
	{"text-goes-on", FALSE, "(05:10:05) me: one\n two\n", "+5 2 me|one<br> two\n"},
	{"twelve-hours",
	 FALSE,
	 "(05:10:05 AM) me: a\n(05:10:06 PM) me: b\n",
	 "+5 2 me|a\n+43206 2 me|b\n"},
	{"with-date", FALSE, "(22.11.2026 05:10:05) me: a\n", "+5 2 me|a\n"},
	{"american-date", FALSE, "(11/22/2026 05:10:05 AM) me: a\n", "+5 2 me|a\n"},
	{"past-midnight",
	 FALSE,
	 "(23:59:59) me: a\n(00:00:01) me: b\n",
	 "+67799 2 me|a\n+67801 2 me|b\n"},
	{"no-clock", FALSE, "(later) me: a\n", "+0 2048 -|(later) me: a\n"},
	{"not-understood",
	 FALSE,
	 "what is this\nand this\n",
	 "+0 2048 -|what is this<br>and this\n"},
	{"windows-lines", FALSE, "(05:10:05) me: hi\r\n", "+5 2 me|hi\n"},
	{"not-text", FALSE, "(05:10:05) me: h\xff\n", "+5 2 me|h\xef\xbf\xbd\n"},
	{"no-newline-at-end", FALSE, "(05:10:05) me: hi", "+5 2 me|hi\n"},
	{"hour-too-large", FALSE, "(25:10:05) me: a\n", "+0 2048 -|(25:10:05) me: a\n"},
	{"empty", FALSE, "", ""},
};

static void
print_message(const WdLogMessage *message, gpointer out)
{
	g_string_append_printf(out,
			       "+%" G_GINT64_FORMAT " %u %s|%s\n",
			       (message->time_ms - START_MS) / 1000,
			       message->flags,
			       message->sender != NULL ? message->sender : "-",
			       message->body);
}

static void
test_line(gconstpointer data)
{
	const LineCase *row = data;
	WdStockLogName name = {.time_ms = START_MS, .offset_ms = 3600000, .is_html = row->is_html};
	GString *out = g_string_new(NULL);

	wd_stock_log_parse(row->raw, strlen(row->raw), &name, print_message, out);
	g_assert_cmpstr(out->str, ==, row->expected);
	g_string_free(out, TRUE);
}

typedef struct {
	const char *name;
	const char *raw;
	gsize len;
	const char *expected;
} ZerosCase;

static const ZerosCase zeros[] = {
	{"before-a-line",
	 "(05:10:05) me: a\n\0\0\0(05:10:07) bob: b\n",
	 38,
	 "+5 2 me|a\n+7 2 bob|b\n"},
	{"in-a-line", "(05:10:05) me: a\0b\n", 19, "+5 2 me|ab\n"},
	{"at-the-end", "(05:10:05) me: a\n\0\0\0", 20, "+5 2 me|a<br>\n"},
};

/* What a power cut left: no line is left out for it. */
static void
test_zeros(gconstpointer data)
{
	const ZerosCase *row = data;
	WdStockLogName name = {.time_ms = START_MS, .offset_ms = 3600000};
	GString *out = g_string_new(NULL);

	wd_stock_log_parse(row->raw, row->len, &name, print_message, out);
	g_assert_cmpstr(out->str, ==, row->expected);
	g_string_free(out, TRUE);
}

static void
put(const WdLogFixture *fixture, const char *below, const char *bytes, gssize len)
{
	g_autofree char *path = g_build_filename(fixture->profile, "logs", below, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, bytes, len, NULL));
}

static gboolean
is_there(const WdLogFixture *fixture, const char *below)
{
	g_autofree char *path = g_build_filename(fixture->profile, "logs", below, NULL);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

#define FIRST  "jabber/me@x/bob@x/2026-11-22.051000+0100CET.html"
#define SECOND "jabber/me@x/bob@x/2026-11-23.051000+0100CET.html"
#define THIRD  "irc/me@irc/%23room.chat/2025-01-02.030405+0000UTC.txt"
#define IMAGE  "jabber/me@x/bob@x/0123abcd.png"
#define PNG    "\x89PNG\r\n\x1a\nKESTREL"

static void
put_logs(const WdLogFixture *fixture)
{
	put(fixture,
	    FIRST,
	    HEAD "<span style=\"color: #A82F2F\"><span style=\"font-size: smaller\">(05:10:07)"
		 "</span> <b>bob:</b></span> see <IMG SRC=\"0123abcd.png\"> and <img "
		 "src=\"../../../secret\"><br>\n",
	    -1);
	put(fixture, SECOND, HEAD, -1);
	put(fixture, THIRD, "(03:04:06) <eve> hello\n", -1);
	put(fixture, IMAGE, PNG, sizeof PNG - 1);
	put(fixture, "jabber/me@x/bob@x/notes.txt", "mine", -1);
}

static gboolean
note_message(const WdLogMessage *message, gpointer out)
{
	g_string_append_printf(out, "%s\n", message->body);
	if (message->n_images > 0)
		g_assert_cmpmem(
			message->images[0].bytes, message->images[0].len, PNG, sizeof PNG - 1);
	return TRUE;
}

static void
run(WdLogImport *import)
{
	while (wd_log_import_step(import))
		g_thread_yield();
}

/* All that was there is in the sealed logs, and the clear ones are gone with their picture. */
static void
test_import(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autoptr(WdLogImport) import = NULL;
	g_autoptr(WdLogArchive) archive = NULL;
	g_autoptr(GPtrArray) listings = NULL;
	const WdLogImportProgress *progress;
	GString *out = g_string_new(NULL);

	put_logs(fixture);
	import = wd_log_import_new(folder, &fixture->home, FALSE);
	progress = wd_log_import_get_progress(import);
	g_assert_cmpuint(progress->n_files, ==, 4);
	run(import);
	g_assert_cmpuint(progress->n_sealed, ==, 3);
	g_assert_cmpuint(progress->n_images, ==, 1);
	g_assert_cmpuint(progress->n_failed, ==, 1); /* notes.txt is no log */
	g_assert_nonnull(strstr(progress->problem, "notes.txt"));
	g_assert_false(is_there(fixture, FIRST));
	g_assert_false(is_there(fixture, SECOND));
	g_assert_false(is_there(fixture, THIRD));
	g_assert_false(is_there(fixture, IMAGE));
	g_assert_true(is_there(fixture, "jabber/me@x/bob@x/notes.txt"));
	archive = wd_log_archive_open(fixture->base, fixture->keys);
	listings = wd_log_archive_list(archive, NULL);
	g_assert_cmpuint(listings->len, ==, 3);
	for (guint i = 0; i < listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(listings, i);

		g_assert_true(
			wd_log_read(listing->path, fixture->keys, note_message, out, NULL, NULL));
	}
	g_assert_nonnull(strstr(out->str, "see <img src=\"wdlog:1\"> and &lt;img"));
	g_assert_nonnull(strstr(out->str, "&lt;eve&gt; hello"));
	g_assert_nonnull(strstr(((WdLogListing *)g_ptr_array_index(listings, 2))->path, "2025-01"));
	g_string_free(out, TRUE);
}

static void
test_keep(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autoptr(WdLogImport) import = NULL;

	put_logs(fixture);
	import = wd_log_import_new(folder, &fixture->home, TRUE);
	run(import);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_sealed, ==, 3);
	g_assert_true(is_there(fixture, FIRST));
	g_assert_true(is_there(fixture, IMAGE));
}

/* Locked, nothing can be read back: so nothing is removed, and nothing half-done stays. */
static void
test_locked(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autofree char *identity = g_build_filename(fixture->base, "keys", "identity.txt", NULL);
	g_autoptr(WdKeys) locked = NULL;
	g_autoptr(WdLogImport) import = NULL;
	g_autoptr(WdLogArchive) archive = NULL;

	put_logs(fixture);
	g_assert_cmpint(g_remove(identity), ==, 0);
	locked = wd_keys_open(fixture->base, NULL);
	fixture->home.keys = locked;
	import = wd_log_import_new(folder, &fixture->home, FALSE);
	run(import);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_sealed, ==, 0);
	g_assert_true(is_there(fixture, FIRST));
	g_assert_true(is_there(fixture, THIRD));
	archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_assert_false(wd_log_archive_has_any(archive));
}

/* Dropped in the middle: each old log is either sealed and gone, or as it was. */
static void
test_dropped(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autoptr(WdLogArchive) archive = NULL;
	g_autoptr(GPtrArray) listings = NULL;
	WdLogImport *import;
	guint n_left;

	put_logs(fixture);
	import = wd_log_import_new(folder, &fixture->home, FALSE);
	(void)wd_log_import_step(import);
	(void)wd_log_import_step(import);
	wd_log_import_free(import);
	n_left = (guint)(is_there(fixture, FIRST) + is_there(fixture, SECOND) +
			 is_there(fixture, THIRD));
	archive = wd_log_archive_open(fixture->base, fixture->keys);
	listings = wd_log_archive_list(archive, NULL);
	g_assert_cmpuint(listings->len + n_left, ==, 3);
}

/* A peer's message names another log of the folder, one that cannot be imported. */
static void
test_log_named_as_picture(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autoptr(WdLogImport) import = NULL;

	put(fixture,
	    FIRST,
	    HEAD "<span style=\"color: #A82F2F\"><span style=\"font-size: smaller\">(05:10:07)"
		 "</span> <b>bob:</b></span> see <img src=\"notes.txt\"><br>\n",
	    -1);
	put(fixture, "jabber/me@x/bob@x/notes.txt", "mine", -1);
	import = wd_log_import_new(folder, &fixture->home, FALSE);
	run(import);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_sealed, ==, 1);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_images, ==, 0);
	g_assert_true(is_there(fixture, "jabber/me@x/bob@x/notes.txt"));
}

static guint
count_sealed(const WdLogFixture *fixture)
{
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);

	return listings->len;
}

/* A client without Warden runs beside: what it still writes to stays, and nothing of it twice. */
static void
test_open_elsewhere(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autofree char *path = g_build_filename(folder, THIRD, NULL);
	g_autoptr(WdLogImport) import = NULL;
	int writer;

	put(fixture, THIRD, "(03:04:06) <eve> hello\n", -1);
	writer = g_open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	import = wd_log_import_new(folder, &fixture->home, FALSE);
	run(import);
	g_assert_cmpint(close(writer), ==, 0);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_failed, ==, 1);
	g_assert_true(is_there(fixture, THIRD));
	g_assert_cmpuint(count_sealed(fixture), ==, 0);
}

/* A line that came after the log was read is in no sealed one. */
static void
test_changed_meanwhile(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autoptr(WdLogImport) import = NULL;

	put(fixture, THIRD, "(03:04:06) <eve> hello\n", -1);
	import = wd_log_import_new(folder, &fixture->home, FALSE);
	(void)wd_log_import_step(import);
	put(fixture, THIRD, "(03:04:06) <eve> hello\n(03:04:09) <eve> still there?\n", -1);
	run(import);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_failed, ==, 1);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_sealed, ==, 0);
	g_assert_true(is_there(fixture, THIRD));
	g_assert_cmpuint(count_sealed(fixture), ==, 0);
}

#define N_LONG   2000 /* messages */
#define HOLD_KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void
put_long_log(const WdLogFixture *fixture)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < N_LONG; i++)
		g_string_append_printf(text, "(03:04:06) eve: line %u\n", i);
	put(fixture, THIRD, text->str, (gssize)text->len);
	g_string_free(text, TRUE);
}

/* A long log does not keep a main loop: it takes many steps, and none of them is the whole. */
static void
test_long_log(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autoptr(WdLogImport) import = NULL;
	guint n_steps = 0;

	put_long_log(fixture);
	import = wd_log_import_new(folder, &fixture->home, FALSE);
	while (wd_log_import_get_progress(import)->n_done == 0 && wd_log_import_step(import))
		n_steps++;
	g_assert_cmpuint(n_steps, >, 2000 / 50);
	run(import);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_messages, ==, N_LONG);
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_sealed, ==, 1);
	g_assert_false(is_there(fixture, THIRD));
}

/* Dropped while it writes, and while it reads back: the old log stays, the half of a new one goes.
 */
static void
test_dropped_within_a_log(gconstpointer n_steps)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *folder = g_build_filename(fixture->profile, "logs", NULL);
	g_autofree char *sealed = g_build_filename(fixture->base, "logs", "2025-01", "chat", NULL);
	g_autoptr(WdLogArchive) archive = NULL;
	WdLogImport *import;

	put_long_log(fixture);
	fixture->home.hold_key = HOLD_KEY;
	import = wd_log_import_new(folder, &fixture->home, FALSE);
	for (guint i = 0; i < GPOINTER_TO_UINT(n_steps); i++)
		g_assert_true(wd_log_import_step(import));
	g_assert_cmpuint(wd_log_import_get_progress(import)->n_done, ==, 0);
	wd_log_import_free(import);
	g_assert_cmpint(g_rmdir(sealed), ==, 0); /* not even the hash of a peer */
	g_assert_true(is_there(fixture, THIRD));
	archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_assert_false(wd_log_archive_has_any(archive));
}

#define ADD_ROWS(path, rows, test)                                                                 \
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {                                           \
		g_autofree char *name = g_strconcat("/stock-log/" path "/", rows[i].name, NULL);   \
                                                                                                   \
		g_test_add_data_func(name, &rows[i], test);                                        \
	}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD_ROWS("name", names, test_name)
	ADD_ROWS("line", lines, test_line)
	ADD_ROWS("zeros", zeros, test_zeros)
	g_test_add_func("/stock-log/import", test_import);
	g_test_add_func("/stock-log/import-keep", test_keep);
	g_test_add_func("/stock-log/import-locked", test_locked);
	g_test_add_func("/stock-log/import-dropped", test_dropped);
	g_test_add_func("/stock-log/import-log-named-as-picture", test_log_named_as_picture);
	g_test_add_func("/stock-log/import-open-elsewhere", test_open_elsewhere);
	g_test_add_func("/stock-log/import-changed-meanwhile", test_changed_meanwhile);
	g_test_add_func("/stock-log/import-long", test_long_log);
	g_test_add_data_func("/stock-log/import-dropped-writing",
			     GUINT_TO_POINTER(5),
			     test_dropped_within_a_log);
	g_test_add_data_func("/stock-log/import-dropped-reading",
			     GUINT_TO_POINTER(60),
			     test_dropped_within_a_log);
	return g_test_run();
}
