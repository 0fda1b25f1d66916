/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-prefs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/wd-policy-schema.h"
#include "ui/wd-setting-words.h"

#define STATE "prefs"
#define OURS  "/plugins/core/warden" /* other parts keep things there, too */
#define ROOT  OURS "/settings"

typedef struct {
	WdSession *session;
	gboolean is_filling;
} Prefs;

static char *
format_path(const WdPolicySchemaRow *row)
{
	return g_strdup_printf(ROOT "/%s/%s", row->group, row->name);
}

static const WdPolicySchemaRow *
find_row(const char *path)
{
	g_auto(GStrv) parts = NULL;

	if (!g_str_has_prefix(path, ROOT "/"))
		return NULL;
	parts = g_strsplit(path + strlen(ROOT "/"), "/", 2);
	return g_strv_length(parts) == 2 ? wd_policy_schema_find(parts[0], parts[1]) : NULL;
}

static void
fill(const WdPolicy *policy, const WdPolicySchemaRow *row)
{
	g_autofree char *path = format_path(row);

	if (row->type == WD_TYPE_BOOLEAN)
		purple_prefs_set_bool(path, wd_policy_get_boolean(policy, row->key));
	else
		purple_prefs_set_string(path, row->choices[wd_policy_get_choice(policy, row->key)]);
}

static void
fill_all(Prefs *prefs)
{
	const WdPolicy *policy = wd_session_get_policy(prefs->session);
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	prefs->is_filling = TRUE;
	for (gsize i = 0; i < n_rows; i++)
		fill(policy, wd_policy_schema_get(rows[i].key));
	prefs->is_filling = FALSE;
}

static void
say_refused(Prefs *prefs, const GError *error)
{
	/* Translators: %s is the reason, as the policy reports it. */
	g_autofree char *text = g_strdup_printf(_("That could not be changed: %s"), error->message);

	purple_notify_warning(
		wd_session_get_plugin(prefs->session), _("Purple Warden"), text, NULL);
}

/* What a company has locked stands in no frame; whoever changes the copy by other means is told,
 * and it goes back. */
static void
on_changed(const char *path, PurplePrefType type, gconstpointer value, gpointer data)
{
	Prefs *prefs = data;
	const WdPolicySchemaRow *row = find_row(path);
	g_autofree char *before = NULL;
	g_autoptr(GError) error = NULL;
	const char *word;

	if (prefs->is_filling || row == NULL)
		return;
	word = type == PURPLE_PREF_BOOLEAN ? (GPOINTER_TO_INT(value) ? "true" : "false") : value;
	before = wd_policy_format_value(wd_session_get_policy(prefs->session), row->key);
	if (g_strcmp0(before, word) == 0)
		return;
	if (!wd_policy_store_set_user(
		    wd_session_get_policy_store(prefs->session), row->key, word, &error))
		say_refused(prefs, error);
	fill_all(prefs);
}

static void
add_copies(void)
{
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	purple_prefs_add_none("/plugins");
	purple_prefs_add_none("/plugins/core");
	purple_prefs_add_none(OURS);
	purple_prefs_add_none(ROOT);
	for (gsize i = 0; i < n_rows; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get(rows[i].key);
		g_autofree char *group = g_strdup_printf(ROOT "/%s", row->group);
		g_autofree char *path = format_path(row);

		purple_prefs_add_none(group);
		if (row->type == WD_TYPE_BOOLEAN)
			purple_prefs_add_bool(path, FALSE);
		else
			purple_prefs_add_string(path, "");
	}
}

/* Without the mnemonic, and the colon that a frame adds in its own way. */
static char *
format_label(const WdSettingRow *setting)
{
	g_auto(GStrv) parts = g_strsplit(_(setting->label), "_", 2);

	return g_strjoinv("", parts);
}

static void
add_heading(PurplePluginPrefFrame *frame, const char *text)
{
	purple_plugin_pref_frame_add(frame, purple_plugin_pref_new_with_label(text));
}

static void
add_switch(PurplePluginPrefFrame *frame, const WdSettingRow *setting)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(setting->key);
	g_autofree char *path = format_path(row);
	g_autofree char *label = format_label(setting);
	PurplePluginPref *pref = purple_plugin_pref_new_with_name_and_label(path, label);

	if (row->type == WD_TYPE_CHOICE) {
		purple_plugin_pref_set_type(pref, PURPLE_PLUGIN_PREF_CHOICE);
		for (guint i = 0; row->choices[i] != NULL; i++)
			purple_plugin_pref_add_choice(pref,
						      wd_setting_label_for_word(row->choices[i]),
						      (gpointer)row->choices[i]);
	}
	purple_plugin_pref_frame_add(frame, pref);
}

/* A heading, because Finch cannot show a line of text that belongs to no field. */
static void
add_locked(PurplePluginPrefFrame *frame, const WdPolicy *policy, const WdSettingRow *setting)
{
	g_autofree char *label = format_label(setting);
	g_autofree char *value = wd_setting_format_value(policy, setting->key);
	g_autofree char *lock = wd_setting_format_lock(policy, setting->key);
	g_autofree char *text = NULL;

	g_strdelimit(lock, "\n", ' ');
	/* Translators: a setting, its value, and who set it where. */
	text = g_strdup_printf(_("%s %s. %s"), label, value, lock);
	add_heading(frame, text);
}

/**
 * wd_purple_prefs_make_frame:
 * @session: the session
 *
 * Returns: (transfer full): the few switches; those that are locked come last, as lines that say
 * who set them
 */
PurplePluginPrefFrame *
wd_purple_prefs_make_frame(WdSession *session)
{
	PurplePluginPrefFrame *frame = purple_plugin_pref_frame_new();
	const WdPolicy *policy = wd_session_get_policy(session);
	const char *section = NULL;
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	fill_all(wd_session_get_state(session, STATE));
	for (gsize i = 0; i < n_rows; i++) {
		section = rows[i].section != NULL ? rows[i].section : section;
		if (wd_policy_is_locked(policy, rows[i].key))
			continue;
		if (section != NULL)
			add_heading(frame, _(section));
		section = NULL; /* said once, where something stands below it */
		add_switch(frame, &rows[i]);
	}
	for (gsize i = 0; i < n_rows; i++) {
		if (wd_policy_is_locked(policy, rows[i].key))
			add_locked(frame, policy, &rows[i]);
	}
	return frame;
}

static void
policy_changed(WdSession *session)
{
	fill_all(wd_session_get_state(session, STATE));
}

/**
 * wd_purple_prefs_attach:
 * @session: the session
 */
void
wd_purple_prefs_attach(WdSession *session)
{
	Prefs *prefs = g_new0(Prefs, 1);

	prefs->session = session;
	wd_session_set_state(session, STATE, prefs, g_free);
	add_copies();
	fill_all(prefs);
	purple_prefs_connect_callback(prefs, ROOT, on_changed, prefs);
	wd_session_add_policy_watch(session, policy_changed);
}

/**
 * wd_purple_prefs_detach:
 * @session: the session
 *
 * The copies go: without the plugin they would be switches that switch nothing.
 */
void
wd_purple_prefs_detach(WdSession *session)
{
	Prefs *prefs = wd_session_get_state(session, STATE);

	wd_session_remove_policy_watch(session, policy_changed);
	purple_prefs_disconnect_by_handle(prefs);
	purple_prefs_remove(ROOT);
	wd_session_set_state(session, STATE, NULL, NULL);
}
