/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-audit-target.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	gboolean is_good;
	WdTargetKind kind;
	const char *host;
	guint port;
	const char *path;
} Case;

static const Case cases[] = {
	{"journald", "journald", TRUE, WD_TARGET_JOURNALD, NULL, 0, "/run/systemd/journal/socket"},
	{"syslog", "syslog", TRUE, WD_TARGET_SYSLOG, NULL, 0, "/dev/log"},
	{"tcp",
	 "rfc5424+tcp://log.corp.example:6514",
	 TRUE,
	 WD_TARGET_TCP,
	 "log.corp.example",
	 6514,
	 NULL},
	{"default-port", "rfc5424+tcp://log", TRUE, WD_TARGET_TCP, "log", 514, NULL},
	{"udp", "rfc5424+udp://192.0.2.1:514", TRUE, WD_TARGET_UDP, "192.0.2.1", 514, NULL},
	{"ipv6",
	 "rfc5424+udp://[2001:db8::1]:5140",
	 TRUE,
	 WD_TARGET_UDP,
	 "2001:db8::1",
	 5140,
	 NULL},
	{"ipv6-default-port", "rfc5424+tcp://[::1]", TRUE, WD_TARGET_TCP, "::1", 514, NULL},
	{"unix", "rfc5424+unix:/run/warden/log", TRUE, WD_TARGET_UNIX, NULL, 0, "/run/warden/log"},
	{"dev-log-cannot-parse-it", "rfc5424+unix:/dev/log", FALSE, 0, NULL, 0, NULL},
	{"journald-cannot-parse-it",
	 "rfc5424+unix:/run/systemd/journal/dev-log",
	 FALSE,
	 0,
	 NULL,
	 0,
	 NULL},
	{"relative-path", "rfc5424+unix:log", FALSE, 0, NULL, 0, NULL},
	{"long-path",
	 "rfc5424+unix:/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	 FALSE,
	 0,
	 NULL,
	 0,
	 NULL},
	{"mistyped", "jounrald", FALSE, 0, NULL, 0, NULL},
	{"capitals", "Journald", FALSE, 0, NULL, 0, NULL},
	{"no-scheme", "log.corp.example:514", FALSE, 0, NULL, 0, NULL},
	{"plain-tcp", "tcp://log:514", FALSE, 0, NULL, 0, NULL},
	{"no-host", "rfc5424+tcp://:514", FALSE, 0, NULL, 0, NULL},
	{"port-zero", "rfc5424+tcp://log:0", FALSE, 0, NULL, 0, NULL},
	{"port-high", "rfc5424+tcp://log:65536", FALSE, 0, NULL, 0, NULL},
	{"port-word", "rfc5424+tcp://log:syslog", FALSE, 0, NULL, 0, NULL},
	{"no-port", "rfc5424+tcp://log:", FALSE, 0, NULL, 0, NULL},
	{"bare-ipv6", "rfc5424+tcp://2001:db8::1", FALSE, 0, NULL, 0, NULL},
	{"open-bracket", "rfc5424+tcp://[::1", FALSE, 0, NULL, 0, NULL},
	{"behind-bracket", "rfc5424+tcp://[::1]x", FALSE, 0, NULL, 0, NULL},
	{"path-behind-host", "rfc5424+tcp://log/x", FALSE, 0, NULL, 0, NULL},
	{"user", "rfc5424+tcp://me@log", FALSE, 0, NULL, 0, NULL},
	{"space", "rfc5424+tcp://a b", FALSE, 0, NULL, 0, NULL},
	{"empty", "", FALSE, 0, NULL, 0, NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdAuditTarget) target = wd_audit_target_parse(row->text);

	if (!row->is_good) {
		g_assert_null(target);
		return;
	}
	g_assert_nonnull(target);
	g_assert_cmpint(target->kind, ==, row->kind);
	g_assert_cmpstr(target->text, ==, row->text);
	g_assert_cmpstr(target->host, ==, row->host);
	g_assert_cmpuint(target->port, ==, row->port);
	g_assert_cmpstr(target->path, ==, row->path);
	g_assert_cmpint(wd_audit_target_is_stream(target), ==, row->kind == WD_TARGET_TCP);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/audit-target/", cases, test_case);
	return g_test_run();
}
