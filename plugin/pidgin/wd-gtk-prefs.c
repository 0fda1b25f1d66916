/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-prefs.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-icons.h"

#define SPACING_PX 6
#define KEY_DATA   "warden-key"

typedef struct {
	const char *section; /* NULL: still the one above */
	WdPolicyKey key;
	const char *label;
} Setting;

static const Setting settings[] = {
	{N_("People who are not contacts"), WD_KEY_CONTACTS_STRANGERS, N_("Their _messages:")},
	{NULL, WD_KEY_CONTACTS_REQUESTS, N_("Their contact _requests:")},
	{NULL, WD_KEY_CONTACTS_INVITATIONS, N_("Their _invitations to chat rooms:")},
	{NULL, WD_KEY_CONTACTS_ATTENTION, N_("Their calls for _attention:")},
	{NULL, WD_KEY_CONTACTS_REFUSED_REQUESTS, N_("_Who is refused hears:")},
	{NULL, WD_KEY_SPIM_ENABLED, N_("Look for _unwanted messages")},
	{N_("Files and links"), WD_KEY_FILES_STRANGERS, N_("Dangerous files from _strangers:")},
	{NULL, WD_KEY_FILES_CONTACTS, N_("Dangerous files from _contacts:")},
	{NULL, WD_KEY_LINKS_ENABLED, N_("Check _links in messages, and when they are opened")},
	{NULL, WD_KEY_LINKS_ACTION, N_("Ris_ky links:")},
	{NULL, WD_KEY_WORMS_ENABLED, N_("Watch for messages that _spread by themselves")},
	{N_("What I send and keep"),
	 WD_KEY_LEAKS_ENABLED,
	 N_("Look for card _numbers, keys and passwords before sending")},
	{NULL, WD_KEY_LEAKS_ACTION, N_("When one is _found:")},
	{NULL, WD_KEY_LOGS_MODE, N_("_Encrypted conversation logs:")},
};

/* What a label is too short for. */
static const struct {
	WdPolicyKey key;
	const char *text;
} hints[] = {
	{WD_KEY_CONTACTS_STRANGERS,
	 N_("With a question first, a message of somebody new waits in the review list, and the "
	    "sender is asked something simple. A right answer shows you what was written and lets "
	    "that sender in from then on. Advertising gets no question. Strangers can tell from "
	    "it that your client is running, except while you are invisible.")},
};

/* The schema's words for people. */
static const struct {
	const char *word;
	const char *label;
} words[] = {
	{"allow", N_("Let through")},
	{"note", N_("Let through, with a note")},
	{"warn", N_("Warn")},
	{"hold", N_("Hold for review")},
	{"block", N_("Block")},
	{"screen", N_("Hold if unwanted")},
	{"challenge", N_("Ask them a question first")},
	{"ignore", N_("Nothing")},
	{"deny", N_("A no")},
	{"plain", N_("Show as plain text")},
	{"redact", N_("Send with the secret masked")},
	{"auto", N_("If logging is on")},
	{"always", N_("Always")},
	{"never", N_("Never")},
};

typedef struct {
	const WdHost *host;
	GtkWidget *problem; /* what could not be set, and why */
	gboolean is_filling;
} Prefs;

static const char *
label_for_word(const char *word)
{
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_str_equal(words[i].word, word))
			return _(words[i].label);
	}
	return word;
}

/**
 * wd_gtk_prefs_format_lock:
 * @policy: the policy in force
 * @key: a locked key
 *
 * Returns: (transfer full): who set it and where, for the person who would like to change it
 */
char *
wd_gtk_prefs_format_lock(const WdPolicy *policy, WdPolicyKey key)
{
	const char *organisation = wd_policy_get_string(policy, WD_KEY_META_ORGANISATION);
	const char *contact = wd_policy_get_string(policy, WD_KEY_META_CONTACT);
	const char *source = wd_policy_get_source(policy, key);
	GString *text = g_string_new(NULL);

	if (organisation != NULL && *organisation != '\0')
		/* Translators: %s is the name of a company or school. */
		g_string_append_printf(text, _("Set by %s."), organisation);
	else
		g_string_append(text, _("Set by your organisation."));
	if (source != NULL)
		/* Translators: %s is a file and a line: where a locked setting stands. */
		g_string_append_printf(text, _("\nIt stands in %s."), source);
	if (contact != NULL && *contact != '\0')
		/* Translators: %s is a mail address or a telephone number. */
		g_string_append_printf(text, _("\nQuestions: %s"), contact);
	return g_string_free(text, FALSE);
}

