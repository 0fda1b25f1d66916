/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-policy-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-utf8.h"
#include "engine/wd-policy-value.h"
#include "ui/wd-setting-words.h"

#define MAX_VALUE_CHARS 300
#define MAX_PLACE_CHARS 200
#define MAX_NAME_CHARS  80
#define MAIN_SWITCH     "Enabled"

static const char *const statuses[] = {
	[WD_STATUS_LOCKED] = N_("Locked"),
	[WD_STATUS_YOURS] = N_("Yours"),
	[WD_STATUS_RECOMMENDED] = N_("Recommended"),
	[WD_STATUS_DEFAULT] = N_("Default"),
	[WD_STATUS_NO_EFFECT] = N_("No effect"),
};

static const WdPolicyStatus status_by_level[WD_N_LEVELS] = {
	[WD_LEVEL_BUILTIN] = WD_STATUS_DEFAULT,
	[WD_LEVEL_VENDOR_RECOMMENDED] = WD_STATUS_RECOMMENDED,
	[WD_LEVEL_IT_RECOMMENDED] = WD_STATUS_RECOMMENDED,
	[WD_LEVEL_USER] = WD_STATUS_YOURS,
	[WD_LEVEL_VENDOR_MANAGED] = WD_STATUS_LOCKED,
	[WD_LEVEL_IT_MANAGED] = WD_STATUS_LOCKED,
};

/* A person's own lists that would loosen what the organisation has settled do not count. */
static const struct {
	WdPolicyKey list;
	WdPolicyKey settled;
} outranked[] = {
	{WD_KEY_CONTACTS_ALLOW, WD_KEY_CONTACTS_STRANGERS},
	{WD_KEY_CONTACTS_ALLOW_LISTS, WD_KEY_CONTACTS_STRANGERS},
	{WD_KEY_CONTACTS_STRANGERS_FOR, WD_KEY_CONTACTS_STRANGERS},
	{WD_KEY_LEAKS_ACTION_FOR, WD_KEY_LEAKS_ACTION},
	{WD_KEY_LEAKS_INTERNAL_DOMAINS, WD_KEY_LEAKS_ACTION},
};

static void
free_line(gpointer pointer)
{
	WdPolicyLine *line = pointer;

	g_free(line->name);
	g_free(line->value);
	g_free(line->set_by);
	g_free(line->sentence);
	g_free(line->folded);
	g_free(line);
}

/**
 * wd_policy_table_format_status:
 * @status: a status
 *
 * Returns: (transfer none): it in a word or two, translated
 */
const char *
wd_policy_table_format_status(WdPolicyStatus status)
{
	g_return_val_if_fail((guint)status < G_N_ELEMENTS(statuses), NULL);
	return _(statuses[status]);
}

