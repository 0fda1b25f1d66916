/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-parts.h"

#define MIN_SENTENCE_CHARS 24
#define WIDTH_DATA         "warden-width"

/**
 * wd_gtk_name:
 * @widget: a widget
 * @name: for tests and themes
 * @accessible: (nullable): what a screen reader says, translated; NULL where a label says it
 */
void
wd_gtk_name(GtkWidget *widget, const char *name, const char *accessible)
{
	gtk_widget_set_name(widget, name);
	if (accessible != NULL)
		atk_object_set_name(gtk_widget_get_accessible(widget), accessible);
}

/**
 * wd_gtk_describe:
 * @widget: a widget
 * @text: what a screen reader says after the name, translated
 */
void
wd_gtk_describe(GtkWidget *widget, const char *text)
{
	atk_object_set_description(gtk_widget_get_accessible(widget), text);
}

static PangoFontMetrics *
get_metrics(GtkWidget *widget)
{
	PangoContext *context = gtk_widget_get_pango_context(widget);

	return pango_context_get_metrics(context,
					 pango_context_get_font_description(context),
					 pango_context_get_language(context));
}

/**
 * wd_gtk_chars_to_px:
 * @widget: whose font counts
 * @n_chars: how many
 *
 * Returns: how wide so many usual characters are
 */
int
wd_gtk_chars_to_px(GtkWidget *widget, int n_chars)
{
	PangoFontMetrics *metrics = get_metrics(widget);
	int px = PANGO_PIXELS(pango_font_metrics_get_approximate_char_width(metrics) * n_chars);

	pango_font_metrics_unref(metrics);
	return px;
}

/**
 * wd_gtk_lines_to_px:
 * @widget: whose font counts
 * @n_lines: how many
 *
 * Returns: how high so many lines are
 */
int
wd_gtk_lines_to_px(GtkWidget *widget, int n_lines)
{
	PangoFontMetrics *metrics = get_metrics(widget);
	int px = PANGO_PIXELS(
		(pango_font_metrics_get_ascent(metrics) + pango_font_metrics_get_descent(metrics)) *
		n_lines);

	pango_font_metrics_unref(metrics);
	return px;
}

static void
break_lines(GtkWidget *label, int width_px)
{
	PangoLayout *layout = gtk_label_get_layout(GTK_LABEL(label));

	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(layout, width_px * PANGO_SCALE);
}

static void
on_sentence_requested(GtkWidget *label, GtkRequisition *requisition, gpointer data)
{
	int width_px = GPOINTER_TO_INT(g_object_get_data(G_OBJECT(label), WIDTH_DATA));
	int least_px = wd_gtk_chars_to_px(label, MIN_SENTENCE_CHARS);

	if (width_px == 0)
		width_px = wd_gtk_chars_to_px(label, WD_GTK_MAX_WIDTH);
	break_lines(label, MAX(width_px, least_px));
	pango_layout_get_pixel_size(
		gtk_label_get_layout(GTK_LABEL(label)), NULL, &requisition->height);
	requisition->width = least_px;
}

static void
on_sentence_allocated(GtkWidget *label, GtkAllocation *allocation, gpointer data)
{
	int width_px = GPOINTER_TO_INT(g_object_get_data(G_OBJECT(label), WIDTH_DATA));

	break_lines(label, allocation->width);
	if (allocation->width == width_px || allocation->width <= 1)
		return;
	g_object_set_data(G_OBJECT(label), WIDTH_DATA, GINT_TO_POINTER(allocation->width));
	gtk_widget_queue_resize(label);
}

/**
 * wd_gtk_sentence_new:
 * @name: of the widget
 *
 * Returns: (transfer full): a floating, empty label whose lines break where it ends
 */
GtkWidget *
wd_gtk_sentence_new(const char *name)
{
	GtkWidget *label = gtk_label_new(NULL);

	gtk_widget_set_name(label, name);
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0);
	/* So that GTK asks the layout where its lines are, also when they run from the right. */
	gtk_label_set_width_chars(GTK_LABEL(label), MIN_SENTENCE_CHARS);
	g_signal_connect_after(label, "size-request", G_CALLBACK(on_sentence_requested), NULL);
	g_signal_connect_after(label, "size-allocate", G_CALLBACK(on_sentence_allocated), NULL);
	return label;
}

/**
 * wd_gtk_scrolled_new:
 * @child: what can scroll by itself
 * @n_lines: how much of it is seen at least
 *
 * Returns: (transfer full): a floating frame around @child with bars as needed
 */
GtkWidget *
wd_gtk_scrolled_new(GtkWidget *child, int n_lines)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);

	gtk_scrolled_window_set_policy(
		GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
	gtk_widget_set_size_request(scrolled, -1, wd_gtk_lines_to_px(child, n_lines));
	gtk_container_add(GTK_CONTAINER(scrolled), child);
	return scrolled;
}

/**
 * wd_gtk_table_new:
 * @model: a sortable model
 * @name: of the widget
 * @accessible: what a screen reader says, translated
 *
 * Returns: (transfer full): a floating table without columns, whose rows are of one height
 */
GtkWidget *
wd_gtk_table_new(GtkTreeModel *model, const char *name, const char *accessible)
{
	GtkWidget *table = gtk_tree_view_new_with_model(model);

	wd_gtk_name(table, name, accessible);
	gtk_tree_view_set_rules_hint(GTK_TREE_VIEW(table), TRUE);
	return table;
}

/**
 * wd_gtk_table_add_column:
 * @table: a table
 * @title: translated
 * @column: of the model, with text
 * @sort_column: of the model, by which a click sorts
 * @n_chars: how wide it is at first; the last column takes what is left
 *
 * Returns: (transfer none): the new last column
 */
GtkTreeViewColumn *
wd_gtk_table_add_column(
	GtkWidget *table, const char *title, int column, int sort_column, int n_chars)
{
	GtkCellRenderer *cell = gtk_cell_renderer_text_new();
	GtkTreeViewColumn *view_column =
		gtk_tree_view_column_new_with_attributes(title, cell, "text", column, NULL);

	g_object_set(cell, "ellipsize", PANGO_ELLIPSIZE_END, "single-paragraph-mode", TRUE, NULL);
	gtk_tree_view_column_set_sizing(view_column, GTK_TREE_VIEW_COLUMN_FIXED);
	gtk_tree_view_column_set_fixed_width(view_column, wd_gtk_chars_to_px(table, n_chars));
	gtk_tree_view_column_set_resizable(view_column, TRUE);
	gtk_tree_view_column_set_sort_column_id(view_column, sort_column);
	gtk_tree_view_append_column(GTK_TREE_VIEW(table), view_column);
	return view_column;
}

/**
 * wd_gtk_label_new:
 * @mnemonic: translated, with a mnemonic
 * @for_widget: what the key leads to
 *
 * Returns: (transfer full): a floating label before @for_widget
 */
GtkWidget *
wd_gtk_label_new(const char *mnemonic, GtkWidget *for_widget)
{
	GtkWidget *label = gtk_label_new_with_mnemonic(mnemonic);

	gtk_label_set_mnemonic_widget(GTK_LABEL(label), for_widget);
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
	return label;
}
