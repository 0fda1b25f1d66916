/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-advanced.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/wd-policy-schema.h"
#include "engine/wd-policy-value.h"
#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-parts.h"
#include "pidgin/wd-gtk-text.h"
#include "ui/wd-setting-words.h"

#define SPACING_PX      6
#define ADVANCED_KEY    "warden-advanced-list"
#define MAX_VALUE_CHARS 80 /* of a list in one line of ours */
#define LIST_LINES      9

enum { COLUMN_KEY, COLUMN_LOCK, COLUMN_NAME, COLUMN_VALUE, COLUMN_SET_BY, N_COLUMNS };

typedef struct {
	const WdHost *host;
	WdGtkSettingProblem problem;
	gpointer data;
	GtkListStore *store;
	GtkTreeModel *found; /* what the words above leave of it */
	GtkWidget *words;
	GtkWidget *list;
	GtkWidget *about; /* what the chosen setting means */
	GtkWidget *place; /* where its widget goes */
	GtkWidget *set;   /* for who does not know that Enter does it */
	GtkWidget *reset;
	GtkWidget *setting; /* (nullable) of the chosen one */
	GdkPixbuf *padlock; /* (nullable) */
	int key;            /* the chosen one; -1: none */
} Advanced;

static void
free_advanced(gpointer data)
{
	Advanced *advanced = data;

	g_clear_object(&advanced->padlock);
	g_object_unref(advanced->found);
	g_object_unref(advanced->store);
	g_free(advanced);
}

static const WdPolicy *
get_policy(const Advanced *advanced)
{
	return advanced->host->get_policy(advanced->host->session);
}

static void
fill_row(Advanced *advanced, GtkTreeIter *iter, WdPolicyKey key)
{
	const WdPolicy *policy = get_policy(advanced);
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);
	g_autofree char *name = g_strdup_printf("%s: %s", row->group, row->name);
	g_autofree char *value = wd_setting_format_value(policy, key);
	g_autofree char *shown = wd_gtk_text_line(value, MAX_VALUE_CHARS);

	gtk_list_store_set(advanced->store,
			   iter,
			   COLUMN_KEY,
			   (int)key,
			   COLUMN_LOCK,
			   wd_policy_is_locked(policy, key) ? advanced->padlock : NULL,
			   COLUMN_NAME,
			   name,
			   COLUMN_VALUE,
			   shown,
			   COLUMN_SET_BY,
			   wd_setting_label_for_level(wd_policy_get_level(policy, key)),
			   -1);
}

static void
fill_list(Advanced *advanced)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		WdPolicyKey key = (WdPolicyKey)i;
		GtkTreeIter iter;

		if (wd_setting_is_among_the_few(key) || !wd_setting_may_be_shown(key))
			continue;
		gtk_list_store_append(advanced->store, &iter);
		fill_row(advanced, &iter, key);
	}
}

static int
get_key(GtkTreeModel *model, GtkTreeIter *iter)
{
	int key;

	gtk_tree_model_get(model, iter, COLUMN_KEY, &key, -1);
	return key;
}

/* Each word must stand in the name, the group or the explanation. */
static gboolean
is_found(GtkTreeModel *model, GtkTreeIter *iter, gpointer data)
{
	const Advanced *advanced = data;
	const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)get_key(model, iter));
	g_autofree char *text =
		g_strdup_printf("%s %s %s", row->group, row->name, wd_setting_explain(row));
	g_autofree char *folded = g_utf8_casefold(text, -1);
	g_autofree char *wanted =
		g_utf8_casefold(gtk_entry_get_text(GTK_ENTRY(advanced->words)), -1);
	g_auto(GStrv) words = g_strsplit_set(wanted, " \t", -1);

	for (guint i = 0; words[i] != NULL; i++) {
		if (strstr(folded, words[i]) == NULL)
			return FALSE;
	}
	return TRUE;
}

static void
fill_about(Advanced *advanced)
{
	const WdPolicy *policy = get_policy(advanced);
	WdPolicyKey key = (WdPolicyKey)advanced->key;
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);
	gboolean is_locked = wd_policy_is_locked(policy, key);
	g_autofree char *kind = wd_setting_describe_value(row);
	g_autofree char *lock = is_locked ? wd_setting_format_lock(policy, key) : NULL;
	/* Translators: what a setting does, what may be written there ("true or false"), and
	 * nothing, or who locked it. */
	g_autofree char *text = g_strdup_printf(_("%s\nValue: %s.%s%s"),
						wd_setting_explain(row),
						kind,
						is_locked ? "\n" : "",
						is_locked ? lock : "");

	gtk_label_set_text(GTK_LABEL(advanced->about), text);
	gtk_widget_set_sensitive(advanced->set, !is_locked);
	gtk_widget_set_sensitive(advanced->reset,
				 wd_policy_get_level(policy, key) == WD_LEVEL_USER);
}

