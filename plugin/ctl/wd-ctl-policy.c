/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-policy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/wd-json-text.h"
#include "ctl/wd-problem-text.h"
#include "engine/text/wd-utf8.h"
#include "engine/wd-policy-format.h"
#include "engine/wd-policy-hint.h"
#include "engine/wd-policy-value.h"
#include "store/wd-policy-store.h"
#include "ui/wd-setting-words.h"

#define MAX_VALUE_CHARS 60 /* in a row of many */

static const char *const states[] = {
	[WD_POLICY_UNMANAGED] = "unmanaged",
	[WD_POLICY_MANAGED] = "managed",
	[WD_POLICY_LAST_GOOD] = "last-good",
	[WD_POLICY_FLOOR] = "strict-floor",
};

static WdPolicyStore *
open_store(const WdCtl *ctl, char **policies)
{
	g_autofree char *base = wd_ctl_get_base(ctl);

	if (policies != NULL)
		return wd_policy_store_open_files((const char *const *)policies);
	return wd_policy_store_open_to_read(base, wd_policy_places_get_installed());
}

static void
append_flag(GString *json, const char *key, gboolean is_so)
{
	wd_json_text_key(json, key);
	g_string_append(json, is_so ? "true" : "false");
}

static void
append_setting(GString *json, const WdPolicy *policy, WdPolicyKey key)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);
	g_autofree char *value = wd_policy_format_value(policy, key);

	g_string_append_c(json, '{');
	wd_json_text_member(json, "group", row->group);
	wd_json_text_member(json, "key", row->name);
	wd_json_text_member(json, "value", value);
	wd_json_text_member(
		json, "level", wd_policy_level_to_string(wd_policy_get_level(policy, key)));
	wd_json_text_member(json, "source", wd_policy_get_source(policy, key));
	append_flag(json, "locked", wd_policy_is_locked(policy, key));
	append_flag(json, "reserved", row->is_reserved);
	g_string_append_c(json, '}');
}

static void
append_rule(GString *json, const WdRule *rule)
{
	g_string_append_c(json, '{');
	wd_json_text_member(json, "key", rule->id);
	wd_json_text_member(json, "value", rule->text);
	wd_json_text_member(json, "level", wd_policy_level_to_string((WdPolicyLevel)rule->level));
	wd_json_text_member(json, "source", rule->source);
	g_string_append_c(json, '}');
}

static void
show_json(const WdCtl *ctl, WdPolicyStore *store)
{
	const WdPolicy *policy = wd_policy_store_get(store);
	const GPtrArray *rules = wd_policy_get_rules(policy);
	g_autoptr(GString) json = g_string_new("{");

	wd_json_text_member(json, "state", states[wd_policy_store_get_state(store)]);
	wd_json_text_member(json, "digest", wd_policy_get_digest(policy));
	wd_json_text_key(json, "settings");
	for (guint i = 0; i < WD_N_KEYS; i++) {
		g_string_append_c(json, i == 0 ? '[' : ',');
		append_setting(json, policy, (WdPolicyKey)i);
	}
	g_string_append_c(json, ']');
	wd_json_text_key(json, "rules");
	g_string_append_c(json, '[');
	for (guint i = 0; i < rules->len; i++) {
		if (i > 0)
			g_string_append_c(json, ',');
		append_rule(json, g_ptr_array_index(rules, i));
	}
	g_string_append_c(json, ']');
	wd_problem_text_append_json(json, wd_policy_store_get_problems(store));
	wd_ctl_print(ctl, "%s}\n", json->str);
}

