/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-diff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/wd-json-text.h"
#include "store/wd-policy-store.h"

/*
 * Compares what two policies mean, not how they are written: a file that says what is the default
 * anyway is no difference, nor is the order of files.
 */

typedef struct {
	const WdCtl *ctl;
	guint n_differences;
} Diff;

static gboolean
has_folder(const char *path, const char *part)
{
	g_autofree char *folder = g_build_filename(path, part, NULL);

	return g_file_test(folder, G_FILE_TEST_IS_DIR);
}

/* A policy folder with managed.d or recommended.d, or one file. */
static WdPolicyStore *
open_side(const WdCtl *ctl, const char *path)
{
	const char *const paths[] = {path, NULL};

	if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
		/* Translators: a file name. */
		wd_ctl_complain(ctl, _("“%s” does not exist"), path);
		return NULL;
	}
	if (has_folder(path, "managed.d") || has_folder(path, "recommended.d")) {
		const WdPolicyPlaces places = {.it = path, .owner = WD_POLICY_ANY_OWNER};

		return wd_policy_store_open_to_read(NULL, &places);
	}
	return wd_policy_store_open_files(paths);
}

static void
print_difference(Diff *diff, const char *name, const char *before, const char *after)
{
	g_autoptr(GString) json = g_string_new("{");

	if (g_strcmp0(before, after) == 0)
		return;
	diff->n_differences++;
	if (diff->ctl->is_json) {
		wd_json_text_member(json, "key", name);
		wd_json_text_member(json, "before", before);
		wd_json_text_member(json, "after", after);
		wd_ctl_print(diff->ctl, "%s}\n", json->str);
		return;
	}
	wd_ctl_print(diff->ctl,
		     "%s: %s -> %s\n",
		     name,
		     before == NULL || *before == '\0' ? "-" : before,
		     after == NULL || *after == '\0' ? "-" : after);
}

/* Whether a person may change it is a part of what a policy means. */
static char *
describe(const WdPolicy *policy, WdPolicyKey key)
{
	g_autofree char *value = wd_policy_format_value(policy, key);

	return g_strconcat(value,
			   wd_policy_is_locked(policy, key) &&
					   !g_str_equal(wd_policy_schema_get(key)->group, "Meta")
				   ? " (locked)"
				   : "",
			   NULL);
}

static const char *
find_rule(const WdPolicy *policy, const char *id)
{
	const GPtrArray *rules = wd_policy_get_rules(policy);

	for (guint i = 0; i < rules->len; i++) {
		const WdRule *rule = g_ptr_array_index(rules, i);

		if (g_str_equal(rule->id, id))
			return rule->text;
	}
	return NULL;
}

static void
compare_rules(Diff *diff, const WdPolicy *before, const WdPolicy *after)
{
	const GPtrArray *old_rules = wd_policy_get_rules(before);
	const GPtrArray *new_rules = wd_policy_get_rules(after);

	for (guint i = 0; i < old_rules->len; i++) {
		const WdRule *rule = g_ptr_array_index(old_rules, i);
		g_autofree char *name = g_strconcat("Rules.", rule->id, NULL);

		print_difference(diff, name, rule->text, find_rule(after, rule->id));
	}
	for (guint i = 0; i < new_rules->len; i++) {
		const WdRule *rule = g_ptr_array_index(new_rules, i);
		g_autofree char *name = g_strconcat("Rules.", rule->id, NULL);

		if (find_rule(before, rule->id) == NULL)
			print_difference(diff, name, NULL, rule->text);
	}
}

/**
 * wd_ctl_policy_diff:
 * @ctl: the command; its arguments are two policy files or folders
 *
 * Prints every setting and rule in which they differ in effect.
 *
 * Returns: %WD_CTL_FOUND when there is one, %WD_CTL_CANNOT when one of them cannot be read
 */
WdCtlExit
wd_ctl_policy_diff(WdCtl *ctl)
{
	g_autoptr(WdPolicyStore) before = NULL;
	g_autoptr(WdPolicyStore) after = NULL;
	Diff diff = {ctl, 0};

	if (!wd_ctl_parse(ctl, NULL, 2, 2))
		return WD_CTL_USAGE;
	before = open_side(ctl, ctl->args[0]);
	after = before == NULL ? NULL : open_side(ctl, ctl->args[1]);
	if (after == NULL)
		return WD_CTL_USAGE;
	if (wd_policy_store_get_state(before) > WD_POLICY_MANAGED ||
	    wd_policy_store_get_state(after) > WD_POLICY_MANAGED) {
		wd_ctl_complain(ctl, _("a policy that cannot be read: see wardenctl policy lint"));
		return WD_CTL_CANNOT;
	}
	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);
		g_autofree char *name = g_strdup_printf("%s.%s", row->group, row->name);
		g_autofree char *old_value = describe(wd_policy_store_get(before), (WdPolicyKey)i);
		g_autofree char *new_value = describe(wd_policy_store_get(after), (WdPolicyKey)i);

		print_difference(&diff, name, old_value, new_value);
	}
	compare_rules(&diff, wd_policy_store_get(before), wd_policy_store_get(after));
	return diff.n_differences > 0 ? WD_CTL_FOUND : WD_CTL_GOOD;
}
