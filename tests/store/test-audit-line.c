/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "engine/wd-error.h"
#include "store/wd-audit-line.h"

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEX32 "0123456789abcdef0123456789abcdef"
#define HEAD  "{\"v\":1,\"seq\":7,\"ev\":\"x.y\""
#define TAIL  ",\"prev\":\"" HEX64 "\",\"mac\":\"" HEX32 "\"}"

typedef struct {
	const char *name;
	const char *raw;
	gboolean is_line;
} ParseCase;

static const ParseCase parses[] = {
	{"smallest", HEAD TAIL, TRUE},
	{"between", HEAD ",\"a\":[{}],\"b\":true,\"c\":12" TAIL, TRUE},
	{"escapes", HEAD ",\"a\":\"\\\"}\\\\\"" TAIL, TRUE},
	{"event-again", HEAD ",\"ev\":\"other\"" TAIL, TRUE},
	{"empty", "", FALSE},
	{"brace", "{", FALSE},
	{"no-object", "[]", FALSE},
	{"no-version", "{\"seq\":7,\"ev\":\"x\"" TAIL, FALSE},
	{"other-version", "{\"v\":2,\"seq\":7,\"ev\":\"x\"" TAIL, FALSE},
	{"negative", "{\"v\":1,\"seq\":-7,\"ev\":\"x\"" TAIL, FALSE},
	{"number-too-large", "{\"v\":1,\"seq\":9223372036854775808,\"ev\":\"x\"" TAIL, FALSE},
	{"number-in-quotes", "{\"v\":1,\"seq\":\"7\",\"ev\":\"x\"" TAIL, FALSE},
	{"leading-member", "{\"a\":1,\"v\":1,\"seq\":7,\"ev\":\"x\"" TAIL, FALSE},
	{"no-event", "{\"v\":1,\"seq\":7" TAIL, FALSE},
	{"event-is-a-number", "{\"v\":1,\"seq\":7,\"ev\":1" TAIL, FALSE},
	{"white-space", "{ \"v\":1,\"seq\":7,\"ev\":\"x\"" TAIL, FALSE},
	{"space-at-the-end", HEAD TAIL " ", FALSE},
	{"two-objects", HEAD TAIL HEAD TAIL, FALSE},
	{"member-after-mac", HEAD ",\"prev\":\"" HEX64 "\",\"mac\":\"" HEX32 "\",\"a\":1}", FALSE},
	{"member-between-prev-and-mac",
	 HEAD ",\"prev\":\"" HEX64 "\",\"a\":1,\"mac\":\"" HEX32 "\"}",
	 FALSE},
	{"mac-before-prev", HEAD ",\"mac\":\"" HEX32 "\",\"prev\":\"" HEX64 "\"}", FALSE},
	{"short-prev", HEAD ",\"prev\":\"" HEX32 "\",\"mac\":\"" HEX32 "\"}", FALSE},
	{"upper-case",
	 HEAD ",\"prev\":\"" HEX64 "\",\"mac\":\"0123456789ABCDEF0123456789abcdef\"}",
	 FALSE},
	{"control-in-a-string", HEAD ",\"a\":\"\x01\"" TAIL, FALSE},
	{"not-utf8", HEAD ",\"a\":\"\xff\"" TAIL, FALSE},
	{"open-string", HEAD ",\"a\":\"", FALSE},
	{"open-escape", HEAD ",\"a\":\"\\", FALSE},
	{"too-deep", HEAD ",\"a\":[[[[[]]]]]" TAIL, FALSE},
};

static void
test_parse(gconstpointer data)
{
	const ParseCase *row = data;
	g_autoptr(GError) error = NULL;
	WdAuditLine line;

	g_assert_cmpint(
		wd_audit_line_parse(row->raw, strlen(row->raw), &line, &error), ==, row->is_line);
	if (!row->is_line) {
		g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
		return;
	}
	g_assert_no_error(error);
	g_assert_cmpuint(line.seq, ==, 7);
	g_assert_true(wd_audit_line_is(&line, "x.y"));
	g_assert_false(wd_audit_line_is(&line, "x"));
	g_assert_cmpmem(line.prev, 64, HEX64, 64);
	g_assert_cmpmem(line.mac, 32, HEX32, 32);
}

