/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy.h"

#include "engine/wd-policy-value.h"

struct WdPolicy {
	gatomicrefcount n_refs;
	WdPolicyValue values[WD_N_KEYS];
	WdPolicyLevel levels[WD_N_KEYS];
	char *sources[WD_N_KEYS];
	GPtrArray *rules;
	char *digest;
	GMutex deriving;
	gpointer derived[WD_N_DERIVED]; /* (nullable) made when first asked for */
	GDestroyNotify free_derived[WD_N_DERIVED];
};

static const char *const levels[] = {
	[WD_LEVEL_BUILTIN] = "built-in",
	[WD_LEVEL_VENDOR_RECOMMENDED] = "vendor recommended",
	[WD_LEVEL_IT_RECOMMENDED] = "recommended",
	[WD_LEVEL_USER] = "user",
	[WD_LEVEL_VENDOR_MANAGED] = "vendor managed",
	[WD_LEVEL_IT_MANAGED] = "managed",
};

/* Only what has an effect counts: two desktops with the same rules print the same digest. */
static char *
digest_of(const WdPolicy *policy)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);
		g_autofree char *value = wd_policy_value_format(row, &policy->values[i]);
		g_autofree char *line = g_strdup_printf("%s.%s=%s\n", row->group, row->name, value);

		g_checksum_update(checksum, (const guchar *)line, -1);
	}
	for (guint i = 0; i < policy->rules->len; i++) {
		const WdRule *rule = g_ptr_array_index(policy->rules, i);
		g_autofree char *line = g_strdup_printf("Rules.%s=%s\n", rule->id, rule->text);

		g_checksum_update(checksum, (const guchar *)line, -1);
	}
	return g_strconcat("sha256:", g_checksum_get_string(checksum), NULL);
}

static void
take_setting(WdPolicy *policy, WdPolicyKey key, const WdPolicySetting *setting)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);
	gboolean is_set = setting != NULL && setting->text != NULL;
	const char *text = is_set ? setting->text : row->fallback;

	policy->levels[key] = is_set ? setting->level : WD_LEVEL_BUILTIN;
	policy->sources[key] = is_set ? g_strdup(setting->source) : NULL;
	if (wd_policy_value_parse(row, text, &policy->values[key], NULL))
		return;
	/* Whoever fills settings has checked them; were one wrong all the same, it is strict. */
	is_set = wd_policy_value_parse(row, row->strict, &policy->values[key], NULL);
	g_return_if_fail(is_set);
}

/**
 * wd_policy_new:
 * @settings: (nullable): one for each key, checked already; NULL: built-in values
 * @rules: (nullable) (element-type WdRule): in their order; a reference is taken
 *
 * Returns: (transfer full): an immutable snapshot
 */
WdPolicy *
wd_policy_new(const WdPolicySetting settings[WD_N_KEYS], GPtrArray *rules)
{
	WdPolicy *policy = g_new0(WdPolicy, 1);

	g_atomic_ref_count_init(&policy->n_refs);
	g_mutex_init(&policy->deriving);
	for (guint i = 0; i < WD_N_KEYS; i++)
		take_setting(policy, (WdPolicyKey)i, settings == NULL ? NULL : &settings[i]);
	policy->rules = rules != NULL ? g_ptr_array_ref(rules) : g_ptr_array_new();
	policy->digest = digest_of(policy);
	return policy;
}

/**
 * wd_policy_new_default:
 *
 * Returns: (transfer full): what holds where nobody set anything
 */
WdPolicy *
wd_policy_new_default(void)
{
	return wd_policy_new(NULL, NULL);
}

/**
 * wd_policy_ref:
 * @policy: a snapshot
 *
 * Returns: (transfer full): the same snapshot
 */
WdPolicy *
wd_policy_ref(const WdPolicy *policy)
{
	g_atomic_ref_count_inc(&((WdPolicy *)policy)->n_refs);
	return (WdPolicy *)policy;
}

/**
 * wd_policy_unref:
 * @policy: (nullable) (transfer full): a snapshot
 */
void
wd_policy_unref(const WdPolicy *policy)
{
	WdPolicy *mutable = (WdPolicy *)policy;

	if (policy == NULL || !g_atomic_ref_count_dec(&mutable->n_refs))
		return;
	for (guint i = 0; i < WD_N_KEYS; i++) {
		wd_policy_value_clear(&mutable->values[i]);
		g_free(mutable->sources[i]);
	}
	g_ptr_array_unref(mutable->rules);
	for (guint i = 0; i < WD_N_DERIVED; i++) {
		if (mutable->derived[i] != NULL)
			mutable->free_derived[i](mutable->derived[i]);
	}
	g_mutex_clear(&mutable->deriving);
	g_free(mutable->digest);
	g_free(mutable);
}

static gboolean
has_type(WdPolicyKey key, WdPolicyType type)
{
	return (guint)key < WD_N_KEYS && wd_policy_schema_get(key)->type == type;
}

/**
 * wd_policy_get_boolean:
 * @policy: a snapshot
 * @key: a key of type boolean
 *
 * Returns: its value
 */
gboolean
wd_policy_get_boolean(const WdPolicy *policy, WdPolicyKey key)
{
	g_return_val_if_fail(has_type(key, WD_TYPE_BOOLEAN), TRUE);
	return policy->values[key].integer != 0;
}

/**
 * wd_policy_get_integer:
 * @policy: a snapshot
 * @key: a key of type integer or duration
 *
 * Returns: its value; of a duration its milliseconds
 */
