/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-hint.h"

#include <string.h>

#define MAX_NAME_BYTES 64 /* no name of ours is half as long */
#define MAX_DISTANCE   2  /* of a slip of the finger */

/**
 * wd_edit_distance:
 * @a: a name in ASCII
 * @b: another
 * @limit: what is more than this is not told apart
 *
 * Counts inserted, dropped and changed letters, and two neighbours that changed places as one
 * (optimal string alignment); case does not count.
 *
 * Returns: the distance, at most @limit + 1
 */
guint
wd_edit_distance(const char *a, const char *b, guint limit)
{
	guint rows[3][MAX_NAME_BYTES + 1];
	gsize a_len = strlen(a);
	gsize b_len = strlen(b);

	if (a_len > MAX_NAME_BYTES || b_len > MAX_NAME_BYTES)
		return limit + 1;
	for (guint j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (guint i = 1; i <= a_len; i++) {
		const guint *before = rows[(i + 1) % 3];
		const guint *above = rows[(i - 1) % 3];
		guint *row = rows[i % 3];

		row[0] = i;
		for (guint j = 1; j <= b_len; j++) {
			char x = g_ascii_tolower(a[i - 1]);
			char y = g_ascii_tolower(b[j - 1]);

			row[j] = MIN(MIN(above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) &&
			    y == g_ascii_tolower(a[i - 2]))
				row[j] = MIN(row[j], before[j - 2] + 1);
		}
	}
	return MIN(rows[a_len % 3][b_len], limit + 1);
}

/* Two slips in a word of four letters are another word. */
static gboolean
is_near(const char *typed, const char *meant)
{
	guint limit = MIN(MAX_DISTANCE, (guint)strlen(meant) / 3);

	return wd_edit_distance(typed, meant, limit) <= limit;
}

/**
 * wd_policy_hint_group:
 * @group: a name that is no group's
 *
 * Returns: (transfer none) (nullable): the group that was probably meant
 */
const char *
wd_policy_hint_group(const char *group)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);

		if (is_near(group, row->group))
			return row->group;
	}
	return is_near(group, WD_POLICY_RULES_GROUP) ? WD_POLICY_RULES_GROUP : NULL;
}

/**
 * wd_policy_hint_key:
 * @group: the group it stands in, known or not
 * @name: a name that is no key's of that group
 *
 * Looks in the group first, then for the same name in another group: people put keys into the
 * wrong one.
 *
 * Returns: (transfer none) (nullable): the row that was probably meant
 */
const WdPolicySchemaRow *
wd_policy_hint_key(const char *group, const char *name)
{
	const char *near_group =
		wd_policy_schema_has_group(group) ? group : wd_policy_hint_group(group);
	const WdPolicySchemaRow *elsewhere = NULL;
	guint n_elsewhere = 0;

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);

		if (g_strcmp0(row->group, near_group) == 0 && is_near(name, row->name))
			return row;
		if (g_ascii_strcasecmp(row->name, name) == 0) {
			elsewhere = row;
			n_elsewhere++;
		}
	}
	return n_elsewhere == 1 ? elsewhere : NULL;
}