static void
tell_problem(const char *problem, gpointer data)
{
	Advanced *advanced = data;

	advanced->problem(problem, advanced->data);
}

static void
show_setting(Advanced *advanced, int key)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)key);

	if (advanced->setting != NULL)
		gtk_widget_destroy(advanced->setting);
	advanced->key = key;
	advanced->setting = wd_gtk_setting_new(
		advanced->host, (WdPolicyKey)key, row->name, tell_problem, advanced);
	atk_object_set_name(gtk_widget_get_accessible(advanced->setting), row->name);
	gtk_box_pack_start(GTK_BOX(advanced->place), advanced->setting, TRUE, TRUE, 0);
	gtk_widget_show(advanced->setting);
	gtk_widget_set_visible(advanced->set, GTK_IS_ENTRY(advanced->setting));
	fill_about(advanced);
}

static void
on_selected(GtkTreeSelection *selection, gpointer data)
{
	Advanced *advanced = data;
	GtkTreeModel *model;
	GtkTreeIter iter;

	if (gtk_tree_selection_get_selected(selection, &model, &iter) &&
	    get_key(model, &iter) != advanced->key)
		show_setting(advanced, get_key(model, &iter));
}

/* The first that is found is shown at once. */
static void
select_first(Advanced *advanced)
{
	GtkTreeSelection *selection = gtk_tree_view_get_selection(GTK_TREE_VIEW(advanced->list));
	GtkTreeIter iter;

	if (gtk_tree_model_get_iter_first(advanced->found, &iter))
		gtk_tree_selection_select_iter(selection, &iter);
}

static void
on_words(GtkEditable *entry, gpointer data)
{
	Advanced *advanced = data;

	gtk_tree_model_filter_refilter(GTK_TREE_MODEL_FILTER(advanced->found));
	if (gtk_tree_selection_count_selected_rows(
		    gtk_tree_view_get_selection(GTK_TREE_VIEW(advanced->list))) == 0)
		select_first(advanced);
}

static void
on_reset(GtkButton *button, gpointer data)
{
	Advanced *advanced = data;
	g_autoptr(GError) error = NULL;
	gboolean is_done = advanced->host->set_policy(
		advanced->host->session, (WdPolicyKey)advanced->key, NULL, &error);

	advanced->problem(is_done ? NULL : error->message, advanced->data);
	wd_gtk_advanced_refresh(g_object_get_data(G_OBJECT(button), ADVANCED_KEY));
}

static void
on_set(GtkButton *button, gpointer data)
{
	wd_gtk_setting_apply(((Advanced *)data)->setting);
}

static GtkWidget *
make_words(Advanced *advanced)
{
	GtkWidget *line = gtk_hbox_new(FALSE, SPACING_PX);
	GtkWidget *label = gtk_label_new_with_mnemonic(_("_Find a setting:"));

	advanced->words = gtk_entry_new();
	gtk_widget_set_name(advanced->words, "warden-advanced-words");
	gtk_label_set_mnemonic_widget(GTK_LABEL(label), advanced->words);
	gtk_box_pack_start(GTK_BOX(line), label, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line), advanced->words, TRUE, TRUE, 0);
	g_signal_connect(advanced->words, "changed", G_CALLBACK(on_words), advanced);
	return line;
}

static void
add_column(GtkTreeView *list, const char *title, int column, gboolean is_long)
{
	GtkCellRenderer *renderer = gtk_cell_renderer_text_new();
	GtkTreeViewColumn *view =
		gtk_tree_view_column_new_with_attributes(title, renderer, "text", column, NULL);

	gtk_tree_view_column_set_resizable(view, TRUE);
	gtk_tree_view_column_set_expand(view, is_long);
	if (is_long)
		g_object_set(renderer, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
	gtk_tree_view_append_column(list, view);
}

static void
add_columns(GtkTreeView *list)
{
	GtkTreeViewColumn *first = gtk_tree_view_column_new();
	GtkCellRenderer *picture = gtk_cell_renderer_pixbuf_new();
	GtkCellRenderer *name = gtk_cell_renderer_text_new();

	gtk_tree_view_column_set_title(first, _("Setting"));
	gtk_tree_view_column_set_resizable(first, TRUE);
	gtk_tree_view_column_pack_start(first, name, TRUE);
	gtk_tree_view_column_pack_end(first, picture, FALSE);
	gtk_tree_view_column_set_attributes(first, picture, "pixbuf", COLUMN_LOCK, NULL);
	gtk_tree_view_column_set_attributes(first, name, "text", COLUMN_NAME, NULL);
	gtk_tree_view_append_column(list, first);
	add_column(list, _("Value"), COLUMN_VALUE, TRUE);
	add_column(list, _("Set by"), COLUMN_SET_BY, FALSE);
	gtk_tree_view_set_search_column(list, COLUMN_NAME);
}

/* So many lines of the theme's font, whatever its size. */
static int
get_height(GtkWidget *widget)
{
	PangoLayout *layout = gtk_widget_create_pango_layout(widget, "X");
	int height;

	pango_layout_get_pixel_size(layout, NULL, &height);
	g_object_unref(layout);
	return (height + 4) * LIST_LINES;
}

static GtkWidget *
make_list(Advanced *advanced)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);

	advanced->list = gtk_tree_view_new_with_model(advanced->found);
	wd_gtk_name(advanced->list, "warden-advanced-rows", _("Settings"));
	add_columns(GTK_TREE_VIEW(advanced->list));
	gtk_scrolled_window_set_policy(
		GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
	gtk_widget_set_size_request(scrolled, -1, get_height(scrolled));
	gtk_container_add(GTK_CONTAINER(scrolled), advanced->list);
	g_signal_connect(gtk_tree_view_get_selection(GTK_TREE_VIEW(advanced->list)),
			 "changed",
			 G_CALLBACK(on_selected),
			 advanced);
	return scrolled;
}

