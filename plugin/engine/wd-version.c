/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-version.h"

/**
 * wd_version_compare:
 * @a: "2.14.12", perhaps with letters behind it, which do not count
 * @b: another
 *
 * Number by number; one that is missing is 0.
 *
 * Returns: below, at or above 0, as @a is before, the same as or after @b
 */
int
wd_version_compare(const char *a, const char *b)
{
	while (g_ascii_isdigit(*a) || g_ascii_isdigit(*b)) {
		char *a_end;
		char *b_end;
		guint64 of_a = g_ascii_strtoull(a, &a_end, 10);
		guint64 of_b = g_ascii_strtoull(b, &b_end, 10);

		if (of_a != of_b)
			return of_a < of_b ? -1 : 1;
		a = *a_end == '.' ? a_end + 1 : "";
		b = *b_end == '.' ? b_end + 1 : "";
	}
	return 0;
}
