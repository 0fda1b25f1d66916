/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-setting.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-policy-schema.h"
#include "ui/wd-setting-words.h"

#define SETTING_KEY "warden-setting"

typedef struct {
	const WdHost *host;
	WdPolicyKey key;
	WdGtkSettingProblem problem;
	gpointer data;
	gboolean is_filling;
} Setting;

static Setting *
get_setting(gpointer widget)
{
	return g_object_get_data(G_OBJECT(widget), SETTING_KEY);
}

static const WdPolicy *
get_policy(const Setting *setting)
{
	return setting->host->get_policy(setting->host->session);
}

static void
fill_line(GtkEntry *entry, const WdPolicy *policy, WdPolicyKey key)
{
	g_autofree char *value = wd_policy_format_value(policy, key);

	/* What is in force already must not move the cursor of who is typing. */
	if (!g_str_equal(gtk_entry_get_text(entry), value))
		gtk_entry_set_text(entry, value);
}

/**
 * wd_gtk_setting_refresh:
 * @widget: what wd_gtk_setting_new() made
 *
 * Shows the value in force, which may not be the one just asked for, and whether it is locked.
 */
void
wd_gtk_setting_refresh(GtkWidget *widget)
{
	Setting *setting = get_setting(widget);
	const WdPolicy *policy = get_policy(setting);

	setting->is_filling = TRUE;
	if (GTK_IS_TOGGLE_BUTTON(widget))
		gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(widget),
					     wd_policy_get_boolean(policy, setting->key));
	else if (GTK_IS_COMBO_BOX(widget))
		gtk_combo_box_set_active(GTK_COMBO_BOX(widget),
					 (int)wd_policy_get_choice(policy, setting->key));
	else
		fill_line(GTK_ENTRY(widget), policy, setting->key);
	gtk_widget_set_sensitive(widget, !wd_policy_is_locked(policy, setting->key));
	setting->is_filling = FALSE;
}

static void
set_value(GtkWidget *widget, const char *value)
{
	Setting *setting = get_setting(widget);
	g_autoptr(GError) error = NULL;
	g_autofree char *problem = NULL;

	if (!setting->host->set_policy(setting->host->session, setting->key, value, &error))
		/* Translators: %s is the reason, as the policy reports it. */
		problem = g_strdup_printf(_("That could not be changed: %s"),
					  error != NULL ? error->message : "");
	setting->problem(problem, setting->data);
	/* What was written wrongly stays to be mended; a switch goes back. */
	if (problem == NULL || !GTK_IS_ENTRY(widget))
		wd_gtk_setting_refresh(widget);
}

static void
on_toggled(GtkToggleButton *button, gpointer data)
{
	if (!get_setting(button)->is_filling)
		set_value(GTK_WIDGET(button),
			  gtk_toggle_button_get_active(button) ? "true" : "false");
}

static void
on_chosen(GtkComboBox *combo, gpointer data)
{
	const Setting *setting = get_setting(combo);
	const WdPolicySchemaRow *row = wd_policy_schema_get(setting->key);
	int active = gtk_combo_box_get_active(combo);

	if (!setting->is_filling && active >= 0)
		set_value(GTK_WIDGET(combo), row->choices[active]);
}

static void
on_written(GtkEntry *entry, gpointer data)
{
	wd_gtk_setting_apply(GTK_WIDGET(entry));
}

/**
 * wd_gtk_setting_apply:
 * @widget: what wd_gtk_setting_new() made
 *
 * Takes what was written in a line, as Enter does there; the others have been heard already.
 */
void
wd_gtk_setting_apply(GtkWidget *widget)
{
	const Setting *setting = get_setting(widget);
	g_autofree char *value = NULL;

	if (!GTK_IS_ENTRY(widget))
		return;
	value = wd_policy_format_value(get_policy(setting), setting->key);
	if (!g_str_equal(value, gtk_entry_get_text(GTK_ENTRY(widget))))
		set_value(widget, gtk_entry_get_text(GTK_ENTRY(widget)));
}

/* In a frame that scrolls the wheel moves the frame, and must not change what it passes. */
static gboolean
on_wheel(GtkWidget *combo, GdkEventScroll *event, gpointer data)
{
	g_signal_stop_emission_by_name(combo, "scroll-event");
	return FALSE;
}

static GtkWidget *
make_combo(const WdPolicySchemaRow *row)
{
	GtkWidget *combo = gtk_combo_box_text_new();

	for (guint i = 0; row->choices[i] != NULL; i++)
		gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(combo),
					       wd_setting_label_for_word(row->choices[i]));
	g_signal_connect(combo, "changed", G_CALLBACK(on_chosen), NULL);
	g_signal_connect(combo, "scroll-event", G_CALLBACK(on_wheel), NULL);
	return combo;
}

static GtkWidget *
make_widget(const WdPolicySchemaRow *row, const char *label)
{
	GtkWidget *widget;

	if (row->type == WD_TYPE_CHOICE)
		return make_combo(row);
	if (row->type == WD_TYPE_BOOLEAN) {
		widget = gtk_check_button_new_with_mnemonic(label);
		g_signal_connect(widget, "toggled", G_CALLBACK(on_toggled), NULL);
		return widget;
	}
	widget = gtk_entry_new();
	g_signal_connect(widget, "activate", G_CALLBACK(on_written), NULL);
	return widget;
}

/**
 * wd_gtk_setting_new:
 * @host: the session; must outlive the widget
 * @key: which setting
 * @label: of a switch, with a mnemonic; others have theirs beside them
 * @problem: told after each attempt to set it
 * @data: passed to it
 *
 * Each change takes effect at once; one that is refused is said and taken back.
 *
 * Returns: (transfer full): a floating widget that shows the value in force
 */
GtkWidget *
wd_gtk_setting_new(const WdHost *host,
		   WdPolicyKey key,
		   const char *label,
		   WdGtkSettingProblem problem,
		   gpointer data)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);
	GtkWidget *widget = make_widget(row, label);
	g_autofree char *name = g_strdup_printf("warden-%s-%s", row->group, row->name);
	Setting *setting = g_new0(Setting, 1);

	setting->host = host;
	setting->key = key;
	setting->problem = problem;
	setting->data = data;
	g_object_set_data_full(G_OBJECT(widget), SETTING_KEY, setting, g_free);
	gtk_widget_set_name(widget, name);
	wd_gtk_setting_refresh(widget);
	return widget;
}