static void
show_setting(const WdCtl *ctl, const WdPolicy *policy, WdPolicyKey key)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);
	g_autofree char *value = wd_policy_format_value(policy, key);
	g_autofree char *shown = wd_utf8_show(value, MAX_VALUE_CHARS); /* explain shows all of it */
	g_autofree char *name = g_strdup_printf("%s.%s", row->group, row->name);
	const char *source = wd_policy_get_source(policy, key);

	wd_ctl_print(ctl,
		     "%-28s %-16s  %s%s%s\n",
		     name,
		     *shown == '\0' ? "-" : shown,
		     wd_policy_level_to_string(wd_policy_get_level(policy, key)),
		     source != NULL ? "  " : "",
		     source != NULL ? source : "");
}

static void
show_text(const WdCtl *ctl, WdPolicyStore *store)
{
	const WdPolicy *policy = wd_policy_store_get(store);
	const GPtrArray *rules = wd_policy_get_rules(policy);
	const GPtrArray *problems = wd_policy_store_get_problems(store);

	wd_ctl_print(ctl,
		     "%s  %s\n\n",
		     states[wd_policy_store_get_state(store)],
		     wd_policy_get_digest(policy));
	for (guint i = 0; i < WD_N_KEYS; i++)
		show_setting(ctl, policy, (WdPolicyKey)i);
	for (guint i = 0; i < rules->len; i++) {
		const WdRule *rule = g_ptr_array_index(rules, i);

		wd_ctl_print(ctl, "Rules.%s  %s  %s\n", rule->id, rule->text, rule->source);
	}
	for (guint i = 0; i < problems->len; i++) {
		g_autofree char *text = wd_policy_problem_format(g_ptr_array_index(problems, i));

		wd_ctl_print(ctl, "%s%s\n", i == 0 ? "\n" : "", text);
	}
}

/**
 * wd_ctl_policy_show:
 * @ctl: the command
 *
 * Prints every setting in force, who set it and where, and what is wrong.
 *
 * Returns: %WD_CTL_FOUND when the company's policy could not be read and something else holds
 */
