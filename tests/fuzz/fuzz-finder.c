/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-finder.h"
#include "engine/wd-limits.h"
#include "wd-fuzz.h"

/* Laws: links lie inside the text, on characters' borders; those that can be clicked on also in
 * order and apart, and what stands there is part of their URL; and whoever looks more closely finds
 * no less text. */
static gsize
check(const GPtrArray *found, const char *text, gboolean is_as_written)
{
	gsize at = 0;
	gsize n_bytes = 0;

	g_assert_cmpuint(found->len, <=, WD_LIMIT_LINKS + 1);
	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);
		g_autofree char *written = g_strndup(text + one->start, one->end - one->start);

		if (is_as_written)
			g_assert_cmpuint(one->start, >=, at);
		g_assert_cmpuint(one->end, >, one->start);
		g_assert_cmpuint(one->end, <=, strlen(text));
		g_assert_true(wd_fuzz_is_boundary(text, one->start));
		g_assert_true(wd_fuzz_is_boundary(text, one->end));
		g_assert_true(g_utf8_validate(one->url, -1, NULL));
		if (is_as_written)
			g_assert_nonnull(strstr(one->url, written));
		at = one->end;
		n_bytes += one->end - one->start;
	}
	return n_bytes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autoptr(GPtrArray) found = wd_finder_find(text);
	g_autoptr(GPtrArray) all = wd_finder_find_all(text);
	gsize n_found = check(found, text, TRUE);
	gsize n_all = check(all, text, FALSE);

	if (all->len <= WD_LIMIT_LINKS)
		g_assert_cmpuint(n_all, >=, n_found);
	return 0;
}
