/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-finder.h"
#include "ui/wd-report-text.h"

#define ID        "00112233445566778899aabbccddeeff"
#define MINUTE_MS 60000

static GPtrArray *
new_held(const char *const *texts)
{
	GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)wd_held_free);

	for (guint i = 0; texts[i] != NULL; i++) {
		const WdEvent fields = {
			.kind = WD_EVENT_IM,
			.protocol = "prpl-jabber",
			.account = "dana@corp.example/desk",
			.peer = "winner@b.example",
			.text = texts[i],
			.time_ms = G_GINT64_CONSTANT(1700000000000) + i * MINUTE_MS,
		};
		g_autoptr(WdEvent) event = wd_event_new(&fields);
		g_autoptr(WdVerdict) verdict = wd_verdict_new();

		wd_verdict_add(verdict,
			       wd_finding_new("spim.text", WD_ACTION_HOLD, 5.5, 0, 4, NULL));
		g_ptr_array_add(rows, wd_held_new(ID, event, verdict, fields.time_ms));
	}
	return rows;
}

static void
test_says_who_when_what(void)
{
	const char *const texts[] = {"You won!\nClaim at http://prize.example/x", NULL};
	g_autoptr(GPtrArray) held = new_held(texts);
	g_autofree char *about = wd_report_text_about(held);

	g_assert_nonnull(strstr(about, "winner[@]b.example (prpl-jabber)"));
	g_assert_nonnull(strstr(about, "2023-11-14 22:13 UTC"));
	g_assert_nonnull(strstr(about, "spim.text"));
	g_assert_nonnull(strstr(about, "You won! Claim at hxxp[:]//prize[.]example/x"));
	g_assert_null(strstr(about, "dana"));
	g_assert_null(strstr(about, "desk"));
}

static void
test_counts_and_quotes_the_newest(void)
{
	const char *const texts[] = {"first words", "second words", "third words", NULL};
	g_autoptr(GPtrArray) held = new_held(texts);
	g_autofree char *about = wd_report_text_about(held);

	g_assert_nonnull(strstr(about, "2 more"));
	g_assert_nonnull(strstr(about, "third words"));
	g_assert_null(strstr(about, "first words"));
}

static void
test_is_short_and_tame(void)
{
	g_autofree char *many = g_strnfill(100000, 'x');
	g_autofree char *text = g_strconcat("\u202e", many, NULL);
	const char *const texts[] = {text, NULL};
	g_autoptr(GPtrArray) held = new_held(texts);
	g_autofree char *about = wd_report_text_about(held);

	g_assert_cmpuint(strlen(about), <, 1000);
	g_assert_null(strstr(about, "\u202e"));
}

static void
test_joins_and_counts_the_rest(void)
{
	const char *const texts[] = {"words", NULL};
	g_autoptr(GPtrArray) held = new_held(texts);
	g_autoptr(GPtrArray) abouts = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *text = NULL;
	g_autoptr(GPtrArray) links = NULL;

	for (guint i = 0; i < WD_REPORT_TEXT_MAX_PEERS + 7; i++)
		g_ptr_array_add(abouts, wd_report_text_about(held));
	text = wd_report_text_join(abouts);
	links = wd_finder_find(text);
	g_assert_cmpuint(links->len, ==, 0);
	g_assert_nonnull(strstr(text, "and 7 more senders"));
}

/* No character of the text becomes one of the link's own. */
static void
test_mailto(void)
{
	g_autofree char *uri =
		wd_report_text_mailto("abuse@corp.example", "a&bcc=x@y?\nb=\u00e9 #\"'<>%41");
	const char *body = strstr(uri, "&body=");

	g_assert_true(g_str_has_prefix(uri, "mailto:abuse@corp.example?subject="));
	g_assert_nonnull(body);
	g_assert_cmpstr(body + strlen("&body="),
			==,
			"a%26bcc%3Dx%40y%3F%0D%0Ab%3D%C3%A9%20%23%22%27%3C%3E%2541");
}

static void
test_mailto_is_bounded(void)
{
	g_autofree char *line = g_strnfill(1000, '?');
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *uri = NULL;

	for (guint i = 0; i < 50; i++)
		g_string_append_printf(text, "%s\n", line);
	uri = wd_report_text_mailto("abuse@corp.example", text->str);
	g_assert_cmpuint(strlen(uri), <, 8000);
	g_assert_true(g_str_has_suffix(uri, "%3F"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/report-text/who-when-what", test_says_who_when_what);
	g_test_add_func("/report-text/newest", test_counts_and_quotes_the_newest);
	g_test_add_func("/report-text/short", test_is_short_and_tame);
	g_test_add_func("/report-text/joins", test_joins_and_counts_the_rest);
	g_test_add_func("/report-text/mailto", test_mailto);
	g_test_add_func("/report-text/mailto-is-bounded", test_mailto_is_bounded);
	return g_test_run();
}
