/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"
#include "engine/wd-policy.h"

/*
 * Settings as people see them: which few come first and what they are called, what a value means,
 * who locked one. Every client's preferences say the same. The rest is listed from the schema.
 */

typedef struct {
	const char *section; /* (nullable) NULL: still the one above; not translated yet */
	WdPolicyKey key;
	const char *label; /* with a mnemonic; not translated yet */
} WdSettingRow;

const WdSettingRow *wd_setting_rows(gsize *n_rows); /* the few, in their order */
gboolean wd_setting_is_among_the_few(WdPolicyKey key);
gboolean wd_setting_may_be_shown(WdPolicyKey key);
const char *wd_setting_label_for_word(const char *word);
const char *wd_setting_hint(WdPolicyKey key); /* (nullable) what a label is too short for */
char *wd_setting_format_value(const WdPolicy *policy, WdPolicyKey key);
char *wd_setting_format_label(const WdSettingRow *setting); /* translated, without a mnemonic */
char *wd_setting_format_wide_label(const WdSettingRow *setting);
char *wd_setting_format_locked(const WdPolicy *policy, const WdSettingRow *setting);
char *wd_setting_format_lock(const WdPolicy *policy, WdPolicyKey key);
void wd_setting_append_policy(GString *text, const WdPolicy *policy);
const char *wd_setting_label_for_level(WdPolicyLevel level);
const char *wd_setting_explain(const WdPolicySchemaRow *row);
char *wd_setting_describe_value(const WdPolicySchemaRow *row);
