/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect/wd-scan-reply.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *raw;
	WdScanResult result;
	const char *virus;
	const char *reason;
} Case;

static const Case cases[] = {
	{"clean", "stream: OK", WD_SCAN_CLEAN, NULL, NULL},
	{"clean-descriptor", "fd[12]: OK\n", WD_SCAN_CLEAN, NULL, NULL},
	{"found",
	 "stream: Eicar-Test-Signature FOUND",
	 WD_SCAN_INFECTED,
	 "Eicar-Test-Signature",
	 NULL},
	{"found-odd-name", "fd[7]: a\u202eb: c FOUND", WD_SCAN_INFECTED, "a[U+202E]b: c", NULL},
	{"error",
	 "INSTREAM size limit exceeded. ERROR",
	 WD_SCAN_FAILED,
	 NULL,
	 "INSTREAM size limit exceeded. ERROR"},
	{"empty", "", WD_SCAN_FAILED, NULL, "an empty answer"},
	{"other-server", "220 mail.example ESMTP", WD_SCAN_FAILED, NULL, "220 mail.example ESMTP"},
	{"bare-ok", "OK", WD_SCAN_FAILED, NULL, "OK"},
	{"ok-in-a-name", "stream: OK FOUND", WD_SCAN_INFECTED, "OK", NULL},
	{"bare-found", " FOUND", WD_SCAN_FAILED, NULL, "FOUND"},
	{"second-line", "stream: X ERROR\nstream: OK", WD_SCAN_FAILED, NULL, "stream: X ERROR"},
	{"not-text", "\xff\xfe: OK", WD_SCAN_CLEAN, NULL, NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_auto(WdScanReply) reply = {0};

	wd_scan_reply_parse(row->raw, strlen(row->raw), &reply);
	g_assert_cmpint(reply.result, ==, row->result);
	g_assert_cmpstr(reply.name, ==, row->virus);
	g_assert_cmpstr(reply.reason, ==, row->reason);
}

typedef struct {
	const char *name;
	const char *raw;
	const char *engine;
	gint64 signatures_ms;
} Version;

static const Version versions[] = {
	{"official", "ClamAV 1.4.3/27500/Fri Jan  3 10:22:11 2025", "ClamAV 1.4.3", 1735862400000},
	{"no-database", "ClamAV 1.4.3", "ClamAV 1.4.3", -1},
	{"no-date", "ClamAV 1.4.3/27500/", "ClamAV 1.4.3", -1},
	{"wrong-date", "ClamAV 1.4.3/1/Fri Foo 99 10:22:11 2025", "ClamAV 1.4.3", -1},
	{"between-months", "ClamAV 1.4.3/1/Fri anF 3 10:22:11 2025", "ClamAV 1.4.3", -1},
	{"day-too-large", "ClamAV 1.4.3/1/Fri Feb 31 10:22:11 2025", "ClamAV 1.4.3", -1},
	{"empty", "", "", -1},
};

static void
test_version(gconstpointer data)
{
	const Version *row = data;
	g_auto(WdScanReply) reply = {0};

	wd_scan_reply_parse_version(row->raw, strlen(row->raw), &reply);
	g_assert_cmpstr(reply.engine, ==, row->engine);
	g_assert_cmpint(reply.signatures_ms, ==, row->signatures_ms);
}

static const Case commands[] = {
	{"clean", "all well\n\n0\n", WD_SCAN_CLEAN, NULL, NULL},
	{"infected", "stdin: Eicar FOUND\n\n1\n", WD_SCAN_INFECTED, "Eicar", NULL},
	{"infected-silent", "\n1\n", WD_SCAN_INFECTED, NULL, NULL},
	{"own-code", "\n9\n", WD_SCAN_INFECTED, NULL, NULL},
	{"other-code", "\n127\n", WD_SCAN_FAILED, NULL, "the scanner command ended with 127"},
	{"nothing", "", WD_SCAN_FAILED, NULL, "the scanner command ended with nothing"},
};

static void
test_command(gconstpointer data)
{
	static const char *const infected[] = {"1", "9", NULL};
	const Case *row = data;
	g_auto(WdScanReply) reply = {0};

	wd_scan_reply_parse_command(row->raw, strlen(row->raw), NULL, infected, &reply);
	g_assert_cmpint(reply.result, ==, row->result);
	g_assert_cmpstr(reply.name, ==, row->virus);
	g_assert_cmpstr(reply.reason, ==, row->reason);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/scan-reply/clamd/", cases, test_case);
	WD_ADD_ROWS("/scan-reply/version/", versions, test_version);
	WD_ADD_ROWS("/scan-reply/command/", commands, test_command);
	return g_test_run();
}