gint64
wd_policy_get_integer(const WdPolicy *policy, WdPolicyKey key)
{
	g_return_val_if_fail(has_type(key, WD_TYPE_INTEGER) || has_type(key, WD_TYPE_DURATION), 0);
	return policy->values[key].integer;
}

/**
 * wd_policy_get_number:
 * @policy: a snapshot
 * @key: a key of type number
 *
 * Returns: its value
 */
double
wd_policy_get_number(const WdPolicy *policy, WdPolicyKey key)
{
	g_return_val_if_fail(has_type(key, WD_TYPE_NUMBER), 0);
	return policy->values[key].number;
}

/**
 * wd_policy_get_string:
 * @policy: a snapshot
 * @key: a key of type string
 *
 * Returns: (transfer none): its value, perhaps empty
 */
const char *
wd_policy_get_string(const WdPolicy *policy, WdPolicyKey key)
{
	g_return_val_if_fail(has_type(key, WD_TYPE_STRING), "");
	return policy->values[key].string;
}

/**
 * wd_policy_get_list:
 * @policy: a snapshot
 * @key: a key of type list
 *
 * Returns: (transfer none): its items, NULL-terminated, perhaps none
 */
const char *const *
wd_policy_get_list(const WdPolicy *policy, WdPolicyKey key)
{
	static const char *const none[] = {NULL};

	g_return_val_if_fail(has_type(key, WD_TYPE_LIST), none);
	return (const char *const *)policy->values[key].list;
}

/**
 * wd_policy_get_choice:
 * @policy: a snapshot
 * @key: a key of type choice
 *
 * Returns: the index of its word; each choice has an enum with the same order
 */
guint
wd_policy_get_choice(const WdPolicy *policy, WdPolicyKey key)
{
	g_return_val_if_fail(has_type(key, WD_TYPE_CHOICE), 0);
	return (guint)policy->values[key].integer;
}

/**
 * wd_policy_get_level:
 * @policy: a snapshot
 * @key: a key
 *
 * Returns: who set it
 */
WdPolicyLevel
wd_policy_get_level(const WdPolicy *policy, WdPolicyKey key)
{
	g_return_val_if_fail((guint)key < WD_N_KEYS, WD_LEVEL_BUILTIN);
	return policy->levels[key];
}

/**
 * wd_policy_get_source:
 * @policy: a snapshot
 * @key: a key
 *
 * Returns: (transfer none) (nullable): "path:line" of the line that decided; several, separated by
 * a comma, for a list that adds up; NULL for the built-in value
 */
const char *
wd_policy_get_source(const WdPolicy *policy, WdPolicyKey key)
{
	g_return_val_if_fail((guint)key < WD_N_KEYS, NULL);
	return policy->sources[key];
}

/**
 * wd_policy_format_value:
 * @policy: a snapshot
 * @key: a key
 *
 * Returns: (transfer full): its value in the one spelling that digests and exports use
 */
char *
wd_policy_format_value(const WdPolicy *policy, WdPolicyKey key)
{
	g_return_val_if_fail((guint)key < WD_N_KEYS, NULL);
	return wd_policy_value_format(wd_policy_schema_get(key), &policy->values[key]);
}

/**
 * wd_policy_get_rules:
 * @policy: a snapshot
 *
 * Returns: (transfer none) (element-type WdRule): the rules in the order in which they are tried
 */
const GPtrArray *
wd_policy_get_rules(const WdPolicy *policy)
{
	return policy->rules;
}

/**
 * wd_policy_level_to_string:
 * @level: a level
 *
 * Returns: (transfer none): its name in `wardenctl policy show`; never translated
 */
const char *
wd_policy_level_to_string(WdPolicyLevel level)
{
	g_return_val_if_fail((guint)level < G_N_ELEMENTS(levels), NULL);
	return levels[level];
}

/**
 * wd_policy_is_locked:
 * @policy: a snapshot
 * @key: a key
 *
 * Returns: whether a managed file set @key, so that the person cannot change it
 */
gboolean
wd_policy_is_locked(const WdPolicy *policy, WdPolicyKey key)
{
	return wd_policy_get_level(policy, key) >= WD_LEVEL_VENDOR_MANAGED;
}

/**
 * wd_policy_get_digest:
 * @policy: a snapshot
 *
 * Returns: (transfer none): "sha256:" and 64 hexadecimal digits over every effective value and rule
 */
const char *
wd_policy_get_digest(const WdPolicy *policy)
{
	return policy->digest;
}

/**
 * wd_policy_derive:
 * @policy: a snapshot
 * @which: the table
 * @build: makes it of @policy; never returns NULL
 * @free_table: frees it with the snapshot
 *
 * For what would be made anew at each event and is the same for all of them: a snapshot never
 * changes, so neither does what follows from it.  Made once, by whichever thread asks first.
 *
 * Returns: (transfer none): the table, for as long as @policy lives
 */
gconstpointer
wd_policy_derive(const WdPolicy *policy,
		 WdPolicyDerived which,
		 WdPolicyBuild build,
		 GDestroyNotify free_table)
{
	WdPolicy *mutable = (WdPolicy *)policy;
	gpointer table;

	g_return_val_if_fail((guint)which < WD_N_DERIVED, NULL);
	table = g_atomic_pointer_get(&mutable->derived[which]);
	if (table != NULL)
		return table;
	g_mutex_lock(&mutable->deriving);
	if (mutable->derived[which] == NULL) {
		mutable->free_derived[which] = free_table;
		g_atomic_pointer_set(&mutable->derived[which], build(policy));
	}
	table = mutable->derived[which];
	g_mutex_unlock(&mutable->deriving);
	return table;
}
