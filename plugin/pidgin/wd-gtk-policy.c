/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-policy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-parts.h"
#include "pidgin/wd-gtk-reading.h"
#include "ui/wd-policy-table.h"

#define TABLE_LINES    6
#define SENTENCE_LINES 7

enum {
	COLUMN_NAME,
	COLUMN_VALUE,
	COLUMN_SET_BY,
	COLUMN_STATUS,
	COLUMN_STATUS_ORDER,
	COLUMN_IS_LOCKED,
	COLUMN_SENTENCE,
	N_COLUMNS
};

static const struct {
	const char *title;
	int column;
	int sort_column;
	int n_chars;
} columns[] = {
	{N_("Setting"), COLUMN_NAME, COLUMN_NAME, 36},
	{N_("Value"), COLUMN_VALUE, COLUMN_VALUE, 30},
	{N_("Set by"), COLUMN_SET_BY, COLUMN_SET_BY, 24},
	{N_("Status"), COLUMN_STATUS, COLUMN_STATUS_ORDER, 16},
};

struct WdGtkPolicy {
	const WdHost *host;
	GtkWidget *page; /* (nullable): not made, or gone with its window */
	GtkWidget *filter;
	GtkWidget *count;
	GtkWidget *table;
	GtkWidget *sentence;
	GtkListStore *store; /* of the table */
	GPtrArray *lines;    /* of WdPolicyLine * */
	char *digest;        /* of what is shown */
	char *selected;      /* (nullable) the name of the setting to come back to */
	gboolean is_filling;
};

static GtkTreeSelection *
get_selection(WdGtkPolicy *policy)
{
	return gtk_tree_view_get_selection(GTK_TREE_VIEW(policy->table));
}

static void
show_sentence(WdGtkPolicy *policy, const char *name, const char *sentence)
{
	wd_gtk_reading_clear(policy->sentence);
	if (name != NULL)
		wd_gtk_reading_add(policy->sentence, name, sentence);
	wd_gtk_reading_to_top(policy->sentence);
}

static void
on_selection_changed(GtkTreeSelection *selection, gpointer data)
{
	WdGtkPolicy *policy = data;
	g_autofree char *name = NULL;
	g_autofree char *sentence = NULL;
	GtkTreeModel *model;
	GtkTreeIter row;

	if (policy->is_filling)
		return;
	if (gtk_tree_selection_get_selected(selection, &model, &row))
		gtk_tree_model_get(model, &row, COLUMN_NAME, &name, COLUMN_SENTENCE, &sentence, -1);
	show_sentence(policy, name, sentence);
	if (name == NULL)
		return;
	g_free(policy->selected);
	policy->selected = g_steal_pointer(&name);
}

static void
add_row(WdGtkPolicy *policy, const WdPolicyLine *line)
{
	gtk_list_store_insert_with_values(policy->store,
					  NULL,
					  -1,
					  COLUMN_NAME,
					  line->name,
					  COLUMN_VALUE,
					  line->value,
					  COLUMN_SET_BY,
					  line->set_by,
					  COLUMN_STATUS,
					  wd_policy_table_format_status(line->status),
					  COLUMN_STATUS_ORDER,
					  (int)line->status,
					  COLUMN_IS_LOCKED,
					  line->status == WD_STATUS_LOCKED,
					  COLUMN_SENTENCE,
					  line->sentence,
					  -1);
}

static gboolean
is_selected_name(GtkTreeModel *model, GtkTreeIter *row, const char *wanted)
{
	g_autofree char *name = NULL;

	gtk_tree_model_get(model, row, COLUMN_NAME, &name, -1);
	return g_strcmp0(name, wanted) == 0;
}

/* The one that was selected before, else the first that is left. */
static void
select_again(WdGtkPolicy *policy)
{
	GtkTreeModel *model = GTK_TREE_MODEL(policy->store);
	GtkTreeIter row;
	GtkTreePath *path;
	gboolean has_row = gtk_tree_model_get_iter_first(model, &row);

	while (has_row && !is_selected_name(model, &row, policy->selected))
		has_row = gtk_tree_model_iter_next(model, &row);
	if (!has_row && !gtk_tree_model_get_iter_first(model, &row))
		return;
	path = gtk_tree_model_get_path(model, &row);
	gtk_tree_view_set_cursor(GTK_TREE_VIEW(policy->table), path, NULL, FALSE);
	gtk_tree_path_free(path);
}

