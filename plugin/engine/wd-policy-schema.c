/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-schema.h"

#include "engine/wd-policy-rows.h"

const char *const wd_policy_action_words[] = {"allow", "note", "warn", "hold", "block", NULL};

/* In the order of #WdPolicyKey: a table holds the keys from its first row's on. */
static const struct {
	const WdPolicySchemaRow *rows;
	const guint *n_rows;
} tables[] = {
	{wd_policy_rows_general, &wd_policy_n_rows_general},
	{wd_policy_rows_contacts, &wd_policy_n_rows_contacts},
	{wd_policy_rows_spim, &wd_policy_n_rows_spim},
	{wd_policy_rows_files, &wd_policy_n_rows_files},
	{wd_policy_rows_links, &wd_policy_n_rows_links},
	{wd_policy_rows_leaks, &wd_policy_n_rows_leaks},
	{wd_policy_rows_records, &wd_policy_n_rows_records},
	{wd_policy_rows_enforce, &wd_policy_n_rows_enforce},
};

/**
 * wd_policy_schema_get:
 * @key: a key
 *
 * Returns: (transfer none): its row
 */
const WdPolicySchemaRow *
wd_policy_schema_get(WdPolicyKey key)
{
	g_return_val_if_fail((guint)key < WD_N_KEYS, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
		guint row = key - tables[i].rows[0].key;

		if (row < *tables[i].n_rows)
			return &tables[i].rows[row];
	}
	return NULL; /* not reached: the tables hold every key */
}

/**
 * wd_policy_schema_find:
 * @group: name of a group, in its exact case
 * @name: name of a key, in its exact case
 *
 * Returns: (transfer none) (nullable): the row of that key
 */
const WdPolicySchemaRow *
wd_policy_schema_find(const char *group, const char *name)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get(i);

		if (g_str_equal(row->name, name) && g_str_equal(row->group, group))
			return row;
	}
	return NULL;
}

/**
 * wd_policy_schema_has_group:
 * @group: name of a group, in its exact case
 *
 * [Rules] is a group without rows: its keys are free.
 *
 * Returns: whether policy files have such a group
 */
gboolean
wd_policy_schema_has_group(const char *group)
{
	if (g_str_equal(group, WD_POLICY_RULES_GROUP))
		return TRUE;
	for (guint i = 0; i < WD_N_KEYS; i++) {
		if (g_str_equal(wd_policy_schema_get(i)->group, group))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_policy_schema_get_floor:
 * @key: a key
 *
 * The strict floor holds where nothing of a company's policy can be read and no earlier snapshot is
 * left. Switches and choices are strict; lists are empty, since nobody knows whom they would name,
 * and a floor on which nobody could sign on would only get the plugin removed.
 *
 * Returns: (transfer none): the value, as it would stand in a file
 */
const char *
wd_policy_schema_get_floor(WdPolicyKey key)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);

	return row->type == WD_TYPE_LIST ? row->fallback : row->strict;
}