static gboolean
is_outranked(const WdPolicy *policy, const WdPolicySchemaRow *row)
{
	for (gsize i = 0; i < G_N_ELEMENTS(outranked); i++) {
		if (outranked[i].list == row->key &&
		    wd_policy_get_level(policy, row->key) == WD_LEVEL_USER &&
		    wd_policy_is_locked(policy, outranked[i].settled))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_group_off(const WdPolicy *policy, const WdPolicySchemaRow *row)
{
	const WdPolicySchemaRow *main_switch = wd_policy_schema_find(row->group, MAIN_SWITCH);

	return main_switch != NULL && main_switch != row && main_switch->type == WD_TYPE_BOOLEAN &&
	       !wd_policy_get_boolean(policy, main_switch->key);
}

static char *
name_organisation(const WdPolicy *policy)
{
	const char *name = wd_policy_get_string(policy, WD_KEY_META_ORGANISATION);

	return name != NULL && *name != '\0' ? wd_utf8_show(name, MAX_NAME_CHARS)
					     : g_strdup(_("Your organisation"));
}

static char *
name_level(const WdPolicy *policy, WdPolicyLevel level)
{
	switch (level) {
	case WD_LEVEL_USER:
		return g_strdup(_("You"));
	case WD_LEVEL_VENDOR_RECOMMENDED:
	case WD_LEVEL_VENDOR_MANAGED:
		return g_strdup(_("This computer's distributor"));
	case WD_LEVEL_IT_RECOMMENDED:
	case WD_LEVEL_IT_MANAGED:
		return name_organisation(policy);
	case WD_LEVEL_BUILTIN:
	case WD_N_LEVELS:
	default:
		return g_strdup(_("Purple Warden"));
	}
}

static char *
show(const char *text, guint max_chars)
{
	g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);

	return wd_utf8_show(valid, max_chars);
}

static void
append_place(GString *text, const WdPolicy *policy, const char *source, WdPolicyStatus status)
{
	const char *contact = wd_policy_get_string(policy, WD_KEY_META_CONTACT);
	g_autofree char *place = show(source, MAX_PLACE_CHARS);
	g_autofree char *whom = show(contact, MAX_NAME_CHARS);

	if (*place != '\0')
		/* Translators: %s is a file and a line: where a setting stands. */
		g_string_append_printf(text, _("\nIt stands in %s."), place);
	if (status == WD_STATUS_LOCKED)
		wd_setting_append_policy(text, policy);
	if (status == WD_STATUS_LOCKED && *whom != '\0')
		/* Translators: %s is a mail address or a telephone number. */
		g_string_append_printf(text, _("\nQuestions: %s"), whom);
}

static char *
make_sentence(const WdPolicy *policy, const WdPolicyLine *line)
{
	const WdPolicySchemaRow *row = line->row;
	g_autofree char *expected = wd_setting_describe_value(row);
	const char *fallback = *row->fallback != '\0' ? row->fallback : _("(empty)");
	GString *text = g_string_new(wd_setting_explain(row));

	if (is_outranked(policy, row))
		g_string_append(text,
				_("\nIt does not count: your organisation has settled this "
				  "matter."));
	else if (is_group_off(policy, row))
		/* Translators: %s is the name of a group of settings, such as Links. */
		g_string_append_printf(
			text, _("\nIt has no effect while %s.Enabled is off."), row->group);
	else if (row->is_reserved)
		g_string_append(text, _("\nIt has no effect yet."));
	append_place(text, policy, wd_policy_get_source(policy, row->key), line->status);
	/* Translators: values of a setting as they stand in a file; they are not translated. */
	g_string_append_printf(text, _("\nValues: %s. Default: %s."), expected, fallback);
	return g_string_free(text, FALSE);
}

static void
fold(WdPolicyLine *line)
{
	g_autofree char *all = g_strjoin("\n",
					 line->name,
					 line->value,
					 line->set_by,
					 wd_policy_table_format_status(line->status),
					 line->sentence,
					 NULL);

	line->folded = g_utf8_casefold(all, -1);
}

static WdPolicyLine *
make_line(const WdPolicy *policy, const WdPolicySchemaRow *row)
{
	WdPolicyLine *line = g_new0(WdPolicyLine, 1);
	WdPolicyLevel level = wd_policy_get_level(policy, row->key);
	g_autofree char *value = wd_policy_format_value(policy, row->key);

	line->row = row;
	line->name = g_strdup_printf("%s.%s", row->group, row->name);
	line->value = show(value, MAX_VALUE_CHARS);
	line->set_by = name_level(policy, level);
	line->status = row->is_reserved || is_outranked(policy, row) || is_group_off(policy, row)
			       ? WD_STATUS_NO_EFFECT
			       : status_by_level[level];
	line->sentence = make_sentence(policy, line);
	fold(line);
	return line;
}

static WdPolicyLine *
make_rule_line(const WdPolicy *policy, const WdRule *rule)
{
	WdPolicyLine *line = g_new0(WdPolicyLine, 1);
	g_autofree char *id = show(rule->id, MAX_NAME_CHARS);
	GString *text = g_string_new(NULL);

	line->name = g_strdup_printf(WD_POLICY_RULES_GROUP ".%s", id);
	line->value = show(rule->text, MAX_VALUE_CHARS);
	line->set_by = name_level(policy, (WdPolicyLevel)rule->level);
	line->status = status_by_level[rule->level];
	g_string_append(text,
			_("A rule: the first one that fits says what becomes of a message, "
			  "a request, a file or a link."));
	append_place(text, policy, rule->source, line->status);
	line->sentence = g_string_free(text, FALSE);
	fold(line);
	return line;
}

/**
 * wd_policy_table_new:
 * @policy: what is in force
 *
 * Returns: (transfer full) (element-type WdPolicyLine): all settings in the order of the manual,
 *   then all rules in the order in which they are tried
 */
GPtrArray *
wd_policy_table_new(const WdPolicy *policy)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(free_line);
	const GPtrArray *rules = wd_policy_get_rules(policy);

	for (guint i = 0; i < WD_N_KEYS; i++)
		g_ptr_array_add(lines, make_line(policy, wd_policy_schema_get((WdPolicyKey)i)));
	for (guint i = 0; rules != NULL && i < rules->len; i++)
		g_ptr_array_add(lines, make_rule_line(policy, g_ptr_array_index(rules, i)));
	return lines;
}

/**
 * wd_policy_line_matches:
 * @line: a line
 * @words: (nullable): what a person looks for; nothing is everything
 *
 * Returns: whether each of the words stands somewhere in the line, in upper or lower case
 */
gboolean
wd_policy_line_matches(const WdPolicyLine *line, const char *words)
{
	g_autofree char *folded = g_utf8_casefold(words != NULL ? words : "", -1);
	g_auto(GStrv) parts = g_strsplit_set(folded, " \t", -1);

	for (guint i = 0; parts[i] != NULL; i++) {
		if (strstr(line->folded, parts[i]) == NULL)
			return FALSE;
	}
	return TRUE;
}
