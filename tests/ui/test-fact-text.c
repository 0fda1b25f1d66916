/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ui/wd-fact-text.h"

static const char *const sources[] = {"wd-checkup.c", "wd-checkup-profile.c"};

/* Whatever a look may find has a sentence: the codes are read from where they are made. */
static void
test_every_code_has_one(void)
{
	g_autoptr(GRegex) pattern = g_regex_new("\"([a-z]+\\.[a-z-]+)\"", 0, 0, NULL);
	guint n_codes = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(sources); i++) {
		g_autofree char *path = g_test_build_filename(
			G_TEST_DIST, "..", "plugin", "store", sources[i], NULL);
		g_autofree char *text = NULL;
		g_autoptr(GMatchInfo) match = NULL;

		g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
		for (g_regex_match(pattern, text, 0, &match); g_match_info_matches(match);
		     g_match_info_next(match, NULL)) {
			g_autofree char *code = g_match_info_fetch(match, 1);

			if (g_str_has_suffix(code, ".xml") || g_str_has_suffix(code, ".h"))
				continue;
			n_codes++;
			if (!wd_fact_text_has(code))
				g_error("%s has no sentence", code);
		}
	}
	g_assert_cmpuint(n_codes, >, 40);
}

static void
test_fills_in(void)
{
	const WdFact waits = {
		.code = "forward.waits", .detail = (char *)"{count} {detail}", .count = 7};
	const WdFact single = {.code = "forward.waits", .detail = (char *)"x.example", .count = 1};
	const WdFact unknown = {.code = "no.such-code"};
	const WdFact hostile = {.code = "module.filters",
				.detail = (char *)"a\x1b[31m\xff\n\xe2\x80\xae"};
	const WdFact empty = {.code = "rules.managed"};
	g_autofree char *text = wd_fact_text(&waits);
	g_autofree char *one = wd_fact_text(&single);
	g_autofree char *code = wd_fact_text(&unknown);
	g_autofree char *shown = wd_fact_text(&hostile);
	g_autofree char *bare = wd_fact_text(&empty);

	g_assert_cmpstr(text, ==, "7 bytes of the audit trail wait for {count} {detail}.");
	g_assert_cmpstr(one, ==, "1 byte of the audit trail waits for x.example.");
	g_assert_cmpstr(code, ==, "no.such-code");
	g_assert_true(g_utf8_validate(shown, -1, NULL));
	g_assert_null(strpbrk(shown, "\x1b\n"));
	g_assert_cmpstr(bare, ==, "The settings of your organisation hold.");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fact-text/every-code-has-one", test_every_code_has_one);
	g_test_add_func("/fact-text/fills-in", test_fills_in);
	return g_test_run();
}
