/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-registry.h"

/* The order shows reasons to people; it never changes a verdict. */
static const WdDetector *const detectors[] = {
	NULL,
};

/**
 * wd_registry_get_detectors:
 *
 * Returns: (transfer none): every detector, NULL-terminated
 */
const WdDetector *const *
wd_registry_get_detectors(void)
{
	return detectors;
}

/**
 * wd_registry_has_code:
 * @code: a finding's code
 *
 * Returns: whether some detector lists @code
 */
gboolean
wd_registry_has_code(const char *code)
{
	for (guint i = 0; detectors[i] != NULL; i++) {
		if (g_strv_contains(detectors[i]->codes, code))
			return TRUE;
	}
	return FALSE;
}
