/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-guidelines.h"

#include <glib/gi18n-lib.h>

/**
 * wd_guidelines_add:
 * @policy: what is in force
 * @reasons: (nullable): why something was stopped or marked
 *
 * Returns: (transfer full) (nullable): the same, and [Notice] GuidelinesURL on a line of its own
 * when there is one
 */
char *
wd_guidelines_add(const WdPolicy *policy, const char *reasons)
{
	const char *url = wd_policy_get_string(policy, WD_KEY_NOTICE_GUIDELINES_URL);
	g_autofree char *line = NULL;

	if (*url == '\0')
		return g_strdup(reasons);
	/* Translators: %s is the address of a page. */
	line = g_strdup_printf(_("Your organisation's rules: %s"), url);
	return g_strconcat(reasons != NULL ? reasons : "",
			   reasons != NULL && *reasons != '\0' ? "\n" : "",
			   line,
			   NULL);
}
