/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-settings.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-policy-schema.h"
#include "finch/wd-text-label.h"
#include "ui/wd-setting-words.h"

#define FIELD_CHOICE "choice-" /* and the key's number */
#define FIELD_SWITCH "switch-"

/* What a form is asked for; libpurple drops it without a word when a plugin goes. */
static struct {
	const WdHost *host;
	gpointer plugin_handle;
} the_form;

/* Of a row: which part it belongs to, counted from 0. */
static guint
count_parts(gsize row)
{
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);
	guint n_parts = 0;

	for (gsize i = 0; i <= row && i < n_rows; i++)
		n_parts += rows[i].section != NULL;
	return n_parts - 1;
}

/**
 * wd_text_settings_list_actions:
 * @actions: (transfer full): entries of a menu
 * @chosen: what an entry does; its user data is the part's number
 *
 * Returns: (transfer full): in Finch, @actions and an entry for each part of the switches; else
 *   @actions
 */
GList *
wd_text_settings_list_actions(GList *actions, void (*chosen)(PurplePluginAction *action))
{
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	if (!wd_text_label_is_finch())
		return actions;
	for (gsize i = 0; i < n_rows; i++) {
		PurplePluginAction *action;

		if (rows[i].section == NULL)
			continue;
		action = purple_plugin_action_new(_(rows[i].section), chosen);
		action->user_data = GUINT_TO_POINTER(count_parts(i));
		actions = g_list_append(actions, action);
	}
	return actions;
}

static void
add_locked(PurpleRequestFields *fields, const WdPolicy *policy, const WdSettingRow *setting)
{
	g_autofree char *line = wd_setting_format_locked(policy, setting);

	/* A heading: Finch cannot show a line of text that belongs to no field. */
	purple_request_fields_add_group(fields, purple_request_field_group_new(line));
}

/* A list of which one is chosen: of a field of choices Finch counts from 1, and others from 0. */
static PurpleRequestField *
new_choice(const WdPolicy *policy, const WdPolicySchemaRow *row, const char *label)
{
	g_autofree char *id = g_strdup_printf(FIELD_CHOICE "%u", (guint)row->key);
	PurpleRequestField *field = purple_request_field_list_new(id, label);

	purple_request_field_list_set_multi_select(field, FALSE);
	for (guint i = 0; row->choices[i] != NULL; i++) {
		const char *word = wd_setting_label_for_word(row->choices[i]);

		purple_request_field_list_add_icon(field, word, NULL, (gpointer)row->choices[i]);
		if (i == wd_policy_get_choice(policy, row->key))
			purple_request_field_list_add_selected(field, word);
	}
	return field;
}

static PurpleRequestField *
new_field(const WdPolicy *policy, const WdSettingRow *setting)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(setting->key);
	g_autofree char *label = wd_setting_format_wide_label(setting);
	g_autofree char *id = NULL;

	if (row->type == WD_TYPE_CHOICE)
		return new_choice(policy, row, label);
	id = g_strdup_printf(FIELD_SWITCH "%u", (guint)row->key);
	return purple_request_field_bool_new(id, label, wd_policy_get_boolean(policy, row->key));
}

static PurpleRequestFields *
make_fields(const WdPolicy *policy, guint part)
{
	PurpleRequestFields *fields = purple_request_fields_new();
	PurpleRequestFieldGroup *group = NULL;
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	for (gsize i = 0; i < n_rows; i++) {
		if (count_parts(i) != part)
			continue;
		if (group == NULL) {
			group = purple_request_field_group_new(_(rows[i].section));
			purple_request_fields_add_group(fields, group);
		}
		if (!wd_policy_is_locked(policy, rows[i].key))
			purple_request_field_group_add_field(group, new_field(policy, &rows[i]));
	}
	for (gsize i = 0; i < n_rows; i++) {
		if (count_parts(i) == part && wd_policy_is_locked(policy, rows[i].key))
			add_locked(fields, policy, &rows[i]);
	}
	return fields;
}

/* As it would stand in a file; NULL: not asked for. */
static const char *
read_value(PurpleRequestFields *fields, const WdPolicySchemaRow *row)
{
	g_autofree char *choice = g_strdup_printf(FIELD_CHOICE "%u", (guint)row->key);
	g_autofree char *switched = g_strdup_printf(FIELD_SWITCH "%u", (guint)row->key);
	PurpleRequestField *field;
	GList *chosen;

	if (purple_request_fields_exists(fields, switched))
		return purple_request_fields_get_bool(fields, switched) ? "true" : "false";
	if (!purple_request_fields_exists(fields, choice))
		return NULL;
	field = purple_request_fields_get_field(fields, choice);
	chosen = purple_request_field_list_get_selected(field);
	return chosen != NULL ? purple_request_field_list_get_data(field, chosen->data) : NULL;
}

/* Only what is another way now: what nobody touched stays nobody's setting. */
static void
save_value(const WdPolicySchemaRow *row, const char *value)
{
	const WdHost *host = the_form.host;
	g_autofree char *before = wd_policy_format_value(host->get_policy(host->session), row->key);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	if (value == NULL || g_str_equal(value, before) ||
	    host->set_policy(host->session, row->key, value, &error))
		return;
	/* Translators: %s is the reason, as the policy reports it. */
	text = g_strdup_printf(_("That could not be changed: %s"), error->message);
	purple_notify_warning(the_form.plugin_handle, _("Purple Warden"), text, NULL);
}

static void
save(gpointer data, PurpleRequestFields *fields)
{
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	for (gsize i = 0; i < n_rows; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get(rows[i].key);

		save_value(row, read_value(fields, row));
	}
}

static void
leave(gpointer data, PurpleRequestFields *fields)
{
	/* As it was. */
}

/**
 * wd_text_settings_show:
 * @host: what may be asked of the session
 * @plugin_handle: under which libpurple keeps the form
 * @part: which part of the switches, from 0
 *
 * A form for one part; what is locked there is a line that says who set it.
 */
void
wd_text_settings_show(const WdHost *host, gpointer plugin_handle, guint part)
{
	g_autofree char *yes = wd_text_label(_("_Apply"));
	g_autofree char *no = wd_text_label(_("_Cancel"));

	the_form.host = host;
	the_form.plugin_handle = plugin_handle;
	(void)purple_request_fields(plugin_handle,
				    _("Purple Warden"),
				    NULL,
				    NULL,
				    make_fields(host->get_policy(host->session), part),
				    yes,
				    G_CALLBACK(save),
				    no,
				    G_CALLBACK(leave),
				    NULL,
				    NULL,
				    NULL,
				    NULL);
}
