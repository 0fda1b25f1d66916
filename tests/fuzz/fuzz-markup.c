/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/text/wd-markup.h"
#include "engine/wd-limits.h"
#include "wd-fuzz.h"

/* Laws: the text is valid, no longer than what it was read from, links lie inside it in order, and
 * escaping it gives it back. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *html = wd_fuzz_text(data, size);
	g_autoptr(WdMarkup) markup = wd_markup_parse(html);
	g_autofree char *escaped = wd_markup_escape(markup->text);
	g_autoptr(WdMarkup) again = wd_markup_parse(escaped);
	gsize at = 0;

	g_assert_true(g_utf8_validate(markup->text, -1, NULL));
	g_assert_cmpuint(markup->links->len, <=, WD_LIMIT_LINKS);
	for (guint i = 0; i < markup->links->len; i++) {
		const WdMarkupLink *link = g_ptr_array_index(markup->links, i);

		g_assert_cmpuint(link->start, >=, at);
		g_assert_cmpuint(link->end, >=, link->start);
		g_assert_cmpuint(link->end, <=, strlen(markup->text));
		g_assert_true(wd_fuzz_is_boundary(markup->text, link->start));
		g_assert_true(g_utf8_validate(link->href, -1, NULL));
		at = link->end;
	}
	g_assert_cmpstr(again->text, ==, markup->text);
	g_assert_cmpuint(again->links->len, ==, 0);
	return 0;
}
