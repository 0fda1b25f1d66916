/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "ctl/wd-verdict-line.h"

static void
test_allowed(void)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(GString) json = g_string_new(NULL);

	wd_verdict_line_append_json(json, verdict, NULL);
	g_assert_cmpstr(
		json->str, ==, "{\"action\":\"allow\",\"score\":0,\"findings\":[],\"links\":[]}\n");
}

static WdVerdict *
full_verdict(void)
{
	WdVerdict *verdict = wd_verdict_new();
	WdLinkReport *link = wd_verdict_add_link(verdict, "http://a\"b/");

	link->risk = WD_RISK_DANGEROUS;
	link->host = g_strdup("a.example");
	g_ptr_array_add(link->codes, (gpointer) "link.lookalike-host");
	g_ptr_array_add(link->codes, (gpointer) "link.userinfo");
	(void)wd_verdict_add_link(verdict, "not-a-link"); /* stays as it is: no host */
	wd_verdict_add(verdict, wd_finding_new("spim.text", WD_ACTION_HOLD, 5.5, 0, 41, NULL));
	wd_verdict_add(verdict, wd_finding_new("leak.card", WD_ACTION_WARN, 2, 3, 9, "1111"));
	verdict->spim_probability = 0.993;
	verdict->redacted = g_strdup("****\n1111");
	return verdict;
}

static void
test_full(void)
{
	g_autoptr(WdVerdict) verdict = full_verdict();
	g_autoptr(GString) json = g_string_new(NULL);
	g_autoptr(JsonNode) root = NULL;
	JsonObject *object;
	JsonObject *finding;
	JsonObject *link;

	wd_verdict_line_append_json(json, verdict, "\"x\"");
	g_assert_true(strchr(json->str, '\n') == json->str + json->len - 1);
	root = json_from_string(json->str, NULL);
	object = json_node_get_object(root);
	g_assert_cmpstr(json_object_get_string_member(object, "id"), ==, "x");
	g_assert_cmpstr(json_object_get_string_member(object, "action"), ==, "hold");
	g_assert_cmpfloat(json_object_get_double_member(object, "score"), ==, 7.5);
	g_assert_cmpstr(json_object_get_string_member(object, "redacted"), ==, "****\n1111");
	finding =
		json_array_get_object_element(json_object_get_array_member(object, "findings"), 0);
	g_assert_cmpstr(json_object_get_string_member(finding, "code"), ==, "spim.text");
	g_assert_cmpint(json_object_get_int_member(finding, "end"), ==, 41);
	g_assert_cmpuint(strlen(json_object_get_string_member(finding, "why")), >, 20);
	link = json_array_get_object_element(json_object_get_array_member(object, "links"), 0);
	g_assert_cmpstr(json_object_get_string_member(link, "url"), ==, "http://a\"b/");
	g_assert_cmpstr(json_object_get_string_member(link, "risk"), ==, "dangerous");
	g_assert_cmpuint(json_array_get_length(json_object_get_array_member(link, "codes")), ==, 2);
	link = json_array_get_object_element(json_object_get_array_member(object, "links"), 1);
	g_assert_true(json_object_get_null_member(link, "host"));
	object = json_object_get_object_member(object, "spim");
	g_assert_cmpfloat(json_object_get_double_member(object, "probability"), ==, 0.993);
}

/* A peer's name must not forge a line of its own. */
static void
test_text(void)
{
	g_autoptr(WdVerdict) verdict = full_verdict();
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = "x\nallow: im in"});
	g_autoptr(GString) text = g_string_new(NULL);

	wd_verdict_line_append_text(text, verdict, event);
	g_assert_true(g_str_has_prefix(text->str, "hold: im in, “x allow: im in”\n"));
	g_assert_nonnull(strstr(text->str, "\n    spim.text: "));
	g_assert_nonnull(strstr(text->str, "-> a.example (dangerous)\n"));
}

/* Nor may a link write on the terminal what it likes. */
static void
test_link(void)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = "zoë\033[2J@a.example"});
	g_autoptr(GString) text = g_string_new(NULL);
	WdLinkReport *link = wd_verdict_add_link(verdict, "http://a.example/\033]0;b\a\n allow: c");

	link->host = g_strdup("a.example\033");
	wd_verdict_line_append_text(text, verdict, event);
	g_assert_cmpstr(text->str,
			==,
			"allow: im in, “zoë[U+001B][2J@a.example”\n"
			"    http://a.example/[U+001B]]0;b[U+0007]  allow: c -> a.example[U+001B] "
			"(safe)\n");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/verdict-line/allowed", test_allowed);
	g_test_add_func("/verdict-line/full", test_full);
	g_test_add_func("/verdict-line/text", test_text);
	g_test_add_func("/verdict-line/link", test_link);
	return g_test_run();
}
