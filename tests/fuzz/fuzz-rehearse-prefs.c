/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "rehearsal/wd-rehearse-prefs.h"

/* What parses, formats; and what that gives, parses to the same text again. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRehearsePrefs) prefs =
		wd_rehearse_prefs_parse((const char *)bytes, (gssize)len, &error);
	g_autoptr(WdRehearsePrefs) again = NULL;
	g_autofree char *once = NULL;
	g_autofree char *twice = NULL;

	g_assert_true((prefs == NULL) == (error != NULL));
	if (prefs == NULL)
		return 0;
	once = wd_rehearse_prefs_format(prefs);
	again = wd_rehearse_prefs_parse(once, -1, &error);
	g_assert_no_error(error);
	twice = wd_rehearse_prefs_format(again);
	g_assert_cmpstr(once, ==, twice);
	return 0;
}