static void
test_too_long(void)
{
	g_autofree char *filler = g_strnfill(WD_AUDIT_MAX_LINE, 'a');
	g_autofree char *raw = g_strconcat(HEAD ",\"a\":\"", filler, "\"" TAIL, NULL);
	g_autoptr(GError) error = NULL;
	WdAuditLine line;

	g_assert_false(wd_audit_line_parse(raw, strlen(raw), &line, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
}

static void
test_data(void)
{
	static const char raw[] = HEAD ",\"data\":{\"k0\":\"AAAA\",\"n\":3,\"empty\":\"\"}" TAIL;
	WdAuditLine line;
	g_autofree char *k0 = NULL;
	g_autofree char *empty = NULL;

	g_assert_true(wd_audit_line_parse(raw, sizeof raw - 1, &line, NULL));
	k0 = wd_audit_line_get_datum(&line, "k0");
	empty = wd_audit_line_get_datum(&line, "empty");
	g_assert_cmpstr(k0, ==, "AAAA");
	g_assert_cmpstr(empty, ==, "");
	g_assert_null(wd_audit_line_get_datum(&line, "n"));
	g_assert_null(wd_audit_line_get_datum(&line, "missing"));
}

/* A known answer, worked out with Python's hashlib and hmac, so that another reader can check. */
static void
test_known_chain(void)
{
	WdAuditChain chain = {.seq = 5};
	const WdAuditOrigin origin = {"ws01", 1000, "3d1219c7c4c5", "sha256:00"};
	const WdAuditRecord record = {.event = "plugin.load", .time_ms = 1763780400123};
	g_autoptr(GString) line = g_string_new(NULL);
	g_autoptr(GString) body = g_string_new(NULL);
	WdAuditLine parsed;
	char mac[2 * WD_AUDIT_MAC_LEN + 1];

	for (guint i = 0; i < WD_AUDIT_KEY_LEN; i++)
		chain.key[i] = (guint8)i;
	wd_audit_chain_get_mac(&chain, "{\"v\":1}", 7, mac);
	g_assert_cmpstr(mac, ==, "0eb532c50e075d71e18454cc33194be4");
	wd_audit_chain_advance(&chain, "line", 4, FALSE);
	g_assert_cmpuint(chain.seq, ==, 6);
	wd_audit_chain_get_mac(&chain, "{\"v\":1}", 7, mac);
	g_assert_cmpstr(mac, ==, "68b2ea04f34b8bafc0b28fd3a752a011");
	wd_audit_chain_advance(&chain, "line", 4, TRUE);
	wd_audit_chain_get_mac(&chain, "{\"v\":1}", 7, mac);
	g_assert_cmpstr(mac, ==, "11193f5f4a6f14b5b34d605975f6090b");

	wd_audit_line_format(line, &chain, &origin, &record, NULL, 0);
	g_assert_true(wd_audit_line_parse(line->str, line->len, &parsed, NULL));
	g_assert_cmpuint(parsed.seq, ==, 7);
	wd_audit_line_get_body(line->str, &parsed, body);
	wd_audit_chain_get_mac(&chain, body->str, body->len, mac);
	g_assert_cmpmem(parsed.mac, 32, mac, 32);
	g_assert_true(g_str_has_prefix(
		line->str,
		"{\"v\":1,\"seq\":7,\"ts\":\"2025-11-22T03:00:00.123Z\",\"host\":\"ws01\""));
}

typedef struct {
	const char *name;
	gint64 time_ms;
	const char *text;
} TimeCase;

static const TimeCase times[] = {
	{"epoch", 0, "\"ts\":\"1970-01-01T00:00:00.000Z\""},
	{"before", -5, "\"ts\":\"1970-01-01T00:00:00.000Z\""},
	{"leap-day", 1709208000007, "\"ts\":\"2024-02-29T12:00:00.007Z\""},
	{"far", G_MAXINT64, "\"ts\":\"9999-12-31T23:59:59.999Z\""},
};

static void
test_time(gconstpointer data)
{
	const TimeCase *row = data;
	const WdAuditChain chain = {0};
	const WdAuditOrigin origin = {.host = "h", .run = "r"};
	const WdAuditRecord record = {.event = "e", .time_ms = row->time_ms};
	g_autoptr(GString) line = g_string_new(NULL);

	wd_audit_line_format(line, &chain, &origin, &record, NULL, 0);
	g_assert_nonnull(strstr(line->str, row->text));
}

typedef struct {
	const char *name;
	const char *filling; /* of every string, over and over */
} FullCase;

static const FullCase full[] = {
	{"letters", "a"},
	{"controls", "\x01"},
	{"quotes", "\""},
	{"turned-around", "\xe2\x80\xae"},
	{"no-utf8", "\xff"},
};

/* However long and whatever it is that stands in a record: the reader takes the line. */
static void
test_full(gconstpointer data)
{
	const FullCase *row = data;
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) line = g_string_new(NULL);
	g_autofree char *peer = NULL;
	WdAuditChain chain = {0};
	WdAuditLine parsed;

	while (text->len < 2 * WD_AUDIT_MAX_LINE)
		g_string_append(text, row->filling);
	wd_audit_line_format(line,
			     &chain,
			     &(WdAuditOrigin){.host = text->str, .run = text->str},
			     &(WdAuditRecord){.event = "plugin.refused",
					      .reason = text->str,
					      .protocol = text->str,
					      .account = text->str,
					      .peer = text->str},
			     &(WdAuditDatum){"plugin", text->str},
			     1);
	g_assert_true(wd_audit_line_parse(line->str, line->len, &parsed, NULL));
	peer = wd_audit_line_get_subject(line->str, line->len, "peer");
	g_assert_cmpuint(strlen(peer), <=, 256);
	g_assert_cmpuint(strlen(peer), >, 240);
}

/* Marks that turn text around are escaped, all of them. */
static void
test_marks(void)
{
	g_autoptr(GString) line = g_string_new(NULL);
	WdAuditChain chain = {0};

	wd_audit_line_format(line,
			     &chain,
			     &(WdAuditOrigin){.host = "h", .run = "r"},
			     &(WdAuditRecord){.event = "e", .peer = "\u061ca\u200fb\u202ec\u2067d"},
			     NULL,
			     0);
	g_assert_nonnull(strstr(line->str, "\"\\u061ca\\u200fb\\u202ec\\u2067d\""));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	for (guint i = 0; i < G_N_ELEMENTS(parses); i++) {
		g_autofree char *path = g_strconcat("/audit-line/parse/", parses[i].name, NULL);

		g_test_add_data_func(path, &parses[i], test_parse);
	}
	for (guint i = 0; i < G_N_ELEMENTS(times); i++) {
		g_autofree char *path = g_strconcat("/audit-line/time/", times[i].name, NULL);

		g_test_add_data_func(path, &times[i], test_time);
	}
	g_test_add_func("/audit-line/parse/too-long", test_too_long);
	for (guint i = 0; i < G_N_ELEMENTS(full); i++) {
		g_autofree char *path = g_strconcat("/audit-line/full/", full[i].name, NULL);

		g_test_add_data_func(path, &full[i], test_full);
	}
	g_test_add_func("/audit-line/marks", test_marks);
	g_test_add_func("/audit-line/data", test_data);
	g_test_add_func("/audit-line/known-chain", test_known_chain);
	return g_test_run();
}