static void
show_count(WdGtkPolicy *policy, guint n_shown)
{
	g_autofree char *text = g_strdup_printf(
		/* Translators: two numbers: settings that are listed, and all of them. */
		g_dngettext(GETTEXT_PACKAGE,
			    "%u of %u setting",
			    "%u of %u settings",
			    policy->lines->len),
		n_shown,
		policy->lines->len);

	gtk_label_set_text(GTK_LABEL(policy->count), text);
}

static void
fill(WdGtkPolicy *policy)
{
	const char *words = gtk_entry_get_text(GTK_ENTRY(policy->filter));
	guint n_shown = 0;

	policy->is_filling = TRUE;
	gtk_list_store_clear(policy->store);
	for (guint i = 0; i < policy->lines->len; i++) {
		const WdPolicyLine *line = g_ptr_array_index(policy->lines, i);

		if (!wd_policy_line_matches(line, words))
			continue;
		add_row(policy, line);
		n_shown++;
	}
	policy->is_filling = FALSE;
	show_count(policy, n_shown);
	select_again(policy);
	on_selection_changed(get_selection(policy), policy);
}

static void
on_filter_changed(GtkEditable *filter, gpointer data)
{
	fill(data);
}

/* Enter goes from what was typed to what was found. */
static void
on_filter_activated(GtkEntry *filter, gpointer data)
{
	const WdGtkPolicy *policy = data;

	gtk_widget_grab_focus(policy->table);
}

static void
look_again(WdGtkPolicy *policy)
{
	const WdPolicy *snapshot = policy->host->get_policy(policy->host->session);

	if (g_strcmp0(policy->digest, wd_policy_get_digest(snapshot)) == 0)
		return;
	g_free(policy->digest);
	policy->digest = g_strdup(wd_policy_get_digest(snapshot));
	g_clear_pointer(&policy->lines, g_ptr_array_unref);
	policy->lines = wd_policy_table_new(snapshot);
	fill(policy);
}

static GtkWidget *
make_filter_row(WdGtkPolicy *policy)
{
	GtkWidget *row = gtk_hbox_new(FALSE, WD_GTK_GAP);

	policy->filter = gtk_entry_new();
	wd_gtk_name(policy->filter, "warden-filter", _("Words that a setting must have"));
	policy->count = gtk_label_new(NULL);
	gtk_widget_set_name(policy->count, "warden-count");
	g_signal_connect(policy->filter, "changed", G_CALLBACK(on_filter_changed), policy);
	g_signal_connect(policy->filter, "activate", G_CALLBACK(on_filter_activated), policy);
	gtk_box_pack_start(
		GTK_BOX(row), wd_gtk_label_new(_("_Filter:"), policy->filter), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), policy->filter, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(row), policy->count, FALSE, FALSE, WD_GTK_GAP);
	return row;
}

/* A padlock before the word, for who does not read each row. */
static void
add_padlock(GtkTreeViewColumn *column)
{
	GtkCellRenderer *cell = gtk_cell_renderer_pixbuf_new();
	g_autoptr(GdkPixbuf) padlock = wd_gtk_icon_load("locked", WD_GTK_ICON_SMALL);

	g_object_set(cell, "pixbuf", padlock, NULL);
	gtk_tree_view_column_pack_end(column, cell, FALSE);
	gtk_tree_view_column_add_attribute(column, cell, "visible", COLUMN_IS_LOCKED);
}

static GtkWidget *
make_table(WdGtkPolicy *policy)
{
	GtkTreeViewColumn *column = NULL;

	policy->store = gtk_list_store_new(N_COLUMNS,
					   G_TYPE_STRING,
					   G_TYPE_STRING,
					   G_TYPE_STRING,
					   G_TYPE_STRING,
					   G_TYPE_INT,
					   G_TYPE_BOOLEAN,
					   G_TYPE_STRING);
	policy->table = wd_gtk_table_new(
		GTK_TREE_MODEL(policy->store), "warden-policy-table", _("Settings"));
	g_object_unref(policy->store); /* the view has it */
	for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
		column = wd_gtk_table_add_column(policy->table,
						 _(columns[i].title),
						 columns[i].column,
						 columns[i].sort_column,
						 columns[i].n_chars);
		gtk_tree_view_column_set_expand(column, columns[i].column == COLUMN_VALUE);
	}
	add_padlock(column);
	gtk_tree_view_set_search_column(GTK_TREE_VIEW(policy->table), COLUMN_NAME);
	g_signal_connect(
		get_selection(policy), "changed", G_CALLBACK(on_selection_changed), policy);
	return wd_gtk_scrolled_new(policy->table, TABLE_LINES);
}