static WdPolicyKey
get_key(GtkWidget *widget)
{
	return (WdPolicyKey)GPOINTER_TO_INT(g_object_get_data(G_OBJECT(widget), KEY_DATA));
}

/* Shows the value in force, which may not be the one just asked for. */
static void
fill(Prefs *prefs, GtkWidget *widget)
{
	const WdPolicy *policy = prefs->host->get_policy(prefs->host->session);
	WdPolicyKey key = get_key(widget);

	prefs->is_filling = TRUE;
	if (GTK_IS_TOGGLE_BUTTON(widget))
		gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(widget),
					     wd_policy_get_boolean(policy, key));
	else
		gtk_combo_box_set_active(GTK_COMBO_BOX(widget),
					 (int)wd_policy_get_choice(policy, key));
	prefs->is_filling = FALSE;
}

static void
set_value(Prefs *prefs, GtkWidget *widget, const char *value)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *problem = NULL;

	if (!prefs->host->set_policy(prefs->host->session, get_key(widget), value, &error))
		/* Translators: %s is the reason, as the policy reports it. */
		problem = g_strdup_printf(_("That could not be changed: %s"),
					  error != NULL ? error->message : "");
	gtk_label_set_text(GTK_LABEL(prefs->problem), problem != NULL ? problem : "");
	gtk_widget_set_visible(prefs->problem, problem != NULL);
	fill(prefs, widget);
}

static void
on_toggled(GtkToggleButton *button, gpointer data)
{
	Prefs *prefs = data;

	if (!prefs->is_filling)
		set_value(prefs,
			  GTK_WIDGET(button),
			  gtk_toggle_button_get_active(button) ? "true" : "false");
}

static void
on_chosen(GtkComboBox *combo, gpointer data)
{
	Prefs *prefs = data;
	const WdPolicySchemaRow *row = wd_policy_schema_get(get_key(GTK_WIDGET(combo)));
	int active = gtk_combo_box_get_active(combo);

	if (!prefs->is_filling && active >= 0)
		set_value(prefs, GTK_WIDGET(combo), row->choices[active]);
}

static GtkWidget *
make_check(Prefs *prefs, const Setting *setting)
{
	GtkWidget *check = gtk_check_button_new_with_mnemonic(_(setting->label));

	g_signal_connect(check, "toggled", G_CALLBACK(on_toggled), prefs);
	return check;
}

static GtkWidget *
make_combo(Prefs *prefs, const WdPolicySchemaRow *row)
{
	GtkWidget *combo = gtk_combo_box_text_new();

	for (guint i = 0; row->choices[i] != NULL; i++)
		gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(combo),
					       label_for_word(row->choices[i]));
	g_signal_connect(combo, "changed", G_CALLBACK(on_chosen), prefs);
	return combo;
}

static void
add_hint(GtkWidget *widget, WdPolicyKey key)
{
	for (guint i = 0; i < G_N_ELEMENTS(hints); i++) {
		if (hints[i].key == key)
			gtk_widget_set_tooltip_text(widget, _(hints[i].text));
	}
}

/* A locked row is grey, carries a padlock, and both say who locked it. */
static void
lock(GtkWidget *line, GtkWidget *widget, const WdPolicy *policy, WdPolicyKey key)
{
	g_autofree char *why = wd_gtk_prefs_format_lock(policy, key);
	g_autoptr(GdkPixbuf) pixbuf = wd_gtk_icon_load("locked", WD_GTK_ICON_SMALL);
	GtkWidget *image = gtk_image_new_from_pixbuf(pixbuf);

	gtk_widget_set_sensitive(widget, FALSE);
	gtk_widget_set_tooltip_text(line, why);
	gtk_widget_set_tooltip_text(image, why);
	gtk_box_pack_start(GTK_BOX(line), image, FALSE, FALSE, 0);
}