static GtkWidget *
make_editor(Advanced *advanced, GtkWidget *box)
{
	GtkWidget *line = gtk_hbox_new(FALSE, SPACING_PX);

	advanced->place = gtk_hbox_new(FALSE, 0);
	advanced->reset = gtk_button_new_with_mnemonic(_("_Back to the Default"));
	advanced->set = gtk_button_new_with_mnemonic(_("_Set"));
	gtk_widget_set_no_show_all(advanced->set, TRUE);
	gtk_widget_set_name(advanced->set, "warden-advanced-set");
	gtk_widget_set_name(advanced->reset, "warden-advanced-reset");
	g_signal_connect(advanced->set, "clicked", G_CALLBACK(on_set), advanced);
	g_object_set_data(G_OBJECT(advanced->reset), ADVANCED_KEY, box);
	g_signal_connect(advanced->reset, "clicked", G_CALLBACK(on_reset), advanced);
	gtk_box_pack_start(GTK_BOX(line), advanced->place, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(line), advanced->set, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line), advanced->reset, FALSE, FALSE, 0);
	return line;
}

static GtkWidget *
make_about(Advanced *advanced)
{
	advanced->about = wd_gtk_sentence_new("warden-advanced-about");
	gtk_label_set_selectable(GTK_LABEL(advanced->about), TRUE);
	return advanced->about;
}

static void
make_model(Advanced *advanced)
{
	advanced->store = gtk_list_store_new(N_COLUMNS,
					     G_TYPE_INT,
					     GDK_TYPE_PIXBUF,
					     G_TYPE_STRING,
					     G_TYPE_STRING,
					     G_TYPE_STRING);
	fill_list(advanced);
	advanced->found = gtk_tree_model_filter_new(GTK_TREE_MODEL(advanced->store), NULL);
	gtk_tree_model_filter_set_visible_func(
		GTK_TREE_MODEL_FILTER(advanced->found), is_found, advanced, NULL);
}

/**
 * wd_gtk_advanced_new:
 * @host: the session; must outlive the widget
 * @problem: told after each attempt to set something
 * @data: passed to it
 *
 * Returns: (transfer full): a floating widget, not shown yet
 */
GtkWidget *
wd_gtk_advanced_new(const WdHost *host, WdGtkSettingProblem problem, gpointer data)
{
	GtkWidget *box = gtk_vbox_new(FALSE, SPACING_PX);
	Advanced *advanced = g_new0(Advanced, 1);
	GtkWidget *words;

	advanced->host = host;
	advanced->problem = problem;
	advanced->data = data;
	advanced->key = -1;
	advanced->padlock = wd_gtk_icon_load("locked", WD_GTK_ICON_SMALL);
	g_object_set_data_full(G_OBJECT(box), ADVANCED_KEY, advanced, free_advanced);
	words = make_words(advanced); /* the model looks at them */
	make_model(advanced);
	gtk_box_pack_start(GTK_BOX(box), words, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_list(advanced), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_about(advanced), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_editor(advanced, box), FALSE, FALSE, 0);
	select_first(advanced);
	return box;
}

/**
 * wd_gtk_advanced_refresh:
 * @box: what wd_gtk_advanced_new() made
 *
 * Shows what is in force now; what somebody is writing stays.
 */
void
wd_gtk_advanced_refresh(GtkWidget *box)
{
	Advanced *advanced = g_object_get_data(G_OBJECT(box), ADVANCED_KEY);
	GtkTreeModel *model = GTK_TREE_MODEL(advanced->store);
	GtkTreeIter iter;
	gboolean is_row = gtk_tree_model_get_iter_first(model, &iter);

	for (; is_row; is_row = gtk_tree_model_iter_next(model, &iter))
		fill_row(advanced, &iter, (WdPolicyKey)get_key(model, &iter));
	if (advanced->setting == NULL)
		return;
	if (!gtk_widget_has_focus(advanced->setting) || !GTK_IS_ENTRY(advanced->setting))
		wd_gtk_setting_refresh(advanced->setting);
	fill_about(advanced);
}
