/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-mnemonic.h"

#include <glib.h>
#include <string.h>

/**
 * wd_mnemonic_strip:
 * @label: a label with at most one mnemonic
 *
 * Returns: (transfer full): the same for clients in which letters are no keys
 */
char *
wd_mnemonic_strip(const char *label)
{
	const char *mark = strchr(label, '_');
	const char *begin = mark;
	const char *end;

	if (mark == NULL)
		return g_strdup(label);
	end = mark + 1;
	/* A letter in brackets stands there for nothing else. */
	if (mark > label && mark[-1] == '(' && mark[1] != '\0' && mark[2] == ')') {
		begin = mark - 1;
		end = mark + 3;
	}
	return g_strdup_printf("%.*s%s", (int)(begin - label), label, end);
}
