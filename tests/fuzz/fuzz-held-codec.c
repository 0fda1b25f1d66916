/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "store/wd-held-codec.h"

/* What parses, formats; and what that gives, parses to the same bytes again. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) held = wd_held_codec_parse(bytes, len, &error);
	g_autoptr(WdHeld) again = NULL;
	g_autoptr(GBytes) once = NULL;
	g_autoptr(GBytes) twice = NULL;

	g_assert_true((held == NULL) == (error != NULL));
	if (held == NULL)
		return 0;
	once = wd_held_codec_format(held);
	again = wd_held_codec_parse(g_bytes_get_data(once, NULL), g_bytes_get_size(once), NULL);
	g_assert_nonnull(again);
	twice = wd_held_codec_format(again);
	g_assert_true(g_bytes_equal(once, twice));
	return 0;
}