WdCtlExit
wd_ctl_policy_show(WdCtl *ctl)
{
	g_auto(GStrv) policies = NULL;
	const GOptionEntry entries[] = {
		{"policy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &policies, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(WdPolicyStore) store = NULL;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	store = open_store(ctl, policies);
	if (ctl->is_json)
		show_json(ctl, store);
	else
		show_text(ctl, store);
	return wd_policy_store_get_state(store) > WD_POLICY_MANAGED ? WD_CTL_FOUND : WD_CTL_GOOD;
}

/* “Links.Action”, “[Links] Action” and, where only one group has it, “ProtectedDomains”. */
static const WdPolicySchemaRow *
find_row(const char *name, const WdPolicySchemaRow **meant)
{
	g_auto(GStrv) parts = g_strsplit_set(name, ".[] ", -1);
	const char *group = "";
	const char *key = "";

	for (guint i = 0; parts[i] != NULL; i++) {
		if (*parts[i] == '\0')
			continue;
		group = key;
		key = parts[i];
	}
	*meant = wd_policy_hint_key(group, key);
	if (*group == '\0' && *meant != NULL && g_str_equal((*meant)->name, key))
		return *meant;
	return wd_policy_schema_find(group, key);
}

static void
explain_json(const WdCtl *ctl, const WdPolicy *policy, const WdPolicySchemaRow *row)
{
	g_autoptr(GString) json = g_string_new("{");
	g_autofree char *expected = wd_policy_value_describe(row);
	g_autofree char *value = wd_policy_format_value(policy, row->key);

	wd_json_text_member(json, "group", row->group);
	wd_json_text_member(json, "key", row->name);
	wd_json_text_member(json, "doc", row->doc);
	wd_json_text_member(json, "expected", expected);
	wd_json_text_member(json, "default", row->fallback);
	wd_json_text_member(json, "strict", row->strict);
	wd_json_text_member(json, "since", row->since);
	append_flag(json, "reserved", row->is_reserved);
	append_flag(json, "adds_up", row->is_union);
	wd_json_text_member(json, "value", value);
	wd_json_text_member(
		json, "level", wd_policy_level_to_string(wd_policy_get_level(policy, row->key)));
	wd_json_text_member(json, "source", wd_policy_get_source(policy, row->key));
	append_flag(json, "locked", wd_policy_is_locked(policy, row->key));
	wd_ctl_print(ctl, "%s}\n", json->str);
}

static const char *
or_none(const char *value)
{
	return *value == '\0' ? _("(empty)") : value;
}

static void
explain_text(const WdCtl *ctl, const WdPolicy *policy, const WdPolicySchemaRow *row)
{
	g_autofree char *expected = wd_setting_describe_value(row);
	g_autofree char *value = wd_policy_format_value(policy, row->key);
	const char *source = wd_policy_get_source(policy, row->key);

	wd_ctl_print(ctl, "[%s] %s\n\n  %s\n", row->group, row->name, wd_setting_explain(row));
	if (row->is_reserved)
		wd_ctl_print(ctl, "  %s\n", _("It has no effect yet."));
	if (row->is_union)
		wd_ctl_print(ctl, "  %s\n", _("Several files add up."));
	/* Translators: values of a setting; they are not translated. */
	wd_ctl_print(ctl, _("\n  Values:  %s\n"), expected);
	wd_ctl_print(ctl, _("  Default: %s\n"), or_none(row->fallback));
	wd_ctl_print(
		ctl, _("  Strict:  %s (where a managed file is wrong)\n"), or_none(row->strict));
	wd_ctl_print(ctl,
		     _("  In force: %s (%s%s%s)\n"),
		     or_none(value),
		     wd_policy_level_to_string(wd_policy_get_level(policy, row->key)),
		     source != NULL ? ", " : "",
		     source != NULL ? source : "");
	if (wd_policy_is_locked(policy, row->key))
		wd_ctl_print(ctl, "  %s\n", _("It is locked: the person cannot change it."));
}

static void
complain_about_key(const WdCtl *ctl, const char *name, const WdPolicySchemaRow *meant)
{
	/* Translators: what somebody typed for the name of a setting. */
	wd_ctl_complain(ctl, _("no setting “%s”"), name);
	if (meant != NULL)
		/* Translators: the name of a setting. */
		wd_ctl_complain(ctl, _("did you mean %s.%s?"), meant->group, meant->name);
}

/**
 * wd_ctl_policy_explain:
 * @ctl: the command; its argument names a setting
 *
 * Prints what a setting is for, what it may be, and what is in force.
 *
 * Returns: %WD_CTL_USAGE when there is no such setting
 */
WdCtlExit
wd_ctl_policy_explain(WdCtl *ctl)
{
	g_autoptr(WdPolicyStore) store = NULL;
	const WdPolicySchemaRow *meant = NULL;
	const WdPolicySchemaRow *row;

	if (!wd_ctl_parse(ctl, NULL, 1, 1))
		return WD_CTL_USAGE;
	row = find_row(ctl->args[0], &meant);
	if (row == NULL) {
		complain_about_key(ctl, ctl->args[0], meant);
		return WD_CTL_USAGE;
	}
	store = open_store(ctl, NULL);
	if (ctl->is_json)
		explain_json(ctl, wd_policy_store_get(store), row);
	else
		explain_text(ctl, wd_policy_store_get(store), row);
	return WD_CTL_GOOD;
}

/**
 * wd_ctl_policy_template:
 * @ctl: the command
 *
 * Prints a policy file with every setting explained.
 *
 * Returns: %WD_CTL_GOOD, or %WD_CTL_USAGE
 */
WdCtlExit
wd_ctl_policy_template(WdCtl *ctl)
{
	gboolean is_strict = FALSE;
	const GOptionEntry entries[] = {
		{"strict", 0, 0, G_OPTION_ARG_NONE, &is_strict, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autofree char *text = NULL;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	text = wd_policy_format_template(is_strict);
	wd_ctl_print(ctl, "%s", text);
	return WD_CTL_GOOD;
}
