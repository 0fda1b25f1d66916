/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-markup.h"
#include "purple/wd-purple-markup.h"
#include "wd-fuzz.h"

/* Laws: tame markup stays as it is and reads the same; plain markup has no link for any reader; a
 * broken link is no link for libpurple. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *html = wd_fuzz_text(data, size);
	g_autofree char *tame = wd_purple_markup_tame(html);
	g_autofree char *again = wd_purple_markup_tame(tame);
	g_autofree char *text = wd_purple_markup_to_text(html);
	g_autofree char *tame_text = wd_purple_markup_to_text(tame);
	g_autofree char *judged = wd_purple_markup_to_judged_text(html);
	g_autofree char *plain = wd_purple_markup_make_plain(html);
	g_autofree char *broken = wd_purple_markup_break_links(text);
	g_autoptr(WdMarkup) read = wd_markup_parse(plain);

	g_assert_cmpstr(again, ==, tame);
	g_assert_cmpstr(tame_text, ==, text);
	g_assert_true(g_utf8_validate(text, -1, NULL));
	g_assert_true(g_utf8_validate(judged, -1, NULL));
	g_assert_true(g_utf8_validate(plain, -1, NULL));
	g_assert_true(g_utf8_validate(broken, -1, NULL));
	g_assert_cmpuint(read->links->len, ==, 0);
	return 0;
}
