/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-prefs.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "engine/wd-policy-schema.h"
#include "ui/wd-setting-words.h"

#define STATE "prefs"
#define OURS  "/plugins/core/warden" /* other parts keep things there, too */
#define ROOT  OURS "/settings"

/* As it draws them. */
#define FINCH         "gnt-purple"
#define CHOICE_LINES  3 /* with its border */
#define HEADING_LINES 2 /* with the line that parts it from what is above */
#define FRAME_LINES   6 /* border, buttons, a gap, the list of windows; no line above the first */

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

static void
add_heading(PurplePluginPrefFrame *frame, const char *text)
{
	purple_plugin_pref_frame_add(frame, purple_plugin_pref_new_with_label(text));
}

static void
add_switch(PurplePluginPrefFrame *frame, const WdSettingRow *setting, gboolean is_terminal)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(setting->key);
	g_autofree char *path = format_path(row);
	g_autofree char *label = is_terminal ? wd_setting_format_wide_label(setting)
					     : wd_setting_format_label(setting);
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

/* Where a terminal is small, the frame takes what fits: Finch scrolls none. */
typedef struct {
	PurplePluginPrefFrame *frame;
	const WdPolicy *policy;
	gboolean is_terminal;
	guint n_left; /* lines */
	gboolean has_more;
} Filling;

static guint
count_switch_lines(WdPolicyKey key)
{
	return wd_policy_schema_get(key)->type == WD_TYPE_CHOICE ? CHOICE_LINES : 1;
}

static guint
count_lines(const char *text)
{
	guint n_lines = 1;

	for (; *text != '\0'; text++)
		n_lines += *text == '\n';
	return n_lines;
}

static gboolean
take_lines(Filling *filling, guint n_lines)
{
	gboolean fits = n_lines <= filling->n_left;

	if (fits)
		filling->n_left -= n_lines;
	else
		filling->has_more = TRUE;
	return fits;
}

/* A part of the switches: up to where the next section begins. */
static void
add_part(Filling *filling, const WdSettingRow *rows, gsize n_rows)
{
	guint n_lines = HEADING_LINES;
	gboolean is_empty = TRUE;

	for (gsize i = 0; i < n_rows; i++) {
		if (wd_policy_is_locked(filling->policy, rows[i].key))
			continue;
		n_lines += count_switch_lines(rows[i].key);
		is_empty = FALSE;
	}
	if (is_empty || !take_lines(filling, n_lines))
		return;
	add_heading(filling->frame, _(rows[0].section));
	for (gsize i = 0; i < n_rows; i++) {
		if (!wd_policy_is_locked(filling->policy, rows[i].key))
			add_switch(filling->frame, &rows[i], filling->is_terminal);
	}
}

static void
add_parts(Filling *filling)
{
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);
	gsize begin = 0;

	for (gsize i = 1; i <= n_rows; i++) {
		if (i < n_rows && rows[i].section == NULL)
			continue;
		add_part(filling, &rows[begin], i - begin);
		begin = i;
	}
}

/* Headings, because Finch cannot show a line of text that belongs to no field. */
static void
add_locked(Filling *filling)
{
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	for (gsize i = 0; i < n_rows; i++) {
		g_autofree char *text = NULL;

		if (!wd_policy_is_locked(filling->policy, rows[i].key))
			continue;
		text = wd_setting_format_locked(filling->policy, &rows[i]);
		if (take_lines(filling, HEADING_LINES - 1 + count_lines(text)))
			add_heading(filling->frame, text);
	}
}

/**
 * wd_purple_prefs_count_lines:
 *
 * Returns: how many lines of text the client has; %G_MAXUINT where it has windows, or none at all
 */
guint
wd_purple_prefs_count_lines(void)
{
	struct winsize size = {0};

	if (!purple_strequal(purple_core_get_ui(), FINCH) ||
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0)
		return G_MAXUINT;
	return size.ws_row;
}

/**
 * wd_purple_prefs_make_frame:
 * @session: the session
 * @n_lines: how many lines of text the client has; %G_MAXUINT where it scrolls
 *
 * Returns: (transfer full): the few switches; those that are locked come last, as lines that say
 * who set them. Of what does not fit a last line says where it is.
 */
PurplePluginPrefFrame *
wd_purple_prefs_make_frame(WdSession *session, guint n_lines)
{
	Filling filling = {
		.frame = purple_plugin_pref_frame_new(),
		.policy = wd_session_get_policy(session),
		.is_terminal = n_lines<G_MAXUINT, .n_left = n_lines> FRAME_LINES + HEADING_LINES
				       ? n_lines - FRAME_LINES - HEADING_LINES
				       : 0,
	};

	fill_all(wd_session_get_state(session, STATE));
	add_parts(&filling);
	add_locked(&filling);
	if (filling.has_more)
		add_heading(filling.frame,
			    _("There is more in the menu (F10) under Plugins, Purple Warden."));
	return filling.frame;
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
