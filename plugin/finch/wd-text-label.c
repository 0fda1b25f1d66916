/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-label.h"

#include <purple.h>

#define FINCH "gnt-purple"

/**
 * wd_text_label_is_finch:
 *
 * Returns: whether the client is Finch
 */
gboolean
wd_text_label_is_finch(void)
{
	return purple_strequal(purple_core_get_ui(), FINCH);
}

/**
 * wd_text_label:
 * @label: (nullable): translated, with a mnemonic
 *
 * Returns: (transfer full) (nullable): @label; in Finch without its key, "(_K)" behind it included
 */
char *
wd_text_label(const char *label)
{
	if (label == NULL || !wd_text_label_is_finch())
		return g_strdup(label);
	return purple_text_strip_mnemonic(label);
}
