/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-finder.h"
#include "engine/wd-limits.h"
#include "wd-fuzz.h"

/* Laws: links lie inside the text, in order, apart, on characters' borders; and the URL ends with
 * what stands there. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autoptr(GPtrArray) found = wd_finder_find(text);
	gsize at = 0;

	g_assert_cmpuint(found->len, <=, WD_LIMIT_LINKS + 1);
	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);
		g_autofree char *written = g_strndup(text + one->start, one->end - one->start);

		g_assert_cmpuint(one->start, >=, at);
		g_assert_cmpuint(one->end, >, one->start);
		g_assert_cmpuint(one->end, <=, strlen(text));
		g_assert_true(wd_fuzz_is_boundary(text, one->start));
		g_assert_true(wd_fuzz_is_boundary(text, one->end));
		g_assert_true(g_str_has_suffix(one->url, written));
		at = one->end;
	}
	return 0;
}
