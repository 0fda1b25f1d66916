/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-defang.h"
#include "engine/link/wd-finder.h"
#include "wd-fuzz.h"

/* Laws: no link is left, and what is safe stays as it is. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autofree char *safe = wd_defang(text);
	g_autofree char *twice = wd_defang(safe);
	g_autoptr(GPtrArray) found = wd_finder_find(safe);

	g_assert_true(g_utf8_validate(safe, -1, NULL));
	g_assert_cmpuint(found->len, ==, 0);
	g_assert_cmpstr(twice, ==, safe);
	return 0;
}
