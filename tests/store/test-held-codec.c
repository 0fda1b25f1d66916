/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-limits.h"
#include "store/wd-held-codec.h"

#define ID "00112233445566778899aabbccddeeff"

typedef struct {
	const char *name;
	WdEvent fields;
} RoundTripCase;

static const RoundTripCase round_trips[] = {
	{"im",
	 {.kind = WD_EVENT_IM,
	  .protocol = "prpl-jabber",
	  .account = "me@a.example",
	  .peer = "x@b.example",
	  .conversation = "x@b.example",
	  .text = "you won",
	  .html = "<b>you won</b>",
	  .file_size = -1,
	  .time_ms = 1700000000123}},
	{"outgoing-im", {.direction = WD_DIRECTION_OUT, .typed = WD_TYPED_YES, .text = "4111"}},
	{"link", {.kind = WD_EVENT_LINK, .url = "http://a.example/?q=\"'\\/", .link_text = "b"}},
	{"file",
	 {.kind = WD_EVENT_FILE,
	  .file_name = "invoice.pdf.exe",
	  .file_path = "/tmp/\xff\xfe name",
	  .file_replaces = "12.34.56.000000078",
	  .file_size = G_MAXINT64}},
	{"account", {.kind = WD_EVENT_ACCOUNT, .client_version = "Pidgin 2.14"}},
	{"named-by-the-server", {.text = "you won", .server_id = "28482-98726\"<&"}},
	{"encrypted", {.encryption = WD_ENCRYPTION_OMEMO, .typed = WD_TYPED_NO}},
	{"control-characters", {.text = "\x01\x1b[31m\x7f\n\t\"\\\b"}},
	{"bidi-and-wide", {.text = "\u202egpj.exe \U0001f600"}},
	{"invalid-utf8", {.text = "a\xff\xc0\xafz", .peer = "\xed\xa0\x80"}},
	{"before-1970", {.time_ms = -5}},
};

static WdHeld *
new_held(const WdEvent *fields)
{
	g_autoptr(WdEvent) event = wd_event_new(fields);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	wd_verdict_add(verdict, wd_finding_new("spim.text", WD_ACTION_HOLD, 5.5, 0, 4, "d\"e"));
	wd_verdict_add(verdict, wd_finding_new("link.ip", WD_ACTION_WARN, 2, 1, 3, NULL));
	return wd_held_new(ID, event, verdict, 42);
}

static void
assert_same_event(const WdEvent *a, const WdEvent *b)
{
	g_assert_cmpint(a->kind, ==, b->kind);
	g_assert_cmpint(a->direction, ==, b->direction);
	g_assert_cmpstr(a->protocol, ==, b->protocol);
	g_assert_cmpstr(a->account, ==, b->account);
	g_assert_cmpstr(a->peer, ==, b->peer);
	g_assert_cmpstr(a->conversation, ==, b->conversation);
	g_assert_cmpstr(a->text, ==, b->text);
	g_assert_cmpstr(a->html, ==, b->html);
	g_assert_cmpstr(a->url, ==, b->url);
	g_assert_cmpstr(a->link_text, ==, b->link_text);
	g_assert_cmpstr(a->file_name, ==, b->file_name);
	g_assert_cmpstr(a->file_path, ==, b->file_path);
	g_assert_cmpstr(a->file_replaces, ==, b->file_replaces);
	g_assert_cmpint(a->file_size, ==, b->file_size);
	g_assert_cmpstr(a->client_version, ==, b->client_version);
	g_assert_cmpstr(a->server_id, ==, b->server_id);
	g_assert_cmpint(a->encryption, ==, b->encryption);
	g_assert_cmpint(a->typed, ==, b->typed);
	g_assert_cmpint(a->time_ms, ==, b->time_ms);
}

