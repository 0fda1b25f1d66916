/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pseudo/wd-pseudo-widgets.h"

#include "pseudo/wd-pseudo.h"

static void
expect_buffer(const char *where, GtkTextView *view)
{
	GtkTextBuffer *buffer = gtk_text_view_get_buffer(view);
	GtkTextIter start, end;
	g_autofree char *text = NULL;

	gtk_text_buffer_get_bounds(buffer, &start, &end);
	text = gtk_text_buffer_get_text(buffer, &start, &end, FALSE);
	wd_pseudo_expect(where, text);
}

/* What the renderers of a row show, as they show it. */
static void
expect_row(const char *where, GtkTreeModel *model, GtkTreeIter *row, GtkTreeViewColumn *column)
{
	g_autoptr(GList) renderers = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(column));

	gtk_tree_view_column_cell_set_cell_data(column, model, row, FALSE, FALSE);
	for (GList *l = renderers; l != NULL; l = l->next) {
		g_autofree char *text = NULL;

		if (!GTK_IS_CELL_RENDERER_TEXT(l->data))
			continue;
		g_object_get(l->data, "text", &text, NULL);
		wd_pseudo_expect(where, text);
	}
}

static void
expect_list(const char *where, GtkTreeView *view)
{
	g_autoptr(GList) columns = gtk_tree_view_get_columns(view);
	GtkTreeModel *model = gtk_tree_view_get_model(view);
	GtkTreeIter row;
	gboolean has_row = model != NULL && gtk_tree_model_get_iter_first(model, &row);

	for (GList *l = columns; l != NULL; l = l->next)
		wd_pseudo_expect(where, gtk_tree_view_column_get_title(l->data));
	while (has_row) {
		for (GList *l = columns; l != NULL; l = l->next)
			expect_row(where, model, &row, l->data);
		has_row = gtk_tree_model_iter_next(model, &row);
	}
}

static void
expect_choices(const char *where, GtkComboBox *combo)
{
	GtkTreeModel *model = gtk_combo_box_get_model(combo);
	GtkTreeIter row;
	gboolean has_row = gtk_tree_model_get_iter_first(model, &row);

	while (has_row) {
		g_autofree char *text = NULL;

		if (gtk_tree_model_get_column_type(model, 0) == G_TYPE_STRING)
			gtk_tree_model_get(model, &row, 0, &text, -1);
		wd_pseudo_expect(where, text);
		has_row = gtk_tree_model_iter_next(model, &row);
	}
}

static void
expect_own_words(const char *where, GtkWidget *widget)
{
	g_autofree char *tooltip = gtk_widget_get_tooltip_text(widget);
	AtkObject *accessible = gtk_widget_get_accessible(widget);

	wd_pseudo_expect(where, tooltip);
	if (accessible != NULL)
		wd_pseudo_expect(where, atk_object_get_description(accessible));
	if (GTK_IS_LABEL(widget))
		wd_pseudo_expect(where, gtk_label_get_text(GTK_LABEL(widget)));
	else if (GTK_IS_WINDOW(widget))
		wd_pseudo_expect(where, gtk_window_get_title(GTK_WINDOW(widget)));
	else if (GTK_IS_PROGRESS_BAR(widget))
		wd_pseudo_expect(where, gtk_progress_bar_get_text(GTK_PROGRESS_BAR(widget)));
	else if (GTK_IS_TEXT_VIEW(widget))
		expect_buffer(where, GTK_TEXT_VIEW(widget));
	else if (GTK_IS_TREE_VIEW(widget))
		expect_list(where, GTK_TREE_VIEW(widget));
	else if (GTK_IS_COMBO_BOX(widget))
		expect_choices(where, GTK_COMBO_BOX(widget));
}

static void
walk(GtkWidget *widget, gpointer data)
{
	/* A stock button's words are GTK's, which translates them itself. */
	if (GTK_IS_BUTTON(widget) && gtk_button_get_use_stock(GTK_BUTTON(widget)))
		return;
	if (!gtk_widget_get_visible(widget))
		return;
	expect_own_words(data, widget);
	if (GTK_IS_CONTAINER(widget) && !GTK_IS_TREE_VIEW(widget))
		gtk_container_forall(GTK_CONTAINER(widget), walk, data);
}

/**
 * wd_pseudo_expect_widgets:
 * @where: what the window is called in a failure
 * @root: a window, or a part of one
 *
 * Expects translation of all that @root shows: titles, labels, lists, choices, tooltips, and what
 * screen readers are told.
 */
void
wd_pseudo_expect_widgets(const char *where, GtkWidget *root)
{
	walk(root, (gpointer)where);
}
