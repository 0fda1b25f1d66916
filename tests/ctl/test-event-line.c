/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ctl/wd-event-line.h"
#include "engine/wd-error.h"

/* The required members, and what a row adds or spoils. */
#define REST                                                                                       \
	"\"direction\":\"in\",\"protocol\":\"prpl-jabber\",\"account\":\"me@a.example\","          \
	"\"peer\":\"x@b.example\",\"time_ms\":5"
#define LINE(more) "{\"kind\":\"im\"," REST more "}"

typedef struct {
	const char *name;
	const char *line;
	const char *expected; /* in the message */
} BadCase;

static const BadCase bad[] = {
	{"empty", "", "a JSON object"},
	{"no-json", "hello", "a JSON object"},
	{"array", "[1]", "a JSON object"},
	{"string", "\"im\"", "a JSON object"},
	{"cut", "{\"kind\":\"im\"", "a JSON object"},
	{"no-kind", "{" REST "}", "“kind”: expected it to be there"},
	{"kind-null", "{\"kind\":null," REST "}", "“kind”: expected it to be there"},
	{"kind-unknown", "{\"kind\":\"mail\"," REST "}", "“kind”: expected im, chat"},
	{"kind-number", "{\"kind\":1," REST "}", "“kind”: expected a string"},
	{"no-time",
	 "{\"kind\":\"im\",\"direction\":\"in\",\"protocol\":\"p\",\"account\":\"a\","
	 "\"peer\":\"b\"}",
	 "“time_ms”: expected it to be there"},
	{"time-string", LINE(",\"time_ms\":\"now\""), "“time_ms”: expected a whole number"},
	{"time-fraction", LINE(",\"time_ms\":1.5"), "“time_ms”: expected a whole number"},
	{"time-huge", LINE(",\"time_ms\":1e300"), "“time_ms”: expected a whole number"},
	{"direction", LINE(",\"direction\":\"inn\""), "“direction”: expected in or out"},
	{"known-string", LINE(",\"known\":\"true\""), "“known”: expected true or false"},
	{"text-number", LINE(",\"text\":1"), "“text”: expected a string"},
	{"encryption", LINE(",\"encryption\":\"rot13\""), "“encryption”: expected none"},
	{"file-string", LINE(",\"file\":\"a.exe\""), "“file”: expected an object"},
	{"file-size", LINE(",\"file\":{\"size\":\"big\"}"), "“size”: expected a whole number"},
	{"id-object", LINE(",\"id\":{}"), "“id”: expected a string or a number"},
	{"invalid-utf8", LINE(",\"text\":\"a\xff\""), "a JSON object"},
};

static gboolean
parse(const char *text, WdEventLine *line, GError **error)
{
	g_autoptr(WdEventLineParser) parser = wd_event_line_parser_new();
	g_autofree char *copy = g_strdup(text);

	return wd_event_line_parse(parser, copy, strlen(copy), line, error);
}

