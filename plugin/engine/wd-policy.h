/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"
#include "engine/wd-rule.h"

/*
 * What the engine asks for every decision. A snapshot never changes, so a verdict, its audit line
 * and a question that stays open for minutes all speak of the same settings; a reload makes another
 * one.
 */

/* Who set a value, in rising precedence. Levels from WD_LEVEL_VENDOR_MANAGED on are locked. */
typedef enum {
	WD_LEVEL_BUILTIN,
	WD_LEVEL_VENDOR_RECOMMENDED,
	WD_LEVEL_IT_RECOMMENDED,
	WD_LEVEL_USER,
	WD_LEVEL_VENDOR_MANAGED,
	WD_LEVEL_IT_MANAGED,
	WD_N_LEVELS,
} WdPolicyLevel;

/* Settings as one immutable, reference-counted snapshot; each key knows who set it. */
typedef struct WdPolicy WdPolicy;

/* One key's value on its way into a snapshot. */
typedef struct {
	char *text; /* (nullable) as it stands in a file; NULL: the built-in value */
	WdPolicyLevel level;
	char *source; /* (nullable) */
} WdPolicySetting;

WdPolicy *wd_policy_new_default(void);
WdPolicy *wd_policy_new(const WdPolicySetting settings[WD_N_KEYS], GPtrArray *rules);
WdPolicy *wd_policy_ref(const WdPolicy *policy);
void wd_policy_unref(const WdPolicy *policy);

/*
 * One getter a type. A key of another type is a mistake of ours, not of a file's: values were
 * checked when the snapshot was made.
 */
gboolean wd_policy_get_boolean(const WdPolicy *policy, WdPolicyKey key);
gint64 wd_policy_get_integer(const WdPolicy *policy, WdPolicyKey key);
double wd_policy_get_number(const WdPolicy *policy, WdPolicyKey key);
const char *wd_policy_get_string(const WdPolicy *policy, WdPolicyKey key);
const char *const *wd_policy_get_list(const WdPolicy *policy, WdPolicyKey key);
/* A choice key holds one of its schema row's words; compare with the schema's enum by index. */
guint wd_policy_get_choice(const WdPolicy *policy, WdPolicyKey key);

/* For people who ask why: who set it, where, and whether they may change it. */
WdPolicyLevel wd_policy_get_level(const WdPolicy *policy, WdPolicyKey key);
const char *wd_policy_get_source(const WdPolicy *policy,
				 WdPolicyKey key); /* "/etc/…/50-base.conf:12", or NULL */
char *wd_policy_format_value(const WdPolicy *policy,
			     WdPolicyKey key);                /* as it would stand in a file */
const GPtrArray *wd_policy_get_rules(const WdPolicy *policy); /* of WdRule *, in their order */
const char *wd_policy_level_to_string(WdPolicyLevel level);
gboolean wd_policy_is_locked(const WdPolicy *policy, WdPolicyKey key);
/* "sha256:…" over the effective values */
const char *wd_policy_get_digest(const WdPolicy *policy);

/* Tables that are made of a snapshot's values, each by the one part that reads it. */
typedef enum {
	WD_DERIVED_PROTECTED_NAMES, /* detect/wd-own-names.h */
	WD_N_DERIVED,
} WdPolicyDerived;

typedef gpointer (*WdPolicyBuild)(const WdPolicy *policy);
gconstpointer wd_policy_derive(const WdPolicy *policy,
			       WdPolicyDerived which,
			       WdPolicyBuild build,
			       GDestroyNotify free_table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPolicy, wd_policy_unref)
