/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-status.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-fact.h"
#include "pidgin/wd-gtk-parts.h"
#include "ui/wd-fact-text.h"
#include "ui/wd-status-text.h"

#define TABLE_LINES   8
#define LEVEL_CHARS   20
#define LARGE_LINE_PX 24
#define TEXT_CHARS    60
#define WRAP_DATA     "warden-wrap"

enum { COLUMN_STOCK, COLUMN_LEVEL, COLUMN_TEXT, COLUMN_LEVEL_ORDER, N_COLUMNS };

/* Every theme has these, and GTK itself when there is none. */
static const char *const stock_icons[] = {
	[WD_FACT_GOOD] = GTK_STOCK_APPLY,
	[WD_FACT_NOTE] = GTK_STOCK_DIALOG_INFO,
	[WD_FACT_WARNING] = GTK_STOCK_DIALOG_WARNING,
	[WD_FACT_BAD] = GTK_STOCK_DIALOG_ERROR,
};

struct WdGtkStatus {
	const WdHost *host;
	GtkWidget *page; /* (nullable): not made, or gone with its window */
	GtkWidget *summary;
	GtkWidget *table;
	GtkWidget *again;
	GtkWidget *copy;
	GtkListStore *store;        /* of the table */
	GtkCellRenderer *text_cell; /* of the table */
	char *all;                  /* (nullable) what Copy gives away */
	gboolean is_looking;
};

static void
add_row(WdGtkStatus *status, const WdFact *fact)
{
	g_autofree char *text = wd_fact_text(fact);

	gtk_list_store_insert_with_values(status->store,
					  NULL,
					  -1,
					  COLUMN_STOCK,
					  stock_icons[fact->level],
					  COLUMN_LEVEL,
					  wd_fact_text_for_level(fact->level),
					  COLUMN_TEXT,
					  text,
					  COLUMN_LEVEL_ORDER,
					  -(int)fact->level,
					  -1);
}

static void
facts_seen(const GPtrArray *facts, gpointer data)
{
	WdGtkStatus *status = data;
	g_autoptr(GPtrArray) sorted = wd_status_sort(facts);
	g_autofree char *summary = wd_status_format_summary(facts);

	status->is_looking = FALSE;
	g_free(status->all);
	status->all = wd_status_format_all(facts);
	gtk_label_set_text(GTK_LABEL(status->summary), summary);
	gtk_list_store_clear(status->store);
	for (guint i = 0; i < sorted->len; i++)
		add_row(status, g_ptr_array_index(sorted, i));
	gtk_widget_set_sensitive(status->again, TRUE);
	gtk_widget_set_sensitive(status->copy, TRUE);
}

static void
look(WdGtkStatus *status)
{
	if (status->is_looking)
		return;
	status->is_looking = TRUE;
	gtk_widget_set_sensitive(status->again, FALSE);
	if (status->all == NULL)
		gtk_label_set_text(GTK_LABEL(status->summary), _("Looking…"));
	status->host->insight->look_at_facts(status->host->session, facts_seen, status);
}

static void
on_again(GtkButton *button, gpointer data)
{
	look(data);
}

static void
on_copy(GtkButton *button, gpointer data)
{
	const WdGtkStatus *status = data;

	if (status->all != NULL)
		gtk_clipboard_set_text(
			gtk_widget_get_clipboard(status->page, GDK_SELECTION_CLIPBOARD),
			status->all,
			-1);
}

static gboolean
change_row(GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *row, gpointer data)
{
	gtk_tree_model_row_changed(model, path, row);
	return FALSE;
}

/* Sentences break where the column ends: a cell has to be told, and the rows' heights follow. */
static void
on_column_resized(GObject *column, GParamSpec *property, gpointer data)
{
	WdGtkStatus *status = data;
	int width_px =
		gtk_tree_view_column_get_width(GTK_TREE_VIEW_COLUMN(column)) - 2 * WD_GTK_GAP;
	int known_px = GPOINTER_TO_INT(g_object_get_data(column, WRAP_DATA));

	if (width_px <= 0 || width_px == known_px)
		return;
	g_object_set_data(column, WRAP_DATA, GINT_TO_POINTER(width_px));
	g_object_set(status->text_cell, "wrap-width", width_px, NULL);
	gtk_tree_model_foreach(GTK_TREE_MODEL(status->store), change_row, NULL);
}

/* Icons come in steps: the one that is nearest to a line. */
static GtkIconSize
choose_icon_size(GtkWidget *widget)
{
	return wd_gtk_lines_to_px(widget, 1) >= LARGE_LINE_PX ? GTK_ICON_SIZE_LARGE_TOOLBAR
							      : GTK_ICON_SIZE_MENU;
}

static void
add_level_column(WdGtkStatus *status)
{
	GtkTreeViewColumn *column = wd_gtk_table_add_column(
		status->table, _("How"), COLUMN_LEVEL, COLUMN_LEVEL_ORDER, LEVEL_CHARS);
	GtkCellRenderer *icon = gtk_cell_renderer_pixbuf_new();
	g_autoptr(GList) cells = NULL;

	g_object_set(icon, "stock-size", choose_icon_size(status->table), "yalign", 0.0, NULL);
	/* The icon in front of the word, whichever way the line runs. */
	gtk_tree_view_column_pack_start(column, icon, FALSE);
	gtk_cell_layout_reorder(GTK_CELL_LAYOUT(column), icon, 0);
	gtk_tree_view_column_add_attribute(column, icon, "stock-id", COLUMN_STOCK);
	cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(column));
	g_object_set(g_list_last(cells)->data, "yalign", 0.0, NULL);
}