static void
test_bad(gconstpointer data)
{
	const BadCase *row = data;
	g_auto(WdEventLine) line = {0};
	g_autoptr(GError) error = NULL;

	g_assert_false(parse(row->line, &line, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_assert_nonnull(strstr(error->message, row->expected));
	g_assert_null(strchr(error->message, '\n'));
	g_assert_null(line.event);
}

static void
test_least(void)
{
	g_auto(WdEventLine) line = {0};
	g_autoptr(GError) error = NULL;

	g_assert_true(parse(LINE(""), &line, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(line.event->kind, ==, WD_EVENT_IM);
	g_assert_cmpuint(line.event->direction, ==, WD_DIRECTION_IN);
	g_assert_cmpstr(line.event->peer, ==, "x@b.example");
	g_assert_cmpstr(line.event->text, ==, "");
	g_assert_null(line.event->html);
	g_assert_cmpint(line.event->time_ms, ==, 5);
	g_assert_cmpint(line.event->file_size, ==, -1);
	g_assert_cmpuint(line.event->typed, ==, WD_TYPED_UNKNOWN);
	g_assert_cmpuint(line.event->encryption, ==, WD_ENCRYPTION_UNKNOWN);
	g_assert_false(line.is_known);
	g_assert_false(line.is_trusted);
	g_assert_false(line.has_wrote_first);
	g_assert_null(line.id);
}

static void
test_most(void)
{
	g_auto(WdEventLine) line = {0};
	g_autoptr(GError) error = NULL;

	g_assert_true(parse(
		LINE(",\"text\":\"t\",\"html\":\"<b>t</b>\",\"conversation\":\"c\",\"alias\":\"a\","
		     "\"known\":true,\"trusted\":true,\"i_wrote_first\":false,"
		     "\"typed\":false,\"encryption\":\"otr\",\"url\":\"http://u/\","
		     "\"link_text\":\"l\",\"client_version\":\"1\",\"id\":\"a\\\"b\","
		     "\"file\":{\"name\":\"n\",\"size\":12.0,\"path\":\"/p\"},"
		     "\"unknown\":[{}]"),
		&line,
		&error));
	g_assert_no_error(error);
	g_assert_cmpstr(line.event->html, ==, "<b>t</b>");
	g_assert_cmpstr(line.event->conversation, ==, "c");
	g_assert_cmpstr(line.event->peer_alias, ==, "a");
	g_assert_true(line.is_known && line.is_trusted && line.has_wrote_first);
	g_assert_false(line.wrote_first);
	g_assert_cmpuint(line.event->typed, ==, WD_TYPED_NO);
	g_assert_cmpuint(line.event->encryption, ==, WD_ENCRYPTION_OTR);
	g_assert_cmpstr(line.event->url, ==, "http://u/");
	g_assert_cmpstr(line.event->link_text, ==, "l");
	g_assert_cmpstr(line.event->client_version, ==, "1");
	g_assert_cmpstr(line.event->file_name, ==, "n");
	g_assert_cmpstr(line.event->file_path, ==, "/p");
	g_assert_cmpint(line.event->file_size, ==, 12);
	g_assert_cmpstr(line.id, ==, "\"a\\\"b\"");
}

static void
test_number_as_id(void)
{
	g_auto(WdEventLine) line = {0};

	g_assert_true(parse(LINE(",\"id\":42"), &line, NULL));
	g_assert_cmpstr(line.id, ==, "42");
}

/* What follows a nul must be judged as well. */
static void
test_nul_escape(void)
{
	g_auto(WdEventLine) line = {0};
	g_auto(WdEventLine) other = {0};

	g_assert_true(parse(LINE(",\"text\":\"hi\\u0000 there\""), &line, NULL));
	g_assert_cmpstr(line.event->text, ==, "hi\xef\xbf\xbd there");
	g_assert_true(parse(LINE(",\"text\":\"hi\\\\u0000\""), &other, NULL));
	g_assert_cmpstr(other.event->text, ==, "hi\\u0000");
}

static void
test_raw_nul(void)
{
	g_autoptr(WdEventLineParser) parser = wd_event_line_parser_new();
	char text[] = "{\"kind\":\0\"im\"}";
	g_auto(WdEventLine) line = {0};
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_event_line_parse(parser, text, sizeof text - 1, &line, &error));
	g_assert_cmpstr(error->message, ==, "a nul at byte 9");
}

/* json-glib would follow each bracket on the stack. */
static void
test_deep_nesting(void)
{
	g_autofree char *brackets = g_strnfill(1000000, '[');
	g_autofree char *text = g_strconcat("{\"x\":", brackets, NULL);
	g_auto(WdEventLine) line = {0};
	g_autoptr(GError) error = NULL;

	g_assert_false(parse(text, &line, &error));
	g_assert_nonnull(strstr(error->message, "too many brackets"));
	g_clear_error(&error);
	g_assert_true(parse(
		LINE(",\"text\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\""), &line, &error));
	g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *path = g_strconcat("/event-line/bad/", bad[i].name, NULL);

		g_test_add_data_func(path, &bad[i], test_bad);
	}
	g_test_add_func("/event-line/least", test_least);
	g_test_add_func("/event-line/most", test_most);
	g_test_add_func("/event-line/number-as-id", test_number_as_id);
	g_test_add_func("/event-line/nul-escape", test_nul_escape);
	g_test_add_func("/event-line/raw-nul", test_raw_nul);
	g_test_add_func("/event-line/deep-nesting", test_deep_nesting);
	return g_test_run();
}
