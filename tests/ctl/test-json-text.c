/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "ctl/wd-json-text.h"

typedef struct {
	const char *name;
	const char *text;
	const char *json;
} StringCase;

static const StringCase strings[] = {
	{"null", NULL, "null"},
	{"empty", "", "\"\""},
	{"plain", "abc", "\"abc\""},
	{"quotes", "a\"b\\c", "\"a\\\"b\\\\c\""},
	{"lines", "a\nb\r\tc", "\"a\\nb\\r\\tc\""},
	{"controls", "\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
	{"feeds", "\b\f", "\"\\b\\f\""},
	{"utf8", "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80", "\"gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80\""},
};

static void
test_string(gconstpointer data)
{
	const StringCase *row = data;
	g_autoptr(GString) json = g_string_new(NULL);
	g_autoptr(JsonNode) node = NULL;

	wd_json_text_string(json, row->text);
	g_assert_cmpstr(json->str, ==, row->json);
	node = json_from_string(json->str, NULL);
	if (row->text != NULL)
		g_assert_cmpstr(json_node_get_string(node), ==, row->text);
}

typedef struct {
	const char *name;
	gint64 number;
	const char *json;
} IntegerCase;

static const IntegerCase integers[] = {
	{"zero", 0, "0"},
	{"time", G_GINT64_CONSTANT(1795323600123), "1795323600123"},
	{"minus", -10, "-10"},
	{"largest", G_MAXINT64, "9223372036854775807"},
	{"smallest", G_MININT64, "-9223372036854775808"},
};

static void
test_integer(gconstpointer data)
{
	const IntegerCase *row = data;
	g_autoptr(GString) json = g_string_new(NULL);

	wd_json_text_integer(json, row->number);
	g_assert_cmpstr(json->str, ==, row->json);
}

static void
test_object(void)
{
	g_autoptr(GString) json = g_string_new("{");

	wd_json_text_member(json, "a", "b");
	wd_json_text_key(json, "n");
	wd_json_text_number(json, 0.5);
	wd_json_text_key(json, "o");
	g_string_append_c(json, '{');
	wd_json_text_member(json, "x", NULL);
	g_string_append(json, "}}");
	g_assert_cmpstr(json->str, ==, "{\"a\":\"b\",\"n\":0.5,\"o\":{\"x\":null}}");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(strings); i++) {
		g_autofree char *path = g_strconcat("/json-text/string/", strings[i].name, NULL);

		g_test_add_data_func(path, &strings[i], test_string);
	}
	for (guint i = 0; i < G_N_ELEMENTS(integers); i++) {
		g_autofree char *path = g_strconcat("/json-text/integer/", integers[i].name, NULL);

		g_test_add_data_func(path, &integers[i], test_integer);
	}
	g_test_add_func("/json-text/object", test_object);
	return g_test_run();
}
