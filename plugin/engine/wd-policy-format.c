/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-format.h"

#include <string.h>

#include "engine/wd-policy-value.h"

#define WRAP_COLUMNS 78 /* of a comment line */

static const char head[] =
	"# A policy of Purple Warden. Check it with: wardenctl policy lint FILE\n"
	"# A comment needs a line of its own. A key that is missing is not set here.\n";

static const char rules_help[] =
	"\n[Rules]\n"
	"# The company's own rules, one a key. They are tried in the order of their\n"
	"# names; the first whose every condition holds decides. Conditions:\n"
	"#   kind, direction: of the event, such as im or file; in or out\n"
	"#   peer, sender, recipient, domain, stranger: the other side\n"
	"#   peer-group, my-group: names of [Contacts] Groups; group: of the buddy list\n"
	"#   protocol, account, room, conversation: where\n"
	"#   time, days: when, such as 22:00-06:00 and mon-fri\n"
	"#   text, url, encryption: what is in a message, and how it travels\n"
	"#   file, type, class, content, size: a file by name, bytes and length\n"
	"# Then action, and reason. Values of one condition are separated by “,”,\n"
	"# patterns know * and ?. An example:\n"
	"# 10-guests=kind=im,chat;direction=out;recipient=*@guest.example;action=block;reason=No "
	"business over guest accounts.\n";

static void
append_comment(GString *text, const char *comment)
{
	g_auto(GStrv) words = g_strsplit(comment, " ", -1);
	gsize column = 1;

	g_string_append_c(text, '#');
	for (guint i = 0; words[i] != NULL; i++) {
		gsize width = (gsize)g_utf8_strlen(words[i], -1);

		if (column + 1 + width > WRAP_COLUMNS) {
			g_string_append(text, "\n#");
			column = 1;
		}
		g_string_append_c(text, ' ');
		g_string_append(text, words[i]);
		column += 1 + width;
	}
	g_string_append_c(text, '\n');
}

static void
append_row(GString *text, const WdPolicySchemaRow *row, gboolean is_strict)
{
	g_autofree char *kind = wd_policy_value_describe(row);
	g_autofree char *kind_line = g_strdup_printf("Value: %s. Since %s.%s",
						     kind,
						     row->since,
						     row->is_reserved ? " No effect yet." : "");
	gboolean is_set = is_strict && row->type != WD_TYPE_LIST && row->type != WD_TYPE_STRING &&
			  !g_str_equal(row->group, "Meta") && !row->is_reserved;

	append_comment(text, row->doc);
	append_comment(text, kind_line);
	g_string_append_printf(text,
			       "%s%s=%s\n",
			       is_set ? "" : "# ",
			       row->name,
			       is_set ? row->strict : row->fallback);
}

/**
 * wd_policy_format_template:
 * @is_strict: whether switches and choices are set to what protects most; else every line is a
 * comment that shows the built-in value
 *
 * Returns: (transfer full): a policy file with every key and its explanation, from the schema
 */
char *
wd_policy_format_template(gboolean is_strict)
{
	GString *text = g_string_new(head);
	const char *group = "";

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);

		g_string_append_c(text, '\n');
		if (!g_str_equal(row->group, group))
			g_string_append_printf(text, "[%s]\n", row->group);
		append_row(text, row, is_strict);
		group = row->group;
	}
	g_string_append(text, rules_help);
	return g_string_free(text, FALSE);
}

static void
append_rules(GString *text, const WdPolicy *policy)
{
	const GPtrArray *rules = wd_policy_get_rules(policy);
	gboolean is_first = TRUE;

	for (guint i = 0; i < rules->len; i++) {
		const WdRule *rule = g_ptr_array_index(rules, i);

		if (rule->level < WD_LEVEL_VENDOR_MANAGED)
			continue;
		if (is_first)
			g_string_append(text, "\n[" WD_POLICY_RULES_GROUP "]\n");
		is_first = FALSE;
		g_string_append_printf(text, "%s=%s\n", rule->id, rule->text);
	}
}

/**
 * wd_policy_format_managed:
 * @policy: a snapshot
 *
 * Returns: (transfer full): one policy file that says all that the managed files behind @policy
 * say, perhaps nothing
 */
char *
wd_policy_format_managed(const WdPolicy *policy)
{
	GString *text = g_string_new(NULL);
	const char *group = "";

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);
		g_autofree char *value = NULL;

		if (!wd_policy_is_locked(policy, row->key))
			continue;
		value = wd_policy_format_value(policy, row->key);
		if (!g_str_equal(row->group, group))
			g_string_append_printf(text, "\n[%s]\n", row->group);
		group = row->group;
		g_string_append_printf(text,
				       "# %s\n%s=%s\n",
				       wd_policy_get_source(policy, row->key),
				       row->name,
				       value);
	}
	append_rules(text, policy);
	return g_string_free(text, FALSE);
}
