/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-label.h"

#include <purple.h>

#define FINCH "gnt-purple"

/**
 * wd_text_label:
 * @label: (nullable): translated, with a mnemonic
 *
 * Returns: (transfer full) (nullable): @label; in Finch without its underscore
 */
char *
wd_text_label(const char *label)
{
	g_auto(GStrv) parts = NULL;

	if (label == NULL || !purple_strequal(purple_core_get_ui(), FINCH))
		return g_strdup(label);
	parts = g_strsplit(label, "_", 2);
	return g_strjoinv("", parts);
}