static void
add_text_column(WdGtkStatus *status)
{
	GtkTreeViewColumn *column = wd_gtk_table_add_column(
		status->table, _("What"), COLUMN_TEXT, COLUMN_TEXT, TEXT_CHARS);
	g_autoptr(GList) cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(column));

	status->text_cell = cells->data;
	g_object_set(status->text_cell,
		     "ellipsize",
		     PANGO_ELLIPSIZE_NONE,
		     "single-paragraph-mode",
		     FALSE,
		     "wrap-mode",
		     PANGO_WRAP_WORD_CHAR,
		     "wrap-width",
		     wd_gtk_chars_to_px(status->table, TEXT_CHARS),
		     "yalign",
		     0.0,
		     NULL);
	g_signal_connect(column, "notify::width", G_CALLBACK(on_column_resized), status);
}

static GtkWidget *
make_table(WdGtkStatus *status)
{
	status->store = gtk_list_store_new(
		N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT);
	status->table = wd_gtk_table_new(
		GTK_TREE_MODEL(status->store), "warden-status-table", _("How things are"));
	g_object_unref(status->store); /* the view has it */
	add_level_column(status);
	add_text_column(status);
	gtk_tree_view_set_search_column(GTK_TREE_VIEW(status->table), COLUMN_TEXT);
	return wd_gtk_scrolled_new(status->table, TABLE_LINES);
}

static GtkWidget *
make_button(GtkWidget *box, const char *name, const char *label, GCallback clicked, gpointer data)
{
	GtkWidget *button = gtk_button_new_with_mnemonic(label);

	gtk_widget_set_name(button, name);
	g_signal_connect(button, "clicked", clicked, data);
	gtk_box_pack_start(GTK_BOX(box), button, FALSE, FALSE, 0);
	return button;
}

static GtkWidget *
make_buttons(WdGtkStatus *status)
{
	GtkWidget *box = gtk_hbutton_box_new();

	gtk_button_box_set_layout(GTK_BUTTON_BOX(box), GTK_BUTTONBOX_END);
	gtk_box_set_spacing(GTK_BOX(box), WD_GTK_GAP);
	status->copy = make_button(box, "warden-copy", _("C_opy"), G_CALLBACK(on_copy), status);
	status->again =
		make_button(box, "warden-again", _("Look A_gain"), G_CALLBACK(on_again), status);
	wd_gtk_describe(status->copy, _("Copies all of it as text, for who is asked for help"));
	gtk_widget_set_sensitive(status->copy, FALSE);
	return box;
}

static void
on_destroy(GtkWidget *page, gpointer data)
{
	WdGtkStatus *status = data;

	status->host->insight->forget(status->host->session, status);
	g_clear_pointer(&status->all, g_free);
	status->is_looking = FALSE;
	status->page = NULL;
}

/**
 * wd_gtk_status_new:
 * @host: the session; outlives the page
 *
 * Returns: (transfer full): nothing that is seen yet
 */
WdGtkStatus *
wd_gtk_status_new(const WdHost *host)
{
	WdGtkStatus *status = g_new0(WdGtkStatus, 1);

	status->host = host;
	return status;
}

/**
 * wd_gtk_status_free:
 * @status: (nullable) (transfer full): the page; its widget goes with it
 */
void
wd_gtk_status_free(WdGtkStatus *status)
{
	if (status == NULL)
		return;
	if (status->page != NULL)
		gtk_widget_destroy(status->page);
	g_free(status);
}

/**
 * wd_gtk_status_make:
 * @status: a #WdGtkStatus whose page is not open
 *
 * Returns: (transfer full): the page, a floating widget; it may be destroyed at any time
 */
GtkWidget *
wd_gtk_status_make(gpointer status)
{
	WdGtkStatus *self = status;
	GtkWidget *box = gtk_vbox_new(FALSE, WD_GTK_BORDER);

	self->page = box;
	self->summary = wd_gtk_sentence_new("warden-summary");
	gtk_box_pack_start(GTK_BOX(box), self->summary, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_table(self), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_buttons(self), FALSE, FALSE, 0);
	gtk_widget_show_all(box);
	g_signal_connect(box, "destroy", G_CALLBACK(on_destroy), self);
	return box;
}

/**
 * wd_gtk_status_show:
 * @status: a #WdGtkStatus with an open page
 * @words: (nullable): not used
 *
 * The page has come to the front: looks at everything anew, with the keyboard on the table.
 */
void
wd_gtk_status_show(gpointer status, const char *words)
{
	WdGtkStatus *self = status;

	look(self);
	gtk_widget_grab_focus(self->table);
}

/**
 * wd_gtk_status_refresh:
 * @status: the page
 *
 * Something is another way than it was: looks at everything anew where somebody sees the page.
 */
void
wd_gtk_status_refresh(WdGtkStatus *status)
{
	if (status->page == NULL || !gtk_widget_get_mapped(status->page))
		return;
	/* A look that goes on has seen how it was. */
	status->host->insight->forget(status->host->session, status);
	status->is_looking = FALSE;
	look(status);
}

/**
 * wd_gtk_status_get_page:
 * @status: the page
 *
 * Returns: (transfer none) (nullable): its widget while it is open
 */
GtkWidget *
wd_gtk_status_get_page(WdGtkStatus *status)
{
	return status->page;
}
