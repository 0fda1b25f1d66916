/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/text/wd-normalise.h"
#include "engine/text/wd-utf8.h"
#include "wd-fuzz.h"

/* Laws: normalising twice is normalising once; what is shown is valid, bounded and cannot
 * reorder. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autofree char *once = wd_normalise_text(text);
	g_autofree char *twice = wd_normalise_text(once);
	g_autofree char *shown = wd_utf8_show(text, 40);

	g_assert_true(g_utf8_validate(once, -1, NULL));
	g_assert_cmpstr(once, ==, twice);
	g_assert_true(g_utf8_validate(shown, -1, NULL));
	g_assert_false(wd_utf8_has_direction_control(shown));
	g_assert_cmpuint(strcspn(shown, "\r\n\t"), ==, strlen(shown));
	return 0;
}