static GtkWidget *
make_line(Prefs *prefs, const Setting *setting, GtkSizeGroup *labels)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(setting->key);
	const WdPolicy *policy = prefs->host->get_policy(prefs->host->session);
	gboolean is_switch = row->type == WD_TYPE_BOOLEAN;
	GtkWidget *line = gtk_hbox_new(FALSE, SPACING_PX);
	GtkWidget *widget = is_switch ? make_check(prefs, setting) : make_combo(prefs, row);
	g_autofree char *name = g_strdup_printf("warden-%s-%s", row->group, row->name);

	if (!is_switch) {
		GtkWidget *label = gtk_label_new_with_mnemonic(_(setting->label));

		gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
		gtk_label_set_mnemonic_widget(GTK_LABEL(label), widget);
		gtk_size_group_add_widget(labels, label);
		gtk_box_pack_start(GTK_BOX(line), label, FALSE, FALSE, 0);
	}
	gtk_widget_set_name(widget, name);
	g_object_set_data(G_OBJECT(widget), KEY_DATA, GINT_TO_POINTER((int)setting->key));
	gtk_box_pack_start(GTK_BOX(line), widget, FALSE, FALSE, 0);
	add_hint(line, setting->key);
	fill(prefs, widget);
	if (wd_policy_is_locked(policy, setting->key))
		lock(line, widget, policy, setting->key);
	return line;
}

static GtkWidget *
add_section(GtkWidget *frame, const char *title)
{
	GtkWidget *heading = gtk_label_new(NULL);
	GtkWidget *indent = gtk_alignment_new(0, 0, 1, 1);
	GtkWidget *box = gtk_vbox_new(FALSE, SPACING_PX);
	g_autofree char *markup = g_markup_printf_escaped("<b>%s</b>", title);

	gtk_label_set_markup(GTK_LABEL(heading), markup);
	gtk_misc_set_alignment(GTK_MISC(heading), 0, 0);
	gtk_alignment_set_padding(GTK_ALIGNMENT(indent), 0, SPACING_PX, 2 * SPACING_PX, 0);
	gtk_container_add(GTK_CONTAINER(indent), box);
	gtk_box_pack_start(GTK_BOX(frame), heading, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(frame), indent, FALSE, FALSE, 0);
	return box;
}

static GtkWidget *
make_problem(void)
{
	GtkWidget *problem = gtk_label_new(NULL);

	gtk_misc_set_alignment(GTK_MISC(problem), 0, 0);
	gtk_label_set_line_wrap(GTK_LABEL(problem), TRUE);
	gtk_widget_set_no_show_all(problem, TRUE);
	gtk_widget_set_name(problem, "warden-problem");
	return problem;
}

/**
 * wd_gtk_prefs_new:
 * @host: the session; must outlive the frame
 *
 * Builds the frame from the policy in force.  Each change takes effect at once; one that is refused
 * is said below and taken back in the frame.
 *
 * Returns: (transfer full): a floating frame, all shown
 */
GtkWidget *
wd_gtk_prefs_new(const WdHost *host)
{
	GtkWidget *frame = gtk_vbox_new(FALSE, SPACING_PX);
	GtkSizeGroup *labels = gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL);
	Prefs *prefs = g_new0(Prefs, 1);
	GtkWidget *section = frame;

	prefs->host = host;
	prefs->problem = make_problem();
	g_object_set_data_full(G_OBJECT(frame), "warden-prefs", prefs, g_free);
	gtk_container_set_border_width(GTK_CONTAINER(frame), 2 * SPACING_PX);
	for (guint i = 0; i < G_N_ELEMENTS(settings); i++) {
		if (settings[i].section != NULL)
			section = add_section(frame, _(settings[i].section));
		gtk_box_pack_start(
			GTK_BOX(section), make_line(prefs, &settings[i], labels), FALSE, FALSE, 0);
	}
	g_object_unref(labels); /* the labels keep it */
	gtk_box_pack_start(GTK_BOX(frame), prefs->problem, FALSE, FALSE, 0);
	gtk_widget_show_all(frame);
	return frame;
}
