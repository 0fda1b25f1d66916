/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the built tool: its helper process stands beside it in the build. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wd-rows.h"

#define JUDGE(more)                                                                                \
	"{\"kind\":\"file\",\"direction\":\"in\",\"protocol\":\"prpl-jabber\",\"account\":\"me\"," \
	"\"peer\":\"x@y.example\",\"known\":true,\"time_ms\":0,\"file\":{" more "}}\n"

typedef struct {
	const char *name;
	const char *arguments; /* separated by spaces; @ is the folder of the files */
	const char *input;     /* (nullable) @ as well */
	int exit_status;
	const char *out; /* in standard output */
} Case;

static const Case cases[] = {
	{"clean",
	 "file inspect --json --policy @/none.conf @/notes.txt",
	 NULL,
	 0,
	 "\"class\":\"text\",\"size\":5"},
	{"clean-for-people", "file inspect --policy @/none.conf @/notes.txt", NULL, 0, "sha256"},
	{"liar",
	 "file inspect --json --policy @/none.conf @/liar.jpg",
	 NULL,
	 1,
	 "\"code\":\"file.contradicts\""},
	{"pipe",
	 "file inspect --json --policy @/none.conf @/pipe",
	 NULL,
	 3,
	 "\"failure\":\"no regular file\""},
	{"link",
	 "file inspect --json --policy @/none.conf @/link",
	 NULL,
	 3,
	 "which is not followed"},
	{"missing",
	 "file inspect --json --policy @/none.conf @/nothing",
	 NULL,
	 3,
	 "\"inspection\":\"failed\""},
	{"several",
	 "file inspect --json --policy @/none.conf @/notes.txt @/liar.jpg",
	 NULL,
	 1,
	 "liar.jpg"},
	{"no-file", "file inspect", NULL, 2, ""},
	{"scan-clean", "file scan --policy @/scan.conf @/notes.txt", NULL, 0, "notes.txt: clean"},
	{"scan-infected",
	 "file scan --json --policy @/scan.conf @/liar.jpg",
	 NULL,
	 1,
	 "\"result\":\"infected\""},
	{"scan-nobody", "file scan --policy @/none.conf @/notes.txt", NULL, 3, ": none"},
	{"scan-pipe", "file scan --policy @/scan.conf @/pipe", NULL, 3, "no regular file"},
	{"judge-bytes",
	 "judge --policy @/none.conf",
	 JUDGE("\"name\":\"holiday.jpg\",\"path\":\"@/liar.jpg\""),
	 0,
	 "file.contradicts"},
	{"judge-name-alone",
	 "judge --policy @/none.conf",
	 JUDGE("\"name\":\"holiday.jpg\""),
	 0,
	 "\"action\":\"allow\""},
	{"judge-infected",
	 "judge --policy @/scan.conf",
	 JUDGE("\"name\":\"a.txt\",\"path\":\"@/liar.jpg\""),
	 0,
	 "\"action\":\"block\""},
	{"judge-pipe",
	 "judge --policy @/none.conf",
	 JUDGE("\"name\":\"a.txt\",\"path\":\"@/pipe\""),
	 0,
	 "file.not-inspected"},
	{"judge-path-alone",
	 "judge --policy @/none.conf",
	 JUDGE("\"path\":\"@/run.exe\""),
	 0,
	 "file.dangerous-type"},
};

typedef struct {
	char *folder;
} Folder;

static const struct {
	const char *name;
	const char *text;
} files[] = {
	{"none.conf", "[Files]\nScanner=none\n"},
	{"scan.conf", "[Files]\nScannerCommand=grep;-q;hello\n"},
	{"notes.txt", "hello"},
	{"liar.jpg", "<!DOCTYPE html><html><body>x</body></html>"},
	{"run.exe", "x"},
};

static const char *const others[] = {"pipe", "link"};

static char *
put_folder(const char *text, const char *folder)
{
	g_auto(GStrv) parts = g_strsplit(text, "@/", -1);
	g_autofree char *with_slash = g_strconcat(folder, "/", NULL);

	return g_strjoinv(with_slash, parts);
}

static void
set_up(Folder *fixture, gconstpointer data)
{
	g_autofree char *target = NULL;

	fixture->folder = g_dir_make_tmp("warden-test-XXXXXX", NULL);
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(fixture->folder, files[i].name, NULL);

		g_assert_true(g_file_set_contents(path, files[i].text, -1, NULL));
	}
	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		g_autofree char *path = g_build_filename(fixture->folder, others[i], NULL);

		g_assert_cmpint(i == 0 ? mkfifo(path, 0600) : symlink("notes.txt", path), ==, 0);
	}
}

static void
tear_down(Folder *fixture, gconstpointer data)
{
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(fixture->folder, files[i].name, NULL);

		(void)g_unlink(path);
	}
	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		g_autofree char *path = g_build_filename(fixture->folder, others[i], NULL);

		(void)g_unlink(path);
	}
	(void)g_rmdir(fixture->folder);
	g_free(fixture->folder);
}

static void
test_case(Folder *fixture, gconstpointer data)
{
	const Case *row = data;
	g_autofree char *tool =
		g_test_build_filename(G_TEST_BUILT, "..", "plugin", "ctl", "wardenctl", NULL);
	g_autofree char *line = put_folder(row->arguments, fixture->folder);
	g_autofree char *input =
		row->input == NULL ? NULL : put_folder(row->input, fixture->folder);
	g_autofree char *whole = g_strconcat(tool, " ", line, NULL);
	g_auto(GStrv) words = g_strsplit(whole, " ", -1);
	g_autoptr(GError) error = NULL;
	g_autoptr(GSubprocess) process =
		g_subprocess_newv((const char *const *)words,
				  G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
					  G_SUBPROCESS_FLAGS_STDERR_SILENCE,
				  &error);
	g_autofree char *out = NULL;

	g_assert_no_error(error);
	g_assert_true(g_subprocess_communicate_utf8(process, input, NULL, &out, NULL, NULL));
	g_assert_cmpint(g_subprocess_get_exit_status(process), ==, row->exit_status);
	if (strstr(out, row->out) == NULL)
		g_error("“%s” is not in: %s", row->out, out);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/ctl-file/", cases[i].name, NULL);

		g_test_add(path, Folder, &cases[i], set_up, test_case, tear_down);
	}
	return g_test_run();
}
