/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"

/*
 * Text to value and back, for one setting. Both ways are needed because the digest of a policy and
 * the snapshot that is saved are made of the one spelling, and not of what somebody typed.
 */

/* One value, read by its row's type. Numbers of every kind are in both numeric fields. */
typedef struct {
	gint64 integer; /* boolean, integer, index of a choice, duration in milliseconds */
	double number;
	char *string;
	char **list; /* NULL-terminated; never NULL for WD_TYPE_LIST */
} WdPolicyValue;

gboolean wd_policy_value_parse(const WdPolicySchemaRow *row,
			       const char *text,
			       WdPolicyValue *value,
			       GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *wd_policy_value_format(const WdPolicySchemaRow *row, const WdPolicyValue *value);
void wd_policy_value_clear(WdPolicyValue *value);
/* The list syntax of key files, also used for the conditions of rules. */
char **wd_policy_value_split(const char *text);
gsize wd_policy_value_find_item(const char *text, guint index);
char *wd_policy_value_join(const char *const *items);
char *wd_policy_value_describe(const WdPolicySchemaRow *row);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdPolicyValue, wd_policy_value_clear)
