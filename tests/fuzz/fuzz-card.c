/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/text/wd-card.h"
#include "wd-fuzz.h"

/* Laws: numbers lie inside the text, apart from one another, begin and end with a digit, and the
 * number alone is found again whole. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	gsize start;
	gsize end;

	for (gsize at = 0; wd_card_find(text, at, &start, &end); at = end) {
		g_autofree char *number = g_strndup(text + start, end - start);
		gsize again_start;
		gsize again_end;

		g_assert_cmpuint(start, >=, at);
		g_assert_cmpuint(end, <=, strlen(text));
		g_assert_true(g_ascii_isdigit(text[start]) && g_ascii_isdigit(text[end - 1]));
		g_assert_true(wd_card_find(number, 0, &again_start, &again_end));
		g_assert_cmpuint(again_start, ==, 0);
		g_assert_cmpuint(again_end, ==, end - start);
	}
	return 0;
}
