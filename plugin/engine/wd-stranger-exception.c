/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-stranger-exception.h"

#include <string.h>

/**
 * wd_stranger_exception_parse:
 * @item: "PATTERN=TREATMENT", valid UTF-8
 * @exception: (out): filled on success
 *
 * The last “=” counts, since a name may have one of its own.
 *
 * Returns: whether @item names somebody and one of the words of [Contacts] Strangers
 */
gboolean
wd_stranger_exception_parse(const char *item, WdStrangerException *exception)
{
	const char *const *words = wd_policy_schema_get(WD_KEY_CONTACTS_STRANGERS)->choices;
	const char *mark = strrchr(item, '=');

	if (mark == NULL || mark == item)
		return FALSE;
	for (guint i = 0; words[i] != NULL; i++) {
		if (!g_str_equal(words[i], mark + 1))
			continue;
		exception->n_pattern = (gsize)(mark - item);
		exception->treatment = (WdStrangers)i;
		return TRUE;
	}
	return FALSE;
}
