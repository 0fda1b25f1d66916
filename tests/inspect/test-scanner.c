/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands are real programs here; clamd is asked in tests/real. */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "inspect-fixture.h"
#include "inspect/wd-scanner.h"
#include "wd-rows.h"

typedef struct {
	WdScanResult result;
	char *name;
	char *reason;
	gboolean is_done;
} Answer;

static void
on_done(const WdScanAnswer *scan, gpointer data)
{
	Answer *answer = data;

	answer->result = scan->result;
	answer->name = g_strdup(scan->name);
	answer->reason = g_strdup(scan->reason);
	answer->is_done = TRUE;
}

static void
ask(const WdScannerSettings *settings, const char *text, Answer *answer)
{
	g_autoptr(WdScanner) scanner = wd_scanner_new(settings);
	int fd = wd_test_file(text, strlen(text));

	(void)wd_scanner_scan(scanner, fd, on_done, answer);
	(void)close(fd);
	g_assert_false(answer->is_done);
	while (!answer->is_done)
		(void)g_main_context_iteration(NULL, TRUE);
}

static void
clear(Answer *answer)
{
	g_free(answer->name);
	g_free(answer->reason);
}

typedef struct {
	const char *name;
	const char *command[4];
	const char *text;
	WdScanResult result;
	const char *virus;
} Case;

static const Case cases[] = {
	{"clean", {"grep", "-q", "harmless"}, "harmless", WD_SCAN_CLEAN, NULL},
	{"infected", {"grep", "-q", "harmless"}, "other", WD_SCAN_INFECTED, NULL},
	{"named",
	 {"sh", "-c", "echo 'stdin: Bad.Thing FOUND'; exit 1"},
	 "x",
	 WD_SCAN_INFECTED,
	 "Bad.Thing"},
	{"missing", {"/nonexistent/scanner"}, "x", WD_SCAN_FAILED, NULL},
	{"odd-status", {"sh", "-c", "exit 3"}, "x", WD_SCAN_FAILED, NULL},
	{"killed", {"sh", "-c", "kill -9 $$"}, "x", WD_SCAN_FAILED, NULL},
	{"talkative", {"sh", "-c", "yes | head -c 300000"}, "x", WD_SCAN_CLEAN, NULL},
	{"not-a-shell-word", {"test", "-z", "; exit 1"}, "x", WD_SCAN_INFECTED, NULL},
};

static void
test_command(gconstpointer data)
{
	const Case *row = data;
	const WdScannerSettings settings = {
		.address = "", .command = row->command, .timeout_ms = 20000};
	Answer answer = {0};

	ask(&settings, row->text, &answer);
	g_assert_cmpint(answer.result, ==, row->result);
	g_assert_cmpstr(answer.name, ==, row->virus);
	clear(&answer);
}

static void
test_command_too_slow(void)
{
	static const char *const command[] = {"sh", "-c", "exec tail -f /dev/null", NULL};
	const WdScannerSettings settings = {.address = "", .command = command, .timeout_ms = 50};
	Answer answer = {0};

	ask(&settings, "x", &answer);
	g_assert_cmpint(answer.result, ==, WD_SCAN_FAILED);
	clear(&answer);
}

static void
test_none(void)
{
	const WdScannerSettings settings = {.address = ""};
	Answer answer = {0};

	ask(&settings, "x", &answer);
	g_assert_cmpint(answer.result, ==, WD_SCAN_NONE);
	clear(&answer);
}

static void
test_absent(gconstpointer data)
{
	const WdScannerSettings settings = {.address = data, .timeout_ms = 5000};
	Answer answer = {0};

	ask(&settings, "x", &answer);
	g_assert_cmpint(answer.result, ==, WD_SCAN_FAILED);
	g_assert_nonnull(answer.reason);
	clear(&answer);
}

static void
test_too_long(void)
{
	const WdScannerSettings settings = {
		.address = "/nonexistent", .max_bytes = 3, .timeout_ms = 5000};
	Answer answer = {0};

	ask(&settings, "four", &answer);
	g_assert_cmpint(answer.result, ==, WD_SCAN_FAILED);
	g_assert_cmpstr(answer.reason, ==, "4 bytes are more than the scanner takes");
	clear(&answer);
}

/* The inspector, and whoever else has the file open, must not move the scanner's place in it. */
static void
test_own_place(void)
{
	g_autofree char *folder = g_dir_make_tmp("warden-test-XXXXXX", NULL);
	g_autofree char *started = g_build_filename(folder, "started", NULL);
	g_autofree char *go = g_build_filename(folder, "go", NULL);
	const char *const command[] = {
		"sh",
		"-c",
		": >\"$0/started\"; until [ -e \"$0/go\" ]; do :; done; exec grep -q harmless",
		folder,
		NULL};
	const WdScannerSettings settings = {.address = "", .command = command, .timeout_ms = 20000};
	g_autoptr(WdScanner) scanner = wd_scanner_new(&settings);
	int fd = wd_test_file("harmless", 8);
	Answer answer = {0};

	(void)wd_scanner_scan(scanner, fd, on_done, &answer);
	while (!g_file_test(started, G_FILE_TEST_EXISTS))
		(void)g_main_context_iteration(NULL, FALSE);
	g_assert_cmpint(lseek(fd, 0, SEEK_END), ==, 8);
	g_assert_true(g_file_set_contents(go, "", 0, NULL));
	while (!answer.is_done)
		(void)g_main_context_iteration(NULL, TRUE);
	g_assert_cmpint(answer.result, ==, WD_SCAN_CLEAN);
	(void)close(fd);
	(void)unlink(started);
	(void)unlink(go);
	(void)rmdir(folder);
	clear(&answer);
}

static void
on_never(const WdScanAnswer *answer, gpointer data)
{
	g_assert_not_reached();
}

static void
test_cancel(void)
{
	static const char *const command[] = {"sh", "-c", "exec tail -f /dev/null", NULL};
	const WdScannerSettings settings = {
		.address = "", .command = command, .timeout_ms = 60000, .max_at_once = 1};
	WdScanner *scanner = wd_scanner_new(&settings);
	int fd = wd_test_file("x", 1);
	WdScannerJob *first = wd_scanner_scan(scanner, fd, on_never, NULL);
	WdScannerJob *second = wd_scanner_scan(scanner, fd, on_never, NULL);

	(void)g_main_context_iteration(NULL, FALSE);
	wd_scanner_cancel(second);
	wd_scanner_cancel(first);
	(void)wd_scanner_scan(scanner, fd, on_never, NULL);
	(void)close(fd);
	wd_scanner_free(scanner);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/scanner/command/", cases, test_command);
	g_test_add_func("/scanner/command-too-slow", test_command_too_slow);
	g_test_add_func("/scanner/own-place", test_own_place);
	g_test_add_func("/scanner/none", test_none);
	g_test_add_data_func("/scanner/absent/socket", "/nonexistent/clamd.ctl", test_absent);
	g_test_add_data_func("/scanner/absent/port", "127.0.0.1:1", test_absent);
	g_test_add_data_func("/scanner/absent/port6", "[::1]:1", test_absent);
	g_test_add_data_func("/scanner/absent/nonsense", "127.0.0.1:nonsense", test_absent);
	g_test_add_func("/scanner/too-long", test_too_long);
	g_test_add_func("/scanner/cancel", test_cancel);
	return g_test_run();
}