static void
on_destroy(GtkWidget *page, gpointer data)
{
	WdGtkPolicy *policy = data;

	g_signal_handlers_disconnect_by_data(get_selection(policy), policy);
	g_clear_pointer(&policy->lines, g_ptr_array_unref);
	g_clear_pointer(&policy->digest, g_free);
	policy->page = NULL;
}

/**
 * wd_gtk_policy_new:
 * @host: the session; outlives the page
 *
 * Returns: (transfer full): nothing that is seen yet
 */
WdGtkPolicy *
wd_gtk_policy_new(const WdHost *host)
{
	WdGtkPolicy *policy = g_new0(WdGtkPolicy, 1);

	policy->host = host;
	return policy;
}

/**
 * wd_gtk_policy_free:
 * @policy: (nullable) (transfer full): the page; its widget goes with it
 */
void
wd_gtk_policy_free(WdGtkPolicy *policy)
{
	if (policy == NULL)
		return;
	if (policy->page != NULL)
		gtk_widget_destroy(policy->page);
	g_free(policy->selected);
	g_free(policy);
}

/**
 * wd_gtk_policy_make:
 * @policy: a #WdGtkPolicy whose page is not open
 *
 * Returns: (transfer full): the page, a floating widget; it may be destroyed at any time
 */
GtkWidget *
wd_gtk_policy_make(gpointer policy)
{
	WdGtkPolicy *self = policy;
	GtkWidget *box = gtk_vbox_new(FALSE, WD_GTK_BORDER);
	GtkWidget *panes = gtk_vpaned_new();

	self->page = box;
	self->sentence = wd_gtk_reading_new("warden-sentence", _("About the selected setting"));
	gtk_box_pack_start(GTK_BOX(box), make_filter_row(self), FALSE, FALSE, 0);
	wd_gtk_name(panes, "warden-policy-panes", _("Settings and what they mean"));
	gtk_paned_pack1(GTK_PANED(panes), make_table(self), TRUE, FALSE);
	gtk_paned_pack2(GTK_PANED(panes),
			wd_gtk_scrolled_new(self->sentence, SENTENCE_LINES),
			FALSE,
			FALSE);
	gtk_box_pack_start(GTK_BOX(box), panes, TRUE, TRUE, 0);
	gtk_widget_show_all(box);
	g_signal_connect(box, "destroy", G_CALLBACK(on_destroy), self);
	return box;
}

/**
 * wd_gtk_policy_show:
 * @policy: a #WdGtkPolicy with an open page
 * @words: (nullable): what settings must have; NULL leaves the filter as it is
 *
 * The page has come to the front: shows what holds now, with the keyboard on the filter.
 */
void
wd_gtk_policy_show(gpointer policy, const char *words)
{
	WdGtkPolicy *self = policy;

	look_again(self);
	if (words != NULL)
		gtk_entry_set_text(GTK_ENTRY(self->filter), words);
	gtk_widget_grab_focus(self->filter);
}

/**
 * wd_gtk_policy_refresh:
 * @policy: the page
 *
 * Something else may hold than before, by whoever changed it.  A page that nobody sees waits until
 * it comes to the front.
 */
void
wd_gtk_policy_refresh(WdGtkPolicy *policy)
{
	if (policy->page != NULL && gtk_widget_get_mapped(policy->page))
		look_again(policy);
}

/**
 * wd_gtk_policy_get_page:
 * @policy: the page
 *
 * Returns: (transfer none) (nullable): its widget while it is open
 */
GtkWidget *
wd_gtk_policy_get_page(WdGtkPolicy *policy)
{
	return policy->page;
}