static void
assert_same(const WdHeld *a, const WdHeld *b)
{
	g_assert_cmpstr(a->id, ==, b->id);
	assert_same_event(a->event, b->event);
	g_assert_cmpint(a->action, ==, b->action);
	g_assert_cmpfloat(a->score, ==, b->score);
	g_assert_cmpint(a->held_ms, ==, b->held_ms);
	g_assert_cmpuint(a->findings->len, ==, b->findings->len);
	for (guint i = 0; i < a->findings->len; i++) {
		const WdFinding *x = g_ptr_array_index(a->findings, i);
		const WdFinding *y = g_ptr_array_index(b->findings, i);

		g_assert_cmpstr(x->code, ==, y->code);
		g_assert_cmpint(x->action, ==, y->action);
		g_assert_cmpfloat(x->weight, ==, y->weight);
		g_assert_cmpuint(x->start, ==, y->start);
		g_assert_cmpuint(x->end, ==, y->end);
		g_assert_cmpstr(x->detail, ==, y->detail);
	}
}

static WdHeld *
parse(GBytes *bytes, GError **error)
{
	gsize len;
	const guint8 *raw = g_bytes_get_data(bytes, &len);

	return wd_held_codec_parse(raw, len, error);
}

static void
test_round_trip(gconstpointer data)
{
	const RoundTripCase *row = data;
	g_autoptr(WdHeld) held = new_held(&row->fields);
	g_autoptr(GBytes) bytes = wd_held_codec_format(held);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) again = parse(bytes, &error);

	g_assert_no_error(error);
	assert_same(held, again);
	g_assert_cmpint(again->state, ==, WD_HELD_WAITING);
	g_assert_cmpuint(again->n_repeats, ==, 0);
}

/* What everything at its bound takes, in the characters that JSON writes longest, still fits. */
static void
test_the_largest_event_fits(void)
{
	g_autofree char *text = g_strnfill(10 * 1024 * 1024, '\x01');
	g_autoptr(WdHeld) held = new_held(&(WdEvent){.kind = WD_EVENT_FILE,
						     .text = text,
						     .html = text,
						     .url = text,
						     .link_text = text,
						     .file_name = text,
						     .peer = text,
						     .account = text});
	g_autoptr(GBytes) bytes = wd_held_codec_format(held);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) again = parse(bytes, &error);

	g_assert_no_error(error);
	g_assert_cmpuint(g_bytes_get_size(bytes), <=, WD_HELD_CODEC_MAX_BYTES);
	g_assert_cmpuint(strlen(again->event->text), ==, WD_LIMIT_TEXT_BYTES);
	assert_same(held, again);
}

#define EVENT                                                                                      \
	"\"kind\":\"im\",\"direction\":\"in\",\"encryption\":\"none\",\"typed\":0,"                \
	"\"file_size\":-1,\"time_ms\":0"
#define HEAD  "\"v\":1,\"id\":\"" ID "\",\"action\":\"hold\",\"score\":1,\"held_ms\":0"
#define WHOLE HEAD "," EVENT ",\"findings\":"
#define ENTRY "{\"code\":\"a.b\",\"action\":\"note\",\"weight\":0,\"start\":1,\"end\":2"

typedef struct {
	const char *name;
	const char *raw;
	gint code; /* -1: parses */
} ParseCase;

