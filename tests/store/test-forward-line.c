/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "store/wd-audit-line.h"
#include "store/wd-forward-line.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define TAIL                                                                                       \
	",\"policy\":\"sha256:00\",\"plugin\":\"0.1.0\",\"prev\":\"" ZEROS                         \
	"\",\"mac\":\"00112233445566778899aabbccddeeff\"}"
#define LINE(host, event, reason)                                                                  \
	"{\"v\":1,\"seq\":4711,\"ts\":\"2026-11-22T03:00:00.123Z\",\"host\":\"" host               \
	"\",\"uid\":1000,\"sess\":\"3d1219c7c4c5\",\"ev\":\"" event                                \
	"\",\"sev\":\"warning\",\"outcome\":\"failure\"" reason TAIL

static const char plain[] = LINE("ws01", "msg.send.blocked", ",\"reason\":\"leak.card\"");

static char *
format(WdTargetKind kind, const char *raw)
{
	const WdForwardStyle style = {.kind = kind, .enterprise_number = 32473, .pid = 42};
	GString *out = g_string_new("left over");
	WdAuditLine line;

	g_assert_true(wd_audit_line_parse(raw, strlen(raw), &line, NULL));
	wd_forward_line_format(out, &style, raw, strlen(raw));
	return g_string_free(out, FALSE);
}

static void
test_rfc5424(void)
{
	g_autofree char *out = format(WD_TARGET_UDP, plain);
	g_autofree char *expected = g_strconcat(
		"<84>1 2026-11-22T03:00:00.123Z ws01 warden 3d1219c7c4c5 msg.send.blocked "
		"[warden@32473 seq=\"4711\" uid=\"1000\" outcome=\"failure\" reason=\"leak.card\" "
		"prev=\"" ZEROS "\" mac=\"00112233445566778899aabbccddeeff\"] ",
		plain,
		NULL);

	g_assert_cmpstr(out, ==, expected);
}

static void
test_counted_octets(void)
{
	g_autofree char *datagram = format(WD_TARGET_UDP, plain);
	g_autofree char *frame = format(WD_TARGET_TCP, plain);
	g_autofree char *expected =
		g_strdup_printf("%" G_GSIZE_FORMAT " %s", strlen(datagram), datagram);

	g_assert_cmpstr(frame, ==, expected);
}

static void
test_mark_before_utf8(void)
{
	g_autofree char *out = format(WD_TARGET_UNIX, LINE("bü", "a.b", ""));

	g_assert_nonnull(strstr(out, "] \xef\xbb\xbf{\"v\":1"));
	g_assert_true(g_str_has_prefix(out, "<84>1 2026-11-22T03:00:00.123Z b?? warden "));
}

static void
test_hostile_words(void)
{
	g_autofree char *out = format(WD_TARGET_UDP,
				      LINE("a b] c",
					   "a.very.long.name.of.an.event.that.nobody.has",
					   ",\"reason\":\"]x\\u0022\\\\\""));

	g_assert_true(g_str_has_prefix(out,
				       "<84>1 2026-11-22T03:00:00.123Z a?b]?c warden 3d1219c7c4c5 "
				       "a.very.long.name.of.an.event.tha [warden@32473 "));
	g_assert_nonnull(strstr(out, "reason=\"\\]x\\\\u0022\\\\\\\\\" prev="));
}

static void
test_syslog(void)
{
	g_autofree char *out = format(WD_TARGET_SYSLOG, plain);
	g_autofree char *end = g_strconcat(" warden[42]: @cee: ", plain, NULL);

	/* The zone is that of the computer. */
	g_assert_true(g_str_has_prefix(out, "<84>Nov 2"));
	g_assert_cmpuint(strlen(out), ==, strlen("<84>Nov 22 03:00:00") + strlen(end));
	g_assert_true(g_str_has_suffix(out, end));
}

static void
test_journald(void)
{
	g_autofree char *out = format(WD_TARGET_JOURNALD, plain);
	g_auto(GStrv) lines = g_strsplit(out, "\n", -1);
	g_autofree char *json = g_strconcat("WARDEN_JSON=", plain, NULL);

	g_assert_cmpstr(lines[0], ==, "MESSAGE=msg.send.blocked failure leak.card");
	g_assert_true(g_str_has_prefix(lines[1], "MESSAGE_ID="));
	g_assert_cmpuint(strlen(lines[1]), ==, strlen("MESSAGE_ID=") + 32);
	g_assert_cmpstr(lines[2], ==, "PRIORITY=4");
	g_assert_cmpstr(lines[3], ==, "SYSLOG_FACILITY=10");
	g_assert_cmpstr(lines[4], ==, "SYSLOG_IDENTIFIER=warden");
	g_assert_true(g_strv_contains((const char *const *)lines, "WARDEN_SEQ=4711"));
	g_assert_true(g_strv_contains((const char *const *)lines, "WARDEN_SESSION=3d1219c7c4c5"));
	g_assert_true(g_strv_contains((const char *const *)lines, "WARDEN_EVENT=msg.send.blocked"));
	g_assert_true(g_strv_contains((const char *const *)lines, json));
	g_assert_true(g_str_has_suffix(out, "}\n"));
}

static void
test_gap(void)
{
	g_autofree char *gap = wd_forward_line_make_gap(plain, strlen(plain), 4000, 4711);
	const WdForwardStyle style = {.kind = WD_TARGET_UDP, .enterprise_number = 1};
	g_autoptr(GString) out = g_string_new(NULL);

	g_assert_cmpstr(
		gap,
		==,
		"{\"v\":1,\"ts\":\"2026-11-22T03:00:00.123Z\",\"host\":\"ws01\",\"uid\":1000,"
		"\"sess\":\"3d1219c7c4c5\",\"ev\":\"audit.gap\",\"sev\":\"error\",\"outcome\":"
		"\"failure\",\"reason\":\"not-forwarded\",\"data\":{\"expected\":\"4000\","
		"\"found\":\"4711\"}}");
	wd_forward_line_format(out, &style, gap, strlen(gap));
	g_assert_true(g_str_has_prefix(
		out->str,
		"<83>1 2026-11-22T03:00:00.123Z ws01 warden 3d1219c7c4c5 audit.gap [warden@1 "
		"uid=\"1000\" outcome=\"failure\" reason=\"not-forwarded\"] {"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/forward-line/rfc5424", test_rfc5424);
	g_test_add_func("/forward-line/counted-octets", test_counted_octets);
	g_test_add_func("/forward-line/mark-before-utf8", test_mark_before_utf8);
	g_test_add_func("/forward-line/hostile-words", test_hostile_words);
	g_test_add_func("/forward-line/syslog", test_syslog);
	g_test_add_func("/forward-line/journald", test_journald);
	g_test_add_func("/forward-line/gap", test_gap);
	return g_test_run();
}
