/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-label.h"

#include <purple.h>

#include "ui/wd-mnemonic.h"

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
 * Returns: (transfer full) (nullable): @label; in Finch without that
 */
char *
wd_text_label(const char *label)
{
	return label == NULL || !wd_text_label_is_finch() ? g_strdup(label)
							  : wd_mnemonic_strip(label);
}