static const ParseCase parse_cases[] = {
	{"smallest", "{" WHOLE "[]}", -1},
	{"ignores-unknown-members", "{\"x\":[{}]," WHOLE "[]}", -1},
	{"one-finding", "{" WHOLE "[" ENTRY "}]}", -1},
	{"empty", "", WD_ERROR_MALFORMED},
	{"space", "  ", WD_ERROR_MALFORMED},
	{"array", "[]", WD_ERROR_MALFORMED},
	{"number", "7", WD_ERROR_MALFORMED},
	{"cut", "{" WHOLE "[]", WD_ERROR_MALFORMED},
	{"invalid-utf8", "{" WHOLE "[],\"text\":\"\xff\"}", WD_ERROR_MALFORMED},
	{"newer-format", "{\"v\":2}", WD_ERROR_UNSUPPORTED},
	{"no-format", "{" EVENT "}", WD_ERROR_MALFORMED},
	{"no-findings", "{" HEAD "," EVENT "}", WD_ERROR_MALFORMED},
	{"findings-is-an-object", "{" WHOLE "{}}", WD_ERROR_MALFORMED},
	{"finding-is-a-number", "{" WHOLE "[1]}", WD_ERROR_MALFORMED},
	{"finding-without-code", "{" WHOLE "[{\"action\":\"note\"}]}", WD_ERROR_MALFORMED},
	{"text-is-a-number", "{" WHOLE "[],\"text\":1}", WD_ERROR_MALFORMED},
	{"text-is-null", "{" WHOLE "[],\"text\":null}", WD_ERROR_MALFORMED},
	{"path-with-a-nul", "{" WHOLE "[],\"file_path\":\"AAAA\"}", WD_ERROR_MALFORMED},
	{"short-id", "{\"v\":1,\"id\":\"00\"}", WD_ERROR_MALFORMED},
	{"path-as-id",
	 "{\"v\":1,\"id\":\"../../../../../../../../etc/passwd\"}",
	 WD_ERROR_MALFORMED},
	{"unknown-action", "{\"v\":1,\"id\":\"" ID "\",\"action\":\"shout\"}", WD_ERROR_MALFORMED},
	{"comment", "{/*\"*/" WHOLE "[]}", WD_ERROR_MALFORMED},
	{"single-quotes", "{'x':1," WHOLE "[]}", WD_ERROR_MALFORMED},
	{"nested", "{" WHOLE "[[[[]]]]}", WD_ERROR_MALFORMED},
	{"code-with-a-space",
	 "{" WHOLE "[{\"code\":\"a b\",\"action\":\"note\",\"weight\":0,"
	 "\"start\":1,\"end\":2}]}",
	 WD_ERROR_MALFORMED},
	{"range-backwards",
	 "{" WHOLE "[{\"code\":\"a\",\"action\":\"note\",\"weight\":0,"
	 "\"start\":2,\"end\":1}]}",
	 WD_ERROR_MALFORMED},
	{"range-negative",
	 "{" WHOLE "[{\"code\":\"a\",\"action\":\"note\",\"weight\":0,"
	 "\"start\":-2,\"end\":1}]}",
	 WD_ERROR_MALFORMED},
};

static void
test_parse(gconstpointer data)
{
	const ParseCase *row = data;
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) held =
		wd_held_codec_parse((const guint8 *)row->raw, strlen(row->raw), &error);

	if (row->code == -1) {
		g_assert_no_error(error);
		g_assert_nonnull(held);
	} else {
		g_assert_error(error, WD_ERROR, row->code);
		g_assert_null(held);
	}
}

