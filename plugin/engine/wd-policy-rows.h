/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-policy-keys.h"

/*
 * The tables behind wd_policy_schema_get(), a file for each subject, in the order of #WdPolicyKey.
 *
 * Why each strict value is what it is: switches and choices take the side that protects; a list
 * that somebody wrote and that cannot be read takes an item which refuses (no protocol, encryption
 * for everyone, a recipient that no envelope accepts), because the list was meant to restrict.
 */

/* The words of every key that names an action: a choice is kept as its index, a #WdAction. */
extern const char *const wd_policy_action_words[];

extern const WdPolicySchemaRow wd_policy_rows_general[];
extern const guint wd_policy_n_rows_general;
extern const WdPolicySchemaRow wd_policy_rows_contacts[];
extern const guint wd_policy_n_rows_contacts;
extern const WdPolicySchemaRow wd_policy_rows_spim[];
extern const guint wd_policy_n_rows_spim;
extern const WdPolicySchemaRow wd_policy_rows_files[];
extern const guint wd_policy_n_rows_files;
extern const WdPolicySchemaRow wd_policy_rows_links[];
extern const guint wd_policy_n_rows_links;
extern const WdPolicySchemaRow wd_policy_rows_leaks[];
extern const guint wd_policy_n_rows_leaks;
extern const WdPolicySchemaRow wd_policy_rows_records[];
extern const guint wd_policy_n_rows_records;
extern const WdPolicySchemaRow wd_policy_rows_enforce[];
extern const guint wd_policy_n_rows_enforce;