static void
test_refuses_what_is_too_long(void)
{
	gsize len = WD_HELD_CODEC_MAX_BYTES + 1;
	g_autofree char *raw = g_strnfill(len, ' ');
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_held_codec_parse((const guint8 *)raw, len, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
}

static void
test_refuses_a_nul(void)
{
	static const char raw[] = "{" WHOLE "[]}\0";
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_held_codec_parse((const guint8 *)raw, sizeof raw - 1, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

typedef struct {
	const char *name;
	double score;
	double read;
} NumberCase;

static const NumberCase numbers[] = {
	{"exact", 7.5, 7.5},
	{"rounded", 0.1, 102.0 / 1024},
	{"tiny", 1e-10, 0},  /* found by fuzz-held-codec */
	{"huge", 6e17, 1e9}, /* found by fuzz-held-codec */
	{"infinite", HUGE_VAL, 1e9},
	{"negative", -2.25, -2.25},
	{"smallest-step", 1.0 / 1024, 1.0 / 1024},
	{"all-its-digits", -1023.0 / 1024, -1023.0 / 1024},
	{"large", 123456789 + 1023.0 / 1024, 123456789 + 1023.0 / 1024},
	{"not-a-number", NAN, 0},
};

static void
test_number(gconstpointer data)
{
	const NumberCase *row = data;
	g_autoptr(WdHeld) held = new_held(&round_trips[0].fields);
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(WdHeld) again = NULL;
	g_autoptr(GError) error = NULL;

	held->score = row->score;
	bytes = wd_held_codec_format(held);
	again = parse(bytes, &error);
	g_assert_no_error(error);
	g_assert_cmpfloat(again->score, ==, row->read);
}

/* As printf() would write it, wherever that writes no exponent. */
static void
test_number_text(void)
{
	g_autoptr(WdHeld) held = new_held(&round_trips[0].fields);

	for (gint i = -3000; i < 300000; i += 7) {
		char text[G_ASCII_DTOSTR_BUF_SIZE];
		g_autofree char *wanted = NULL;
		g_autoptr(GBytes) bytes = NULL;

		held->score = i == 0 ? 0 : i / 1024.0;
		bytes = wd_held_codec_format(held);
		(void)g_ascii_formatd(text, sizeof text, "%.17g", held->score);
		wanted = g_strdup_printf("\"score\":%s,", text);
		g_assert_nonnull(g_strstr_len(
			g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), wanted));
	}
}

/* A million brackets hidden behind a quote in single quotes must not reach a recursive parser. */
static void
test_survives_deep_nesting(void)
{
	g_autoptr(GString) raw = g_string_new("['\"',");
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < 1000000; i++)
		g_string_append_c(raw, '[');
	g_assert_null(wd_held_codec_parse((const guint8 *)raw->str, raw->len, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

/* Every prefix is refused, every changed byte is refused or gives a value that formats again. */
static void
test_every_cut_and_change(void)
{
	g_autoptr(WdHeld) held = new_held(&round_trips[0].fields);
	g_autoptr(GBytes) bytes = wd_held_codec_format(held);
	gsize len;
	const guint8 *raw = g_bytes_get_data(bytes, &len);
	g_autofree guint8 *copy = g_memdup2(raw, len);

	for (gsize i = 0; i < len; i++) {
		g_autoptr(WdHeld) cut = wd_held_codec_parse(raw, i, NULL);
		g_autoptr(WdHeld) changed = NULL;

		g_assert_null(cut);
		copy[i] ^= 0x11;
		changed = wd_held_codec_parse(copy, len, NULL);
		copy[i] ^= 0x11;
		if (changed != NULL) {
			g_autoptr(GBytes) formatted = wd_held_codec_format(changed);
			g_autoptr(WdHeld) again = parse(formatted, NULL);

			assert_same(changed, again);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(round_trips); i++) {
		g_autofree char *path =
			g_strconcat("/held-codec/round-trip/", round_trips[i].name, NULL);

		g_test_add_data_func(path, &round_trips[i], test_round_trip);
	}
	for (guint i = 0; i < G_N_ELEMENTS(parse_cases); i++) {
		g_autofree char *path =
			g_strconcat("/held-codec/parse/", parse_cases[i].name, NULL);

		g_test_add_data_func(path, &parse_cases[i], test_parse);
	}
	g_test_add_func("/held-codec/number-text", test_number_text);
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autofree char *path = g_strconcat("/held-codec/number/", numbers[i].name, NULL);

		g_test_add_data_func(path, &numbers[i], test_number);
	}
	g_test_add_func("/held-codec/largest-event-fits", test_the_largest_event_fits);
	g_test_add_func("/held-codec/too-long", test_refuses_what_is_too_long);
	g_test_add_func("/held-codec/nul", test_refuses_a_nul);
	g_test_add_func("/held-codec/deep-nesting", test_survives_deep_nesting);
	g_test_add_func("/held-codec/every-cut-and-change", test_every_cut_and_change);
	return g_test_run();
}
